import { millions, percent } from '#src/core/money.ts';
import { type Words } from '#src/core/words.ts';
import { useCopy, usePage } from './context.ts';
import { Countdown, KeyDates, Progress, Stepper, Timeline } from './course.tsx';
import { Hero, PageHead, Section } from './head.tsx';
import { Actions, Callout, FigureRow, LinkButton, StatusChip } from './parts.tsx';
import { ExampleBadge } from './reasons.tsx';
import { Buttons, Forms, FormWithErrors, Checks } from './gallery/forms.tsx';
import { Cards, Charts, Regions, Text } from './gallery/pictures.tsx';
import { Lists, states, Tables } from './gallery/lists.tsx';
import { useSay, words } from './gallery/words.ts';

/** Every component in every state, with content as it will be met. Served in example mode only. */

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
