import { counted } from '#src/core/counts.ts';
import { number } from '#src/core/money.ts';
import { copy, speak, type Words } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, page } from '#src/plumbing/http/reply.ts';
import { csv, list, type Listed, type ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ColumnChart } from '#src/ui/charts.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { sql } from 'kysely';

const availabilityCopy = copy({
  title: { it: 'Disponibilità misurata', en: 'Measured availability' },
  desk: { it: 'La mia scrivania', en: 'My desk' },
  lead: {
    it: 'Come il sistema ha risposto, minuto per minuto: prova a favore o contro chi dice di non aver potuto presentare. Anche i minuti senza richieste sono scritti: un minuto che manca è un minuto in cui il sistema non era in funzione, o si è fermato prima di scriverlo.',
    en: 'How the system answered, minute by minute: evidence for or against whoever says that they could not submit. Minutes without requests are written too: one that is missing is a minute in which the system was not running, or stopped before it wrote it.',
  },
  on: { it: 'Minuto (ora di Roma)', en: 'Minute (Rome time)' },
  minute: { it: 'UTC', en: 'UTC' },
  outcome: { it: 'Esito', en: 'Outcome' },
  good: { it: 'Regolare', en: 'In order' },
  queued: { it: 'Con code', en: 'With queues' },
  failing: { it: 'Con errori', en: 'With errors' },
  processes: { it: 'Processi', en: 'Processes' },
  served: { it: 'Presentazioni evase', en: 'Submissions answered' },
  turnedBack: { it: 'Messe in coda (503)', en: 'Queued (503)' },
  failed: { it: 'Non riuscite', en: 'Failed' },
  requests: { it: 'Altre richieste', en: 'Other requests' },
  errors: { it: 'Errori del sistema', en: 'System errors' },
  p50: { it: 'Metà entro (ms)', en: 'Half within (ms)' },
  p99: { it: '99 % entro (ms)', en: '99% within (ms)' },
  chart: { it: 'Richieste evase nei minuti elencati', en: 'Requests answered in the minutes listed' },
  chartSaid: {
    it: (n: number, worst: string) => `${counted.minutes.it(n)}, dal più vecchio; il minimo è ${worst}.`,
    en: (n: number, worst: string) => `${counted.minutes.en(n)}, the oldest first; the least is ${worst}.`,
  },
  answered: { it: 'Richieste evase', en: 'Requests answered' },
  empty: { it: 'Nessun minuto è stato ancora registrato', en: 'No minute has been recorded yet' },
  emptyMore: {
    it: 'Ogni processo del server scrive un minuto alla volta; i minuti tranquilli, dieci alla volta.',
    en: 'Each process of the server writes minute by minute; quiet minutes, ten at a time.',
  },
  meaning: { it: 'Che cosa dicono le colonne', en: 'What the columns say' },
  servedMore: {
    it: 'Richieste di presentazione che hanno avuto una risposta: una ricevuta, oppure i motivi del rifiuto.',
    en: 'Requests to submit that got an answer: a receipt, or the reasons of a refusal.',
  },
  turnedBackMore: {
    it: 'Richieste di presentazione a cui è stato dato un posto in coda (503 con biglietto): il loro istante è conservato, nessuna è persa.',
    en: 'Requests to submit that were given a place in the queue (503 with a ticket): their instant is kept, none is lost.',
  },
  failedMore: {
    it: 'Richieste di presentazione che il sistema non ha potuto trattare: la base di dati non rispondeva, o un difetto.',
    en: 'Requests to submit that the system could not deal with: the database did not answer, or a fault of ours.',
  },
  timesMore: {
    it: 'Tempo fra l’arrivo di una richiesta di presentazione e la risposta, del processo più lento: metà, e novantanove su cento, non hanno atteso di più.',
    en: 'From the arrival of a request to submit to its answer, in the slowest process: half, and ninety-nine in a hundred, waited no longer.',
  },
  requestsMore: { it: 'Ogni altra pagina o chiamata, riuscita o no.', en: 'Every other page or call, whether it succeeded or not.' },
  errorsMore: { it: 'Quelle finite in un errore del sistema (500 e oltre).', en: 'Those of them that ended in an error of the system (500 and above).' },
  processesMore: { it: 'Processi del server che in quel minuto erano in funzione.', en: 'Processes of the server that were running in that minute.' },
});

type MinuteRow = {
  minute: string;
  on: string;
  outcome: 'good' | 'queued' | 'failing';
  processes: number;
  served: number;
  turnedBack: number;
  failed: number;
  requests: number;
  errors: number;
  p50: number | null;
  p99: number | null;
};

const label = (key: keyof typeof availabilityCopy): Words => availabilityCopy[key] as Words;

