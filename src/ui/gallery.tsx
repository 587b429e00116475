import { no, reason, type Finding, type Reason } from '#src/core/decision.ts';
import { euros, millions, percent } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { RegionId } from '#src/core/regions.ts';
import { copy, type Locale, type Words } from '#src/core/words.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { BarChart, ScoreBar, StackedBar } from './charts.tsx';
import { useCopy, usePage } from './context.ts';
import {
  ActionButton,
  Button,
  CheckboxField,
  CheckboxGroup,
  ConfirmDetails,
  DateField,
  DateTimeField,
  FieldSet,
  FileField,
  Form,
  MoneyField,
  NumberField,
  RadioGroup,
  SelectField,
  SubmitRow,
  TextArea,
  TextField,
} from './form.tsx';
import { RegionMap } from './map.tsx';
import {
  Actions,
  Callout,
  CardGrid,
  Countdown,
  EmptyState,
  FigureRow,
  Files,
  Hero,
  KeyDates,
  LinkButton,
  PageHead,
  Progress,
  Prose,
  Section,
  StatusChip,
  Stepper,
  Tabs,
  Timeline,
  WithAside,
  type Tone,
} from './parts.tsx';
import { ExampleBadge, Findings, Reasons } from './reasons.tsx';
import { DataTable, FactList, PlainTable } from './table.tsx';

/** Every component in every state, with content as it will be met. Served in example mode only. */

const words = copy({
  kicker: { it: 'Componenti dell’interfaccia', en: 'Interface components' },
  title: { it: 'Galleria', en: 'Gallery' },
  lead: {
    it: 'Tutti gli elementi con cui sono fatte le pagine, in ogni stato. I contenuti sono di esempio.',
    en: 'Everything that the pages are made of, in every state. The contents are examples.',
  },
  heroKicker: { it: 'Partenariato esteso PNRR', en: 'Extended partnership of the recovery plan' },
  heroTitle: { it: 'Il Made in Italy che torna in circolo', en: 'A Made in Italy that goes full circle' },
  heroLead: {
    it: 'Università, centri di ricerca e imprese lavorano insieme su abbigliamento, arredamento e automazione: dal progetto al fine vita.',
    en: 'Universities, research bodies and enterprises work together on clothing, furniture and automation: from design to end of life.',
  },
  seeCalls: { it: 'Vedi i bandi aperti', en: 'See the open calls' },
  seeProjects: { it: 'Esplora i 136 progetti', en: 'Explore the 136 projects' },
  nextDates: { it: 'Prossime scadenze', en: 'Next dates' },
  figures: { it: 'Cifre', en: 'Figures' },
  buttons: { it: 'Pulsanti e azioni', en: 'Buttons and actions' },
  form: { it: 'Moduli', en: 'Forms' },
  formErrors: { it: 'Modulo con errori', en: 'Form with errors' },
  list: { it: 'Elenchi', en: 'Lists' },
  table: { it: 'Tabelle e schede', en: 'Tables and facts' },
  reasons: { it: 'Motivi e verifiche', en: 'Reasons and checks' },
  states: { it: 'Stati e messaggi', en: 'States and messages' },
  steps: { it: 'Passi e tempi', en: 'Steps and times' },
  cards: { it: 'Schede', en: 'Cards' },
  charts: { it: 'Grafici', en: 'Charts' },
  map: { it: 'Mappa', en: 'Map' },
  prose: { it: 'Testo', en: 'Text' },
  applicants: { it: 'Domande presentate al bando 02/2024', en: 'Applications to call 02/2024' },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 domanda' : `${shown} domande`),
    en: (n: number, shown: string) => (n === 1 ? '1 application' : `${shown} applications`),
  },
});

type Row = { id: string; code: string; title: string; lead: string; spoke: number; state: string; requestedCents: number; points: number | null };

