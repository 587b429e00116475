import { no, reason, type Finding, type Reason } from '#src/core/decision.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { ActionButton, Button, ConfirmDetails, SubmitRow } from '../buttons.tsx';
import { CheckboxField, CheckboxGroup, RadioGroup, SelectField } from '../choices.tsx';
import { DateField, DateTimeField, FieldSet, FileField, MoneyField, NumberField, TextArea, TextField } from '../fields.tsx';
import { Form } from '../form.tsx';
import { WithAside } from '../head.tsx';
import { Actions, LinkButton } from '../parts.tsx';
import { Findings, Reasons } from '../reasons.tsx';
import { sources, useSay } from './words.ts';

export function Buttons() {
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

export function Forms() {
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

export function FormWithErrors() {
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

export function Checks() {
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