const outcomes = ['good', 'queued', 'failing'] as const;

const spec: ListSpec<MinuteRow> = {
  columns: [
    { key: 'on', label: label('on'), filter: { kind: 'text' } },
    { key: 'outcome', label: label('outcome'), filter: { kind: 'choice', options: outcomes.map((value) => ({ value, label: label(value) })) }, sort: false },
    { key: 'served', label: label('served'), numeric: true },
    { key: 'turnedBack', label: label('turnedBack'), numeric: true },
    { key: 'failed', label: label('failed'), numeric: true },
    { key: 'p50', label: label('p50'), numeric: true },
    { key: 'p99', label: label('p99'), numeric: true },
    { key: 'requests', label: label('requests'), numeric: true },
    { key: 'errors', label: label('errors'), numeric: true },
    { key: 'processes', label: label('processes'), numeric: true },
    { key: 'minute', label: label('minute') },
  ],
  order: '-minute',
  key: 'minute',
  pageSize: 60,
};

/** All processes of a minute together; of durations the worst process counts. */
const minutes = (db: Reader) =>
  db
    .selectFrom('availability_minutes')
    .select([
      'minute',
      sql<string>`to_char(minute at time zone 'Europe/Rome', 'YYYY-MM-DD HH24:MI')`.as('on'),
      sql<string>`case when sum(failed + errors) > 0 then 'failing' when sum(turned_back) > 0 then 'queued' else 'good' end`.as('outcome'),
      sql<number>`count(*)::int`.as('processes'),
      sql<number>`sum(served)::int`.as('served'),
      sql<number>`sum(turned_back)::int`.as('turnedBack'),
      sql<number>`sum(failed)::int`.as('failed'),
      sql<number>`sum(requests)::int`.as('requests'),
      sql<number>`sum(errors)::int`.as('errors'),
      sql<number | null>`max(p50_ms)`.as('p50'),
      sql<number | null>`max(p99_ms)`.as('p99'),
    ])
    .groupBy('minute');

function AvailabilityPage({ listed }: { listed: Listed<MinuteRow> }) {
  const t = useCopy(availabilityCopy);
  const { locale } = usePage();
  const shown = (n: number | null) => (n === null ? '–' : number(n, locale));
  const answered = (r: MinuteRow) => r.served + r.requests - r.errors;
  const inOrder = [...listed.rows].sort((a, b) => (a.minute < b.minute ? -1 : 1));
  return (
    <>
      <PageHead title={t.title} lead={t.lead} trail={[{ label: t.desk, href: '/desk' }, { label: t.title }]} />
      {inOrder.length > 1 && (
        <ColumnChart
          title={t.chart}
          description={t.chartSaid(inOrder.length, number(Math.min(...inOrder.map(answered)), locale))}
          headings={[t.on, t.answered]}
          columns={inOrder.map((r) => ({ label: r.on, value: answered(r), quiet: r.outcome === 'failing' }))}
        />
      )}
      <DataTable
        listed={listed}
        spec={spec}
        caption={t.title}
        captionHidden
        empty={<EmptyState title={t.empty}>{t.emptyMore}</EmptyState>}
        cells={{
          on: (r) => <time dateTime={r.minute}>{r.on}</time>,
          outcome: (r) => <StatusChip tone={tones[r.outcome]}>{t[r.outcome]}</StatusChip>,
          minute: (r) => r.minute.slice(0, 16).replace('T', ' '),
          p50: (r) => shown(r.p50),
          p99: (r) => shown(r.p99),
        }}
      />
      <Section title={t.meaning} id="meaning">
        <FactList
          stacked
          facts={[
            { label: t.served, value: t.servedMore },
            { label: t.turnedBack, value: t.turnedBackMore },
            { label: t.failed, value: t.failedMore },
            { label: `${t.p50}, ${t.p99}`, value: t.timesMore },
            { label: t.requests, value: t.requestsMore },
            { label: t.errors, value: t.errorsMore },
            { label: t.processes, value: t.processesMore },
          ]}
        />
      </Section>
    </>
  );
}

const tones = { good: 'good', queued: 'warn', failing: 'bad' } as const;

export const availabilityDoors: Door[] = [
  door({
    method: 'GET',
    path: '/desk/availability',
    access: { anyOf: ['office', 'auditor'] },
    async handler({ house, url, locale }) {
      const listed = await list(house.db, minutes(house.db) as never, spec, url);
      if (listed.state.csv) return file(csv(spec, listed.rows, locale), 'text/csv; charset=utf-8', locale === 'it' ? 'disponibilita.csv' : 'availability.csv');
      return page(speak(availabilityCopy, locale).title, <AvailabilityPage listed={listed} />, { wide: true });
    },
  }),
];
