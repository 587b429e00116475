import type { Door } from '#src/plumbing/http/door.ts';
import { copy } from '#src/core/words.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { LinkButton } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import type { TextPage } from './texts.ts';

export function RunningText({ text }: { text: TextPage }) {
  const { locale } = usePage();
  return (
    <>
      <PageHead trail={[{ label: text.title[locale] }]} title={text.title[locale]} lead={text.lead[locale]} />
      {text.parts.map((part) => (
        <Section key={part.heading.en} title={part.heading[locale]}>
          <Prose>
            {part.body.map((block, i) =>
              Array.isArray(block) ? (
                <ul key={i}>
                  {block.map((item) => (
                    <li key={item.en}>{item[locale]}</li>
                  ))}
                </ul>
              ) : (
                <p key={i}>{(block as { it: string; en: string })[locale]}</p>
              ),
            )}
          </Prose>
        </Section>
      ))}
    </>
  );
}

const apiCopy = copy({
  title: { it: 'API e dati aperti', en: 'API and open data' },
  lead: {
    it: 'Dati e operazioni di queste pagine anche per i programmi, con le stesse regole e gli stessi motivi di rifiuto: quelli elencati qui. Le descrizioni sono in inglese, come nel documento OpenAPI.',
    en: 'Data and deeds of these pages for programs too, under the same rules and with the same reasons for a refusal: those listed here.',
  },
  document: { it: 'Documento OpenAPI 3.1', en: 'OpenAPI 3.1 document' },
  open: { it: 'Dati aperti', en: 'Open data' },
  openLead: { it: 'Senza accesso, per chiunque.', en: 'Without signing in, for everyone.' },
  forSignedIn: { it: 'Per chi ha un profilo', en: 'For those with an account' },
  forSignedInLead: {
    it: 'Con il cookie della sessione, oppure con l’intestazione Authorization: Bearer. I ruoli decidono che cosa si vede.',
    en: 'With the session cookie, or with the header Authorization: Bearer. Roles decide what is seen.',
  },
  request: { it: 'Richiesta', en: 'Request' },
  does: { it: 'Che cosa fa', en: 'What it does' },
  who: { it: 'Per chi', en: 'For whom' },
  anyone: { it: 'chiunque abbia un profilo', en: 'anyone with an account' },
  files: { it: 'Elenchi in CSV', en: 'Lists as CSV' },
  filesText: {
    it: 'Dove c’è «Scarica CSV» l’elenco si scarica con i filtri e l’ordine scelti: è il suo indirizzo, con format=csv.',
    en: 'Where there is “Download CSV” the list downloads with the filters and the order chosen: it is its address, with format=csv.',
  },
  reasons: { it: 'Rifiuti e ripetizioni', en: 'Refusals and repeats' },
  reasonsText: {
    it: 'Un rifiuto è un documento application/problem+json con tutti i motivi: codice, parole, campo e fonte della regola. Dove il documento OpenAPI prevede l’intestazione Idempotency-Key, la stessa richiesta inviata più volte ha effetto una volta sola.',
    en: 'A refusal is an application/problem+json document with all its reasons: code, words, field and the source of the rule. Where the OpenAPI document has the header Idempotency-Key, the same request sent several times takes effect once.',
  },
  license: {
    it: 'I dati pubblicati senza una licenza propria si intendono aperti e riusabili da chiunque, citando la fonte (articolo 52 del codice dell’amministrazione digitale). Quelli di esempio sono contrassegnati da example: true.',
    en: 'Data published without a licence of their own count as open and may be reused by anyone, crediting the source (article 52 of the Italian digital administration code). Example data are marked example: true.',
  },
});

export const apiTitle = apiCopy.title;
export const apiLead = apiCopy.lead;

export function ApiPage({ doors }: { doors: readonly Door[] }) {
  const t = useCopy(apiCopy);
  const path = useHref();
  const told = doors.filter((d) => d.summary !== undefined).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1));
  const open = told.filter((d) => d.access === 'public');
  const closed = told.filter((d) => d.access !== 'public');
  /** A question that needs nothing filled in can be asked right here. */
  const asks = (d: Door) => d.method === 'GET' && d.access === 'public' && !d.path.includes(':') && (d.input?.safeParse({}).success ?? true);
  const request = (d: Door) => (
    <code>
      {d.method} {asks(d) ? <a href={d.path}>{d.path}</a> : d.path.replace(/:(\w+)/g, '{$1}')}
    </code>
  );
  return (
    <>
      <PageHead
        trail={[{ label: t.title }]}
        title={t.title}
        lead={t.lead}
        actions={
          <LinkButton href="/api/openapi.json" tone="secondary" icon="download">
            {t.document}
          </LinkButton>
        }
      />
      <Section title={t.open} lead={t.openLead}>
        <PlainTable
          caption={t.open}
          captionHidden
          columns={[{ label: t.request }, { label: t.does }]}
          rows={open.map((d) => [request(d), <span lang="en">{d.summary}</span>])}
        />
        <p>{t.license}</p>
      </Section>
      <Section title={t.files}>
        <p>
          {t.filesText} <a href={path('/partners?format=csv')}>/partners?format=csv</a>, <a href={path('/projects?format=csv')}>/projects?format=csv</a>
        </p>
      </Section>
      <Section title={t.forSignedIn} lead={t.forSignedInLead}>
        <PlainTable
          caption={t.forSignedIn}
          captionHidden
          columns={[{ label: t.request }, { label: t.does }, { label: t.who }]}
          rows={closed.map((d) => [request(d), <span lang="en">{d.summary}</span>, typeof d.access === 'object' ? d.access.anyOf.join(', ') : t.anyone])}
        />
      </Section>
      <Section title={t.reasons}>
        <p>{t.reasonsText}</p>
      </Section>
    </>
  );
}
