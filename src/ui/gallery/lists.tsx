import { euros, percent } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { type Words } from '#src/core/words.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '../context.ts';
import { WithAside } from '../head.tsx';
import { EmptyState, Files, LinkButton, StatusChip, Tabs, type Tone } from '../parts.tsx';
import { GroupedTable } from '../groupedTable.tsx';
import { FactList, PlainTable } from '../plainTable.tsx';
import { DataTable } from '../table.tsx';
import { useSay, words } from './words.ts';

type Row = { id: string; code: string; title: string; lead: string; spoke: number; state: string; requestedCents: number; points: number | null };

export const states: Record<string, { label: Words; tone: Tone }> = {
  submitted: { label: { it: 'Presentata', en: 'Submitted' }, tone: 'info' },
  admitted: { label: { it: 'Ammessa', en: 'Admitted' }, tone: 'good' },
  amending: { label: { it: 'Soccorso istruttorio', en: 'To be completed' }, tone: 'warn' },
  excluded: { label: { it: 'Esclusa', en: 'Excluded' }, tone: 'bad' },
};

const spec: ListSpec<Row> = {
  key: 'id',
  order: '-points',
  pageSize: 5,
  columns: [
    { key: 'title', label: { it: 'Proposta', en: 'Proposal' }, searched: true },
    { key: 'code', label: { it: 'Codice', en: 'Code' } },
    { key: 'lead', label: { it: 'Proponente', en: 'Applicant' }, searched: true, filter: { kind: 'text' } },
    {
      key: 'spoke',
      label: { it: 'Spoke', en: 'Spoke' },
      filter: { kind: 'choice', options: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ value: String(n), label: { it: `Spoke ${n}`, en: `Spoke ${n}` } })) },
    },
    {
      key: 'state',
      label: { it: 'Stato', en: 'State' },
      filter: { kind: 'choice', options: Object.entries(states).map(([value, s]) => ({ value, label: s.label })) },
    },
    { key: 'requestedCents', label: { it: 'Richiesto', en: 'Requested' }, numeric: true },
    { key: 'points', label: { it: 'Punti', en: 'Points' }, numeric: true },
  ],
};

const proposals: readonly [string, string, number, string, number, number | null][] = [
  ['Fibre tessili da scarti agrumicoli', 'Università di Catania', 3, 'admitted', 38_450_000, 87.5],
  ['Passaporto digitale per il mobile imbottito', 'Università di Urbino', 8, 'admitted', 41_200_050, 84],
  ['Concia senza metalli per pelli rigenerate', 'Università di Salerno', 4, 'submitted', 29_900_000, 81.25],
  ['Riuso di polveri metalliche in manifattura additiva', 'Università di Parma', 6, 'admitted', 45_000_000, 79],
  ['Filiere corte per la lana autoctona', 'Università della Basilicata', 7, 'amending', 21_780_000, null],
  ['Disassemblaggio robotizzato di elettrodomestici', 'Università di Brescia', 5, 'submitted', 49_990_000, 76.5],
  ['Adesivi reversibili per calzature', 'Università Politecnica delle Marche', 4, 'admitted', 33_310_000, 74],
  ['Tinture batteriche a basso consumo idrico', 'Università della Calabria', 3, 'excluded', 18_400_000, null],
  ['Servizi di noleggio per arredi da ufficio', 'Università di Verona', 2, 'submitted', 26_050_000, 71.75],
  ['Gemelli digitali per telai industriali', 'Università di Bergamo', 8, 'admitted', 37_125_075, 70],
  ['Cartamodelli senza sfrido con apprendimento automatico', 'Università Iuav di Venezia', 1, 'submitted', 24_600_000, 68.5],
];

export const rows: readonly Row[] = proposals.map(([title, lead, spoke, state, requestedCents, points], i) => ({
  id: String(i + 1),
  code: `OdR-${String(i + 1).padStart(3, '0')}`,
  title,
  lead,
  spoke,
  state,
  requestedCents,
  points,
}));

/** The list as a query would answer it, so that the gallery's links, filters and pages can be tried. */
function listed(url: URL): Listed<Row> {
  const ask = (name: string) => url.searchParams.get(name)?.trim() ?? '';
  const filters = Object.fromEntries(spec.columns.filter((c) => c.filter && ask(c.key)).map((c) => [c.key, ask(c.key)]));
  const asked = ask('sort');
  const sort = spec.columns.some((c) => c.key === asked.replace(/^-/, '')) ? asked : spec.order;
  const key = sort.replace(/^-/, '') as keyof Row;
  const left = rows
    .filter((r) => `${r.title} ${r.lead}`.toLowerCase().includes(ask('q').toLowerCase()))
    .filter((r) => Object.entries(filters).every(([k, v]) => (k === 'lead' ? r.lead.toLowerCase().includes(v.toLowerCase()) : String(r[k as keyof Row]) === v)))
    .sort((a, b) => (a[key] === null ? 1 : b[key] === null ? -1 : (a[key]! < b[key]! ? -1 : a[key]! > b[key]! ? 1 : 0) * (sort.startsWith('-') ? -1 : 1)));
  const pages = Math.max(1, Math.ceil(left.length / 5));
  const page = Math.min(Math.max(1, Number(ask('page')) || 1), pages);
  return { rows: left.slice((page - 1) * 5, page * 5), total: left.length, pages, pageSize: 5, state: { sort, filters, q: ask('q'), page, csv: false } };
}

