import { copy, speak, type Words } from '#src/core/words.ts';
import { showInstant } from '#src/core/time.ts';
import { eventsPage, type EventRow } from './evidenceList.ts';
import { unseenNames } from './unseen.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page } from '#src/plumbing/http/reply.ts';
import { csv, type Listed, type ListSpec } from '#src/plumbing/listing.ts';
import { sealEvidence } from '#src/plumbing/evidence/log.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, LinkButton } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';

const evidenceCopy = copy({
  evidence: { it: 'Registro delle prove', en: 'Evidence log' },
  desk: { it: 'La mia scrivania', en: 'My desk' },
  lead: {
    it: 'Ogni operazione, riuscita o rifiutata dalle regole, nell’ordine in cui è avvenuta. Nessuna riga può essere modificata o tolta; l’albero che le raccoglie è firmato.',
    en: 'Every deed, done or refused by the rules, in the order in which it happened. No line can be changed or taken away; the tree that gathers them is signed.',
  },
  at: { it: 'Quando', en: 'When' },
  kind: { it: 'Che cosa', en: 'What' },
  subject: { it: 'Su che cosa', en: 'About' },
  who: { it: 'Chi', en: 'Who' },
  body: { it: 'Dettagli', en: 'Details' },
  index: { it: 'Posto', en: 'Place' },
  head: { it: 'Ultima firma', en: 'Last signature' },
  size: { it: 'Righe firmate', en: 'Lines signed' },
  root: { it: 'Radice dell’albero', en: 'Root of the tree' },
  key: { it: 'Chiave pubblica (Ed25519)', en: 'Public key (Ed25519)' },
  signedAt: { it: 'Firmata il', en: 'Signed on' },
  availability: { it: 'Disponibilità misurata', en: 'Measured availability' },
  verify: { it: 'Verifica una ricevuta', en: 'Check a receipt' },
  system: { it: 'sistema', en: 'system' },
  hidden: {
    it: 'Le righe sulle proposte con cui si è in conflitto non sono nell’elenco: al loro posto manca il numero. La firma le copre come le altre.',
    en: 'Lines about proposals with which you are in conflict are not in the list: their numbers are missing. The signature covers them like the others.',
  },
});

const label = (key: keyof typeof evidenceCopy): Words => evidenceCopy[key] as Words;

const spec: ListSpec<EventRow> = {
  columns: [
    { key: 'at', label: label('at') },
    { key: 'kind', label: label('kind'), filter: { kind: 'text' }, searched: true },
    { key: 'subject', label: label('subject'), filter: { kind: 'text' }, searched: true },
    { key: 'who', label: label('who'), searched: true },
    { key: 'body', label: label('body'), sort: false, searched: true },
    { key: 'place', label: label('index'), numeric: true },
  ],
  order: '-at',
  key: 'id',
  pageSize: 50,
};

type Head = { size: number; root: string; signedAt: string; publicKey: string };

function EvidencePage({ listed, head, hidden }: { listed: Listed<EventRow>; head: Head | null; hidden: boolean }) {
  const t = useCopy(evidenceCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead
        title={t.evidence}
        lead={t.lead}
        trail={[{ label: t.desk, href: '/desk' }, { label: t.evidence }]}
        actions={
          <>
            <LinkButton href="/verify" tone="secondary">
              {t.verify}
            </LinkButton>
            <LinkButton href="/desk/availability" tone="secondary">
              {t.availability}
            </LinkButton>
          </>
        }
      />
      {hidden && <Callout tone="info">{t.hidden}</Callout>}
      <DataTable
        listed={listed}
        spec={spec}
        caption={t.evidence}
        cells={{
          at: (r) => <time dateTime={r.at}>{showInstant(r.at, locale)}</time>,
          kind: (r) => <code class="m-nowrap">{r.kind}</code>,
          subject: (r) => <span class="m-wrap">{r.subject}</span>,
          who: (r) => r.who ?? t.system,
          body: (r) => <code class="m-wrap">{r.body.length > 160 ? `${r.body.slice(0, 160)}…` : r.body}</code>,
          place: (r) => r.place ?? '–',
        }}
      />
      {head && (
        <Section title={t.head}>
          <FactList
            stacked
            facts={[
              { label: t.size, value: String(head.size) },
              { label: t.signedAt, value: showInstant(head.signedAt, locale) },
              { label: t.root, value: <code class="m-hash">{head.root}</code> },
              { label: t.key, value: <code class="m-hash">{head.publicKey}</code> },
            ]}
          />
        </Section>
      )}
    </>
  );
}

export const evidenceDoors: Door[] = [
  door({
    method: 'GET',
    path: '/evidence',
    access: { anyOf: ['office', 'auditor'] },
    async handler({ house, actor, url, locale }) {
      const unseen = await unseenNames(house.db, actor!);
      const listed = await eventsPage(house.db, spec, url, unseen);
      if (listed.state.csv) return file(csv(spec, listed.rows, locale), 'text/csv; charset=utf-8', 'registro.csv');
      const head = await house.db
        .selectFrom('evidence_heads')
        .select(['size', 'root', 'signed_at as signedAt', 'public_key as publicKey'])
        .orderBy('size', 'desc')
        .limit(1)
        .executeTakeFirst();
      return page(speak(evidenceCopy, locale).evidence, <EvidencePage listed={listed} head={head ?? null} hidden={unseen.length > 0} />, { wide: true });
    },
  }),
  door({
    method: 'GET',
    path: '/api/evidence/head',
    access: 'public',
    summary: 'The signed head of the evidence log, sealed now',
    handler: async ({ house }) => json({ head: await sealEvidence(house) }),
  }),
];