const states: Record<string, { label: Words; tone: Tone }> = {
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

const rows: readonly Row[] = proposals.map(([title, lead, spoke, state, requestedCents, points], i) => ({
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

const sources = {
  call: { ref: 'Bando 01/2024, art. 5', status: 'sourced' },
  law: { ref: 'Reg. (UE) 651/2014, art. 25', status: 'inferred' },
  example: { ref: 'Griglia dimostrativa', status: 'example' },
  press: { ref: 'Presentazione MICS, settembre 2024', status: 'brief' },
} as const;

/** The gallery says its own reasons; elsewhere `explain` finds them in the rooms' copy. */
export const galleryReasons: Record<string, Words> = {
  'gallery.required': { it: 'Scrivi il titolo della proposta', en: 'Enter the title of the proposal' },
  'gallery.maxBudget': { it: 'Il costo totale non può superare 500.000\u00a0€', en: 'The total cost cannot exceed €500,000' },
  'gallery.minAbstract': { it: 'Il sommario ha 84 caratteri: ne servono almeno 200', en: 'The abstract has 84 characters: at least 200 are needed' },
  'gallery.chooseKind': { it: 'Scegli il tipo di ricerca', en: 'Choose the kind of research' },
  'gallery.signed': { it: 'Il file non è firmato digitalmente', en: 'The file is not digitally signed' },
  'gallery.accept': { it: 'Per proseguire serve la dichiarazione', en: 'The declaration is needed to go on' },
  'gallery.maxShare': {
    it: 'Gli organismi di ricerca sostengono il 24,5\u00a0% dei costi: il massimo è il 20\u00a0%',
    en: 'Research bodies bear 24.5% of the cost: the most is 20%',
  },
  'gallery.duration': { it: 'La durata è di 12 mesi: il massimo è 12', en: 'It lasts 12 months: the most is 12' },
  'gallery.women': {
    it: 'Le donne sono 5 su 11 nel gruppo di ricerca: il 40 % richiesto è raggiunto',
    en: 'Women are 5 of 11 in the research team: the required 40% is reached',
  },
  'gallery.oneProposal': { it: "L'impresa compare in una sola proposta", en: 'The enterprise appears in one proposal only' },
  'gallery.closed': { it: 'Il bando è chiuso dall’11 marzo 2024, ore 12:00', en: 'The call closed on 11 March 2024, 12:00' },
  'gallery.notSigned': { it: 'Manca la firma del legale rappresentante di un partner', en: 'One partner’s legal representative has not signed yet' },
};

export function Gallery() {
  const t = useCopy(words);
  return (
    <>
      <PageHead
        trail={[{ label: t.title, href: '/gallery' }, { label: t.kicker }]}
        kicker={t.kicker}
        title={t.title}
        lead={t.lead}
        status={<ExampleBadge />}
        actions={
          <LinkButton href="#forms" tone="secondary">
            {t.form}
          </LinkButton>
        }
      />
      <Opening />
      <Section title={t.figures} id="figures">
        <Figures />
      </Section>
      <Section title={t.list} id="lists">
        <Lists />
      </Section>
      <Section title={t.table} id="tables">
        <Tables />
      </Section>
      <Section title={t.buttons} id="buttons" band>
        <Buttons />
      </Section>
      <Section title={t.form} id="forms">
        <Forms />
      </Section>
      <Section title={t.formErrors} id="form-errors">
        <FormWithErrors />
      </Section>
      <Section title={t.reasons} id="reasons">
        <Checks />
      </Section>
      <Section title={t.states} id="states">
        <States />
      </Section>
      <Section title={t.steps} id="steps" band>
        <Steps />
      </Section>
      <Section title={t.cards} id="cards">
        <Cards />
      </Section>
      <Section title={t.charts} id="charts">
        <Charts />
      </Section>
      <Section title={t.map} id="map">
        <Regions />
      </Section>
      <Section title={t.prose} id="text">
        <Text />
      </Section>
    </>
  );
}

const say = (locale: Locale) => (it: string, en: string) => (locale === 'it' ? it : en);

/** The gallery's running content, said where it stands. */
function useSay() {
  return say(usePage().locale);
}

function Opening() {
  const t = useCopy(words);
  const s = useSay();
  return (
    <Hero
      kicker={t.heroKicker}
      title={t.heroTitle}
      level={2}
      lead={t.heroLead}
      actions={
        <>
          <LinkButton href="/calls">{t.seeCalls}</LinkButton>
          <LinkButton href="/projects" tone="secondary" icon="arrow-right">
            {t.seeProjects}
          </LinkButton>
        </>
      }
      aside={
        <>
          <h3>{t.nextDates}</h3>
          <KeyDates
            dates={[
              { at: '2024-02-21T11:00:00.000Z', label: s('Chiusura del bando 02/2024', 'Call 02/2024 closes') },
              {
                at: '2024-03-11T11:00:00.000Z',
                label: s('Chiusura del bando 01/2024', 'Call 01/2024 closes'),
                note: s('Termine prorogato', 'Extended deadline'),
              },
              { at: '2024-09-17', label: s('Roadshow, prima tappa a Roma', 'Roadshow, first stop in Rome') },
            ]}
          />
        </>
      }
    />
  );
}

function Figures() {
  const s = useSay();
  const { locale } = usePage();
  return (
    <>
      <FigureRow
        label={s('Il partenariato in cifre', 'The partnership in figures')}
        figures={[
          {
            value: millions(12_500_000_000, locale),
            label: s('dotazione complessiva', 'overall endowment'),
            note: s('di cui 114 M€ dal PNRR', 'of which €114 M from the recovery plan'),
            href: '/programme',
          },
          { value: '136', label: s('progetti di ricerca', 'research projects'), href: '/projects' },
          { value: '100', label: s('imprese coinvolte', 'enterprises involved'), href: '/organisations?kind=enterprise' },
          { value: '38', label: s('organismi di ricerca', 'research bodies'), href: '/organisations?kind=research' },
        ]}
      />
      <Progress
        label={s('Quota destinata al Mezzogiorno', 'Share reserved for the South')}
        value={43.2}
        said={percent(43.2, locale)}
        threshold={{ value: 40, said: s('soglia minima 40 %', 'floor 40%') }}
        tone="good"
      />
      <Progress
        label={s('Dotazione impegnata', 'Endowment committed')}
        value={71}
        said={percent(71, locale)}
        note={s('15,3 M€ su 21,52 M€', '€15.3 M of €21.52 M')}
      />
      <Progress
        label={s('Costi degli organismi di ricerca', 'Cost borne by research bodies')}
        value={24.5}
        max={50}
        said={percent(24.5, locale)}
        threshold={{ value: 20, said: s('massimo 20 %', 'at most 20%') }}
        tone="bad"
        note={s('4,5 punti oltre il limite', '4.5 points over the limit')}
      />
    </>
  );
}

function Lists() {
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

function Tables() {
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

function Buttons() {
  const s = useSay();
  return (
    <>
      <Actions>
        <LinkButton href="/calls">{s('Inizia una domanda', 'Start an application')}</LinkButton>
        <LinkButton href="/calls" tone="secondary" icon="download" download>
          {s('Scarica l’avviso', 'Download the notice')}
        </LinkButton>
        <ActionButton action="/gallery" tone="secondary" icon="flag">
          {s('Segui questo bando', 'Follow this call')}
        </ActionButton>
        <ActionButton action="/gallery" tone="danger">
          {s('Ritira la domanda', 'Withdraw the application')}
        </ActionButton>
        <LinkButton href="/gallery" tone="plain">
          {s('Annulla', 'Cancel')}
        </LinkButton>
        <ActionButton action="/gallery" tone="secondary" small>
          {s('Piccolo', 'Small')}
        </ActionButton>
      </Actions>
      <ActionButton
        action="/gallery"
        decision={no(
          reason('gallery.closed', {}, { source: { ref: 'Avviso di proroga del 16 febbraio 2024', status: 'sourced' } }),
          reason('gallery.notSigned', {}, { source: sources.example }),
        )}
      >
        {s('Presenta la domanda', 'Submit the application')}
      </ActionButton>
      <ConfirmDetails
        summary={s('Rinuncia al contributo', 'Give up the grant')}
        open
        consequences={[
          s('Il contributo di 384.500 € torna nella dotazione del bando.', 'The grant of €384,500 goes back to the call’s budget.'),
          s('La graduatoria scorre e la proposta che segue può essere finanziata.', 'The ranking moves on and the next proposal may be funded.'),
          s('Non si può annullare.', 'This cannot be undone.'),
        ]}
      >
        <Form action="/gallery" id="give-up">
          <TextArea name="why" label={s('Motivo della rinuncia', 'Reason for giving up')} rows={3} required limit={1000} />
          <SubmitRow label={s('Rinuncia', 'Give up')} tone="danger" />
        </Form>
      </ConfirmDetails>
      <ConfirmDetails
        summary={s('Elimina la bozza', 'Delete the draft')}
        consequences={[s('La bozza e i suoi allegati vengono eliminati.', 'The draft and its attachments are deleted.')]}
        decision={no(reason('gallery.closed'))}
      >
        {null}
      </ConfirmDetails>
    </>
  );
}

const kinds = (s: (it: string, en: string) => string) => [
  { value: 'fundamental', label: s('Ricerca fondamentale', 'Fundamental research'), hint: s('Finanziata al 100 %', 'Funded at 100%') },
  { value: 'industrial', label: s('Ricerca industriale', 'Industrial research'), hint: s('Dal 50 al 70 %, secondo la dimensione', 'From 50 to 70%, by size') },
];

function Forms() {
  const s = useSay();
  return (
    <Form
      action="/gallery"
      id="new"
      multipart
      form={{ values: { budget: 38_450_000, duration: 12, startsOn: '2024-09-01', topics: ['fibres'], kind: 'fundamental', protocol: 'OdR-001' }, reasons: [] }}
    >
      <FieldSet
        legend={s('La proposta', 'The proposal')}
        hint={s('Si può salvare e riprendere in ogni momento, fino alla chiusura.', 'It can be saved and taken up again at any time until the call closes.')}
      >
        <TextField name="protocol" label={s('Codice', 'Code')} readOnly required width="m" />
        <TextField name="title" label={s('Titolo', 'Title')} hint={s('Come comparirà negli atti pubblici.', 'As it will appear in public acts.')} required />
        <TextArea name="abstract" label={s('Sommario', 'Abstract')} limit={2000} required />
        <SelectField
          name="spoke"
          label={s('Spoke principale', 'Main Spoke')}
          required
          options={[
            { value: '3', label: s('3. Prodotti e materiali verdi e sostenibili', '3. Green and sustainable products and materials') },
            { value: '5', label: s('5. Fabbriche e processi a ciclo chiuso', '5. Closed-loop factories and processes') },
          ]}
        />
        <CheckboxGroup
          name="topics"
          label={s('Temi', 'Topics')}
          options={[
            { value: 'fibres', label: s('Fibre e tessuti', 'Fibres and fabrics') },
            { value: 'leather', label: s('Pelle e calzature', 'Leather and footwear') },
            { value: 'wood', label: s('Legno e arredo', 'Wood and furniture') },
          ]}
        />
        <RadioGroup name="kind" label={s('Tipo di ricerca', 'Kind of research')} required options={kinds(s)} />
      </FieldSet>
      <FieldSet legend={s('Costi e tempi', 'Costs and times')} columns>
        <MoneyField name="budget" label={s('Costo totale', 'Total cost')} required />
        <NumberField name="duration" label={s('Durata', 'Duration')} unit={s('mesi', 'months')} whole required />
        <DateField name="startsOn" label={s('Inizio previsto', 'Expected start')} />
        <DateTimeField name="meeting" label={s('Incontro con lo Spoke', 'Meeting with the Spoke')} />
      </FieldSet>
      <FieldSet legend={s('Contatti e allegati', 'Contacts and attachments')}>
        <TextField name="email" type="email" label={s('Posta elettronica', 'Email')} autocomplete="email" required width="l" />
        <FileField
          name="annex"
          label={s('Allegato 3, domanda firmata', 'Annex 3, signed application')}
          accept=".pdf,.p7m"
          maxBytes={10_000_000}
          current={{ href: '/files/3', name: 'allegato-3.pdf' }}
          required
        />
        <CheckboxField
          name="dnsh"
          label={s('Dichiaro che il progetto rispetta il principio DNSH', 'I declare that the project respects the DNSH principle')}
          hint={s('Non arrecare un danno significativo all’ambiente.', 'Do no significant harm to the environment.')}
          required
        />
      </FieldSet>
      <SubmitRow label={s('Salva e continua', 'Save and continue')}>
        <Button tone="secondary" name="next" value="draft">
          {s('Salva la bozza', 'Save the draft')}
        </Button>
        <LinkButton href="/gallery" tone="plain">
          {s('Annulla', 'Cancel')}
        </LinkButton>
      </SubmitRow>
    </Form>
  );
}

const refused: Again = {
  values: { title: '<script>alert("x")</script>', abstract: 'Fibre <b>nuove</b>', budget: '612.000,50', kind: '', dnsh: '' },
  reasons: [
    reason('gallery.required', {}, { at: 'title' }),
    reason('gallery.minAbstract', {}, { at: 'abstract' }),
    reason('gallery.maxBudget', {}, { at: 'budget' }),
    reason('gallery.chooseKind', {}, { at: 'kind' }),
    reason('gallery.signed', {}, { at: 'annex' }),
    reason('gallery.accept', {}, { at: 'dnsh' }),
    reason('gallery.notSigned'),
  ],
};

function FormWithErrors() {
  const s = useSay();
  return (
    <Form action="/gallery" id="again" form={refused} multipart>
      <TextField name="title" label={s('Titolo', 'Title')} hint={s('Come comparirà negli atti pubblici.', 'As it will appear in public acts.')} required />
      <TextArea name="abstract" label={s('Sommario', 'Abstract')} rows={3} limit={2000} required />
      <MoneyField name="budget" label={s('Costo totale', 'Total cost')} required />
      <RadioGroup name="kind" label={s('Tipo di ricerca', 'Kind of research')} required options={kinds(s)} />
      <FileField name="annex" label={s('Allegato 3, domanda firmata', 'Annex 3, signed application')} accept=".pdf,.p7m" required />
      <CheckboxField
        name="dnsh"
        label={s('Dichiaro che il progetto rispetta il principio DNSH', 'I declare that the project respects the DNSH principle')}
        required
      />
      <SubmitRow label={s('Salva e continua', 'Save and continue')} />
    </Form>
  );
}

const findings: readonly Finding[] = [
  { code: 'gallery.maxShare', params: {}, met: false, source: sources.call },
  { code: 'gallery.women', params: {}, met: true, source: sources.press },
  { code: 'gallery.duration', params: {}, met: true, source: sources.example },
  { code: 'gallery.oneProposal', params: {}, met: true, source: sources.law },
];

const why: readonly Reason[] = [reason('gallery.maxShare', {}, { source: sources.call }), reason('gallery.notSigned', {}, { source: sources.law })];

function Checks() {
  const s = useSay();
  return (
    <WithAside
      aside={
        <>
          <h3>{s('Perché no', 'Why not')}</h3>
          <Reasons reasons={why} />
        </>
      }
    >
      <Findings findings={findings} />
    </WithAside>
  );
}

function States() {
  const s = useSay();
  return (
    <>
      <Actions>
        <StatusChip>{s('Bozza', 'Draft')}</StatusChip>
        {Object.entries(states).map(([key, state]) => (
          <StatusChip key={key} tone={state.tone}>
            {s(state.label.it, state.label.en)}
          </StatusChip>
        ))}
        <ExampleBadge />
      </Actions>
      <Callout
        tone="good"
        title={s('Domanda presentata', 'Application submitted')}
        actions={
          <LinkButton href="/gallery" small tone="secondary" icon="download">
            {s('Scarica la ricevuta', 'Download the receipt')}
          </LinkButton>
        }
      >
        <p>{s('Protocollo 2024/0187. La ricevuta è stata inviata a tutti i partner.', 'Register no. 2024/0187. The receipt has been sent to all partners.')}</p>
      </Callout>
      <Callout title={s('Nuova scadenza', 'New deadline')}>
        <p>{s('Il termine è prorogato all’11 marzo 2024, ore 12:00.', 'The deadline is extended to 11 March 2024, 12:00.')}</p>
      </Callout>
      <Callout tone="warn" title={s('Servono integrazioni', 'More is needed')}>
        <p>{s('Hai 10 giorni per inviare la dichiarazione mancante.', 'You have 10 days to send the missing declaration.')}</p>
      </Callout>
      <Callout tone="bad" title={s('Il file non è stato accettato', 'The file was not accepted')}>
        <p>{s('Contiene 12 MB: il massimo è 10.', 'It is 12 MB: the most is 10.')}</p>
      </Callout>
      <Callout tone="neutral">
        <p>{s('La commissione vede le proposte solo dopo la chiusura.', 'The panel sees proposals only after the call closes.')}</p>
      </Callout>
    </>
  );
}

function Steps() {
  const s = useSay();
  return (
    <>
      <Stepper
        label={s('Passi della domanda', 'Steps of the application')}
        steps={[
          { label: s('Proponente', 'Applicant'), state: 'done', href: '/gallery' },
          { label: s('Partenariato', 'Partnership'), state: 'done', href: '/gallery' },
          { label: s('Costi', 'Costs'), state: 'current', note: s('2 punti da sistemare', '2 things to put right') },
          { label: s('Allegati', 'Attachments'), state: 'todo' },
          { label: s('Firma e invio', 'Signature and submission'), state: 'todo' },
        ]}
      />
      <p>
        <Countdown to="2024-03-11T11:00:00.000Z" />
      </p>
      <p>
        <Countdown to="2024-02-21T11:00:00.000Z" />
      </p>
      <p>
        <Countdown to="2024-01-18T11:00:00.000Z" />
      </p>
      <Timeline
        time
        events={[
          { at: '2024-01-18', title: s('Pubblicazione del bando', 'Call published') },
          {
            at: '2024-02-16T10:00:00.000Z',
            title: s('Proroga del termine', 'Deadline extended'),
            children: (
              <p>
                {s(
                  'Dal 21 febbraio all’11 marzo, con avviso della responsabile del procedimento.',
                  'From 21 February to 11 March, by notice of the responsible officer.',
                )}
              </p>
            ),
          },
          { at: '2024-02-19', title: s('Compilazione della domanda', 'Application being written'), state: 'now' },
          { at: '2024-03-11T11:00:00.000Z', title: s('Chiusura', 'Closing') },
        ]}
      />
    </>
  );
}

function Cards() {
  const s = useSay();
  const { locale } = usePage();
  return (
    <CardGrid
      cards={[
        {
          title: s('Imprese per un Made in Italy circolare', 'Enterprises for a circular Made in Italy'),
          href: '/calls/01-2024',
          kicker: s('Bando 01/2024', 'Call 01/2024'),
          status: <StatusChip tone="good">{s('Aperto', 'Open')}</StatusChip>,
          children: (
            <p>
              {s(
                'Progetti di imprese, da sole o con organismi di ricerca, su tre settori.',
                'Projects of enterprises, alone or with research bodies, in three sectors.',
              )}
            </p>
          ),
          meta: `${millions(1_600_000_000, locale)}, ${s('fino all’11 marzo 2024', 'until 11 March 2024')}`,
        },
        {
          title: s('Organismi di ricerca', 'Research bodies'),
          href: '/calls/02-2024',
          kicker: s('Bando 02/2024', 'Call 02/2024'),
          status: <StatusChip>{s('Chiuso', 'Closed')}</StatusChip>,
          children: <p>{s('Ricerca fondamentale e industriale di università ed enti.', 'Fundamental and industrial research of universities and bodies.')}</p>,
          meta: millions(552_000_000, locale),
        },
        {
          title: s('Spoke 5', 'Spoke 5'),
          kicker: 'Politecnico di Milano',
          children: (
            <p>{s('Fabbriche e processi a ciclo chiuso, sostenibili e inclusivi.', 'Closed-loop, sustainable and inclusive factories and processes.')}</p>
          ),
          actions: (
            <LinkButton href="/spokes/5" small tone="secondary">
              {s('Apri lo Spoke', 'Open the Spoke')}
            </LinkButton>
          ),
        },
      ]}
    />
  );
}

function Charts() {
  const s = useSay();
  const { locale } = usePage();
  return (
    <>
      <BarChart
        title={s('Contributi concessi per Spoke', 'Grants by Spoke')}
        description={s(
          'Lo Spoke 5 riceve più di tutti, 4,1 milioni; lo Spoke 7 meno di tutti, 1,2 milioni.',
          'Spoke 5 receives the most, 4.1 million; Spoke 7 the least, 1.2 million.',
        )}
        show={(v) => millions(v, locale)}
        threshold={{ value: 250_000_000, label: s('media 2,5 M€', 'mean €2.5 M') }}
        headings={['Spoke', s('Contributo', 'Grant')]}
        bars={[
          {
            label: s('5. Fabbriche e processi a ciclo chiuso, sostenibili e inclusivi', '5. Closed-loop, sustainable and inclusive factories and processes'),
            value: 410_000_000,
            href: '/spokes/5',
          },
          { label: s('3. Prodotti e materiali verdi e sostenibili', '3. Green and sustainable products and materials'), value: 330_000_000, href: '/spokes/3' },
          { label: s('8. Fabbrica digitale', '8. Digital factory'), value: 214_000_000, href: '/spokes/8' },
          { label: s('7. Modelli di business', '7. Business models'), value: 120_000_000, href: '/spokes/7', tone: 'warm' },
        ]}
      />
      <ScoreBar
        title={s('Punteggio della proposta OdR-001', 'Score of proposal OdR-001')}
        description={s('87,5 punti su 100, sopra la soglia di 60.', '87.5 points of 100, above the threshold of 60.')}
        max={100}
        threshold={{ value: 60, label: s('soglia 60', 'threshold 60') }}
        headings={[s('Criterio', 'Criterion'), s('Punti', 'Points')]}
        parts={[
          { label: s('Qualità scientifica', 'Scientific quality'), value: 36 },
          { label: s('Impatto', 'Impact'), value: 27.5 },
          { label: s('Attuazione', 'Implementation'), value: 16 },
          { label: s('Premialità', 'Premiums'), value: 8 },
        ]}
      />
      <StackedBar
        title={s('Fonti della dotazione', 'Sources of the endowment')}
        description={s('114 milioni dal PNRR, 11 dai privati.', '114 million from the recovery plan, 11 private.')}
        show={(v) => millions(v, locale)}
        parts={[
          { label: 'PNRR', value: 11_400_000_000 },
          { label: s('Privati', 'Private'), value: 1_100_000_000 },
        ]}
      />
    </>
  );
}

const projects: Partial<Record<RegionId, number>> = {
  lombardy: 31,
  'emilia-romagna': 19,
  piedmont: 14,
  tuscany: 13,
  veneto: 12,
  campania: 16,
  apulia: 12,
  lazio: 8,
  sicily: 5,
  marche: 3,
  calabria: 2,
  abruzzo: 1,
};

function Regions() {
  const s = useSay();
  return (
    <RegionMap
      title={s('Progetti per regione', 'Projects by region')}
      description={s(
        'Lombardia prima con 31 progetti; nel Mezzogiorno guidano Campania con 16 e Puglia con 12.',
        'Lombardy first with 31 projects; in the South, Campania with 16 and Apulia with 12.',
      )}
      heading={s('Progetti', 'Projects')}
      values={projects}
      regionHref={(id) => `/projects?region=${id}`}
    />
  );
}

function Text() {
  const s = useSay();
  return (
    <Prose>
      <p>
        {s('La domanda si presenta in una sola volta, ', 'The application is submitted once, ')}
        <a href="/gallery">{s('con la firma di tutti i partner', 'signed by all partners')}</a>
        {s('. Fino a quel momento ogni dato può essere corretto.', '. Until then everything can be corrected.')}
      </p>
      <h3>{s('Che cosa serve', 'What is needed')}</h3>
      <ul>
        <li>{s('la scheda tecnica della proposta;', 'the technical form of the proposal;')}</li>
        <li>{s('il piano dei costi, voce per voce;', 'the cost plan, item by item;')}</li>
        <li>
          {s('la dichiarazione DNSH, nel formato ', 'the DNSH declaration, in the format ')}
          <code>PDF/A</code>.
        </li>
      </ul>
    </Prose>
  );
}