export function Lists() {
  const t = useCopy(words);
  const s = useSay();
  const { locale, url } = usePage();
  return (
    <>
      <Tabs
        label={s('Viste delle domande', 'Views of the applications')}
        tabs={[
          { label: s('Tutte', 'All'), href: '/gallery', current: true, count: 11 },
          { label: s('Da verificare', 'To check'), href: '/gallery?state=submitted', count: 4 },
          { label: s('In graduatoria', 'Ranked'), href: '/gallery?state=admitted', count: 5 },
        ]}
      />
      <DataTable
        listed={listed(url)}
        spec={spec}
        caption={t.applicants}
        counted={t.counted}
        rowHref={(r) => `/applications/${r.id}`}
        cells={{
          state: (r) => <StatusChip tone={states[r.state]!.tone}>{states[r.state]!.label[locale]}</StatusChip>,
          requestedCents: (r) => euros(r.requestedCents, locale),
        }}
        totals={{
          requestedCents: euros(
            rows.reduce((a, r) => a + r.requestedCents, 0),
            locale,
          ),
        }}
      />
      <DataTable
        listed={{ rows: [], total: 0, pages: 1, pageSize: 25, state: { sort: '-points', filters: {}, q: '', page: 1, csv: false } }}
        spec={spec}
        caption={s('Domande in bozza', 'Draft applications')}
        empty={
          <EmptyState title={s('Non hai ancora domande', 'You have no applications yet')} action={<LinkButton href="/calls">{t.seeCalls}</LinkButton>}>
            {s('Quando inizi una domanda la trovi qui, anche se non è finita.', 'When you begin an application you will find it here, even unfinished.')}
          </EmptyState>
        }
      />
      <DataTable
        listed={{
          rows: [],
          total: 0,
          pages: 1,
          pageSize: 25,
          state: { sort: '-points', filters: { state: 'excluded', lead: 'Torino' }, q: 'seta', page: 1, csv: false },
        }}
        spec={spec}
        caption={s('Domande escluse', 'Excluded applications')}
      />
    </>
  );
}

export function Tables() {
  const s = useSay();
  const { locale } = usePage();
  return (
    <WithAside
      aside={
        <>
          <h3>{s('In breve', 'In short')}</h3>
          <FactList
            stacked
            facts={[
              { label: 'CUP', value: 'D43C22003120001' },
              { label: s('Capofila', 'Lead'), value: 'Politecnico di Milano' },
              {
                label: s('Durata', 'Duration'),
                value: s('12 mesi', '12 months'),
                note: s(`fino al ${showDate('2025-09-30', 'it')}`, `until ${showDate('2025-09-30', 'en')}`),
              },
              { label: 'COR', value: null },
            ]}
          />
          <Files
            files={[
              { href: '/files/1', name: s('Avviso pubblico 02/2024', 'Public notice 02/2024'), note: 'PDF, 412 kB' },
              { href: '/files/2', name: s('Allegato 2, temi di ricerca (rettificato)', 'Annex 2, research topics (corrected)'), note: 'PDF, 96 kB' },
            ]}
          />
        </>
      }
    >
      <PlainTable
        caption={s('Piano dei costi', 'Cost plan')}
        columns={[
          { label: s('Voce', 'Item') },
          { label: s('Richiesto', 'Requested'), numeric: true },
          { label: s('Ammesso', 'Eligible'), numeric: true },
          { label: s('Quota', 'Share'), numeric: true },
        ]}
        rows={[
          [s('Personale', 'Personnel'), euros(24_000_000, locale), euros(24_000_000, locale), percent(62.4, locale)],
          [
            s('Costi indiretti (15 % del personale)', 'Indirect costs (15% of personnel)'),
            euros(3_600_000, locale),
            euros(3_600_000, locale),
            percent(9.36, locale),
          ],
          [s('Attrezzature e materiali', 'Equipment and materials'), euros(6_850_000, locale), euros(6_350_050, locale), percent(16.51, locale)],
          [s('Consulenze', 'Consultancy'), euros(4_512_000, locale), euros(4_512_000, locale), percent(11.73, locale)],
        ]}
        total={[s('Totale', 'Total'), euros(38_962_000, locale), euros(38_462_050, locale), percent(100, locale)]}
      />
      <GroupedTable
        caption={s('Costi per partecipante', 'Cost by participant')}
        columns={[{ label: s('Voce', 'Item') }, { label: s('Importo', 'Amount'), numeric: true }]}
        groups={[
          {
            heading: s('Università capofila', 'Lead university'),
            sum: euros(27_600_000, locale),
            rows: [
              [s('Personale', 'Personnel'), euros(24_000_000, locale)],
              [s('Costi indiretti', 'Indirect costs'), euros(3_600_000, locale)],
            ],
          },
          {
            heading: s('Impresa partner', 'Partner enterprise'),
            sum: euros(6_850_000, locale),
            rows: [[s('Attrezzature', 'Equipment'), euros(6_850_000, locale)]],
          },
        ]}
        total={[s('Totale', 'Total'), euros(34_450_000, locale)]}
      />
      <FactList
        facts={[
          { label: s('Titolo', 'Title'), value: s('Fibre tessili da scarti agrumicoli', 'Textile fibres from citrus waste') },
          { label: s('Spoke principale', 'Main Spoke'), value: s('Spoke 3, materiali da fonti secondarie', 'Spoke 3, materials from secondary sources') },
          {
            label: s('Presentata', 'Submitted'),
            value: showInstant('2024-02-20T16:41:00.000Z', locale),
            note: s('Protocollo 2024/0187', 'Register no. 2024/0187'),
          },
        ]}
      />
    </WithAside>
  );
}
