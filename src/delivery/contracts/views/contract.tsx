import type { Decision, Reason } from '#src/core/decision.ts';
import type { FloorAfter } from '#src/core/floors.ts';
import { euros, sum } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { regionWords } from '#src/funding/calls/copy/vocabulary.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { DateField, FileField, MoneyField, TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { SouthAfter, WomenAfter, type WomenAfterProps } from '#src/ui/floors.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, StatusChip } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { SignatureResult } from '#src/ui/signature.tsx';
import { FactList, PlainTable, type Fact } from '#src/ui/plainTable.tsx';
import { contractCopy } from '../copy.ts';
import type { ContractFile } from '../queries.ts';
import { endsOn, type ContractMember } from '../rules/checklist.ts';
import { DEED, deggendorfAnswers } from '../states.ts';
import { AddendumSection, type AddendumProps } from './addendum.tsx';
import { Documents, type DocumentsProps } from './documents.tsx';
import { toneOf } from './list.tsx';
import { Term } from './term.tsx';

export type ContractProps = Omit<DocumentsProps, 'again' | 'maxBytes'> & {
  maxBytes: number;
  /** Null for who is not the office. */
  office: {
    prepare: Decision;
    offer: Decision;
    withdraw: Decision;
    accept: Decision;
    lapse: Decision;
    revoke: Decision;
    south: FloorAfter | null;
    women: WomenAfterProps | null;
  } | null;
  missing: readonly Reason[];
  /** Null for who does not act for a member. */
  lead: { sign: Decision; renounce: Decision } | null;
  tryOut: boolean;
  addenda: readonly AddendumProps[];
  again?: { slot: string; form: Again } | undefined;
};

/** One contract: what it says, what is missing, the signature, and how it may end. */
export function ContractPage(props: ContractProps) {
  const { contract, office, lead, again } = props;
  const t = useCopy(contractCopy);
  const form = (slot: string): Again => (again?.slot === slot ? again.form : fresh);
  return (
    <>
      <PageHead
        title={`${t.contract}: ${contract.acronym}`}
        kicker={contract.protocol}
        lead={contract.title}
        status={<StatusChip tone={toneOf[contract.state]}>{t[contract.state]}</StatusChip>}
        trail={[{ label: t.contracts, href: '/contracts' }, { label: contract.protocol }]}
      />
      <Summary contract={contract} />
      <Signature {...props} form={form} />
      {props.addenda.map((a) => (
        <AddendumSection key={a.addendum.number} contract={contract} {...a} maxBytes={props.maxBytes} form={form} />
      ))}
      <Documents {...props} />
      {office && <Terms contract={contract} decision={office.prepare} form={form('terms')} />}
      <Aid contract={contract} editable={props.judge?.ok ?? false} form={form} />
      {(office || lead) && <Ends contract={contract} office={office} lead={lead} form={form} />}
    </>
  );
}

function Summary({ contract }: { contract: ContractFile }) {
  const t = useCopy(contractCopy);
  const { locale } = usePage();
  const { startsOn, durationMonths: months, members } = contract;
  const parties = members.filter((m) => m.joinsWith === null);
  const varied = contract.addenda.filter((a) => a.state === 'signed').at(-1)?.change?.endsOn;
  const facts: Fact[] = [
    { label: t.call, value: `${contract.call.officialCode}, ${contract.call.title[locale]}` },
    { label: t.cup, value: contract.cup ?? t.notSet },
    { label: t.startsOn, value: startsOn ? showDate(startsOn, locale) : t.notSet },
    ...(startsOn && months ? [{ label: t.endsOn, value: showDate(varied ?? endsOn(startsOn, months), locale) }] : []),
    ...(contract.dueOn ? [{ label: t.dueOn, value: <Term dueOn={contract.dueOn} state={contract.state} /> }] : []),
    ...(contract.signedAt ? [{ label: t.signedOn, value: showInstant(contract.signedAt, locale) }] : []),
    ...(contract.endedAt
      ? [{ label: t.endedOn, value: showInstant(contract.endedAt, locale), note: [contract.endedRef, contract.endedReason].filter(Boolean).join('. ') }]
      : []),
  ];
  return (
    <Section title={t.summary} id="summary">
      <FactList facts={facts} columns />
      <PlainTable
        caption={t.beneficiaries}
        columns={[{ label: t.beneficiary }, { label: t.region }, { label: t.eligible, numeric: true }, { label: t.grant, numeric: true }]}
        rows={parties.map((m) => [
          m.role === 'lead' ? `${m.name} (${t.leadName.toLowerCase()})` : m.leftOn ? `${m.name} (${t.partyLeft(m.leftOn)})` : m.name,
          regionWords(m.region)[locale],
          euros(m.eligibleCents, locale),
          euros(m.aidCents, locale),
        ])}
        total={[t.total, '', euros(sum(parties.map((m) => m.eligibleCents)), locale), euros(sum(parties.map((m) => m.aidCents)), locale)]}
      />
      {members.some((m) => m.joinsWith !== null) && (
        <ul>
          {members
            .filter((m) => m.joinsWith !== null)
            .map((m) => (
              <li key={m.id}>
                {m.name}: {t.partyJoins(m.joinsWith!)}
              </li>
            ))}
        </ul>
      )}
    </Section>
  );
}

type Formed = { form: (slot: string) => Again };

function Signature({ contract, office, lead, missing, maxBytes, tryOut, form }: ContractProps & Formed) {
  const t = useCopy(contractCopy);
  const path = useHref();
  const here = `/contracts/${contract.id}`;
  const deed = contract.documents.find((d) => d.document === DEED);
  const offered = contract.content !== null && contract.state !== 'preparing';
  if (!offered && !office) return null;
  return (
    <Section title={t.signature} id="signature">
      {offered && (
        <>
          <ul>
            <li>
              <a href={path(`${here}/deed.pdf`)}>{t.deed}</a>
            </li>
            <li>
              <a href={path(`${here}/deed.pdf?in=en`)}>{t.courtesy}</a>
            </li>
            {contract.addenda
              .filter((a) => a.change === null)
              .map((a) => (
                <li key={a.number}>
                  <a href={path(`${here}/addenda/${a.number}`)}>{t.addendum(a.number)}</a>, {t.raised(a.beforeCents, a.grantCents)}
                </li>
              ))}
          </ul>
          <FactList facts={[{ label: t.fingerprint, value: <code class="m-hash">{contract.sha256}</code> }]} stacked />
        </>
      )}
      {deed && offered && (
        <>
          <h3>{t.signedDeed}</h3>
          <p>
            <a href={path(`${here}/documents/${deed.id}`)}>{deed.fileName}</a>, {t.by(deed.handedInBy, deed.handedInAt)}
          </p>
          {deed.refusedReason && <p>{t.refusedBecause(deed.refusedReason)}</p>}
          {deed.signature && <SignatureResult signature={deed.signature} />}
          {contract.state === 'offered' && contract.deed === 'in' && lead && <Callout tone="info">{t.waitsForOffice}</Callout>}
        </>
      )}
      {lead && contract.state === 'offered' && contract.deed !== 'in' && (
        <Form action={`${here}/deed`} multipart form={form('deed')} id="deed">
          <p>{t.howToSign}</p>
          {tryOut && (
            <p>
              <a href={path('/example/signature')}>{t.trySign}</a>
            </p>
          )}
          {lead.sign.ok && <FileField name="file" label={t.signedFile} required accept=".pdf,.p7m" maxBytes={maxBytes} />}
          <SubmitRow label={t.uploadDeed} decision={lead.sign} />
        </Form>
      )}
      {office && contract.state === 'preparing' && (
        <>
          {missing.length > 0 && (
            <Callout tone="warn" title={t.missingFirst}>
              <Reasons reasons={missing} />
            </Callout>
          )}
          {missing.length === 0 && (
            <ConfirmDetails summary={t.offer} consequences={[t.offerConsequences, t.offerTerm(contract.call.contract.signWithinDays)]} decision={office.offer}>
              <Form action={`${here}/offer`} id="offer">
                <SubmitRow label={t.offer} decision={office.offer} />
              </Form>
            </ConfirmDetails>
          )}
        </>
      )}
      {office && contract.state === 'offered' && (
        <>
          {contract.deed !== 'none' && (
            <Form action={`${here}/acceptance`} id="accept">
              <p>{t.acceptConsequences}</p>
              <SubmitRow label={t.accept} decision={office.accept} />
            </Form>
          )}
          {deed && office.accept.ok && (
            <ConfirmDetails summary={t.refuse(t.signedDeed)} consequences={[t.refuseConsequence]}>
              <Form action={`${here}/refusals`} form={form(deed.id)} id={`r-${deed.id}`}>
                <input type="hidden" name="document" value={deed.id} />
                <TextArea name="reason" label={t.reason} required rows={3} limit={2000} />
                <SubmitRow label={t.doRefuse} tone="danger" />
              </Form>
            </ConfirmDetails>
          )}
          {office.withdraw.ok && (
            <Actions>
              <ActionButton action={`${here}/withdrawal`} tone="plain">
                {t.withdraw}
              </ActionButton>
            </Actions>
          )}
        </>
      )}
    </Section>
  );
}

function Terms({ contract, decision, form }: { contract: ContractFile; decision: Decision; form: Again }) {
  const t = useCopy(contractCopy);
  if (!decision.ok) return null;
  const shown = form === fresh ? filled({ cup: contract.cup ?? '', startsOn: contract.startsOn ?? '' }) : form;
  return (
    <Section title={t.terms} id="terms">
      <Form action={`/contracts/${contract.id}/terms`} form={shown} id="terms">
        <TextField name="cup" label={t.cup} hint={t.cupHint} width="m" />
        <DateField name="startsOn" label={t.startsOn} />
        <SubmitRow label={t.save} />
      </Form>
    </Section>
  );
}

function Aid({ contract, editable, form }: { contract: ContractFile; editable: boolean } & Formed) {
  const t = useCopy(contractCopy);
  const { locale } = usePage();
  const enterprises = contract.members.filter((m) => m.kind === 'enterprise' && m.leftOn === null);
  if (enterprises.length === 0) return null;
  const valuesOf = (m: ContractMember) =>
    filled({
      car: m.car ?? '',
      cor: m.cor ?? '',
      registeredOn: m.registeredOn ?? '',
      deggendorf: m.deggendorf ?? '',
      deMinimis: m.deMinimisCents === null ? '' : euros(m.deMinimisCents, locale),
    });
  return (
    <Section title={t.aid} id="aid" lead={t.aidLead}>
      <PlainTable
        caption={t.aid}
        captionHidden
        columns={[
          { label: t.beneficiary },
          { label: 'CAR' },
          { label: 'COR' },
          { label: t.registeredOn },
          { label: t.deggendorf },
          { label: t.deMinimis, numeric: true },
        ]}
        rows={enterprises.map((m) => [
          m.name,
          m.car ?? '–',
          m.cor ?? '–',
          m.registeredOn ? showDate(m.registeredOn, locale) : '–',
          m.deggendorf ? t[`deggendorf.${m.deggendorf}`] : '–',
          m.deMinimisCents === null ? '–' : euros(m.deMinimisCents, locale),
        ])}
      />
      {editable &&
        enterprises.map((m) => (
          <details key={m.id} open={form(`aid.${m.id}`) !== fresh}>
            <summary>{t.aidOf(m.name)}</summary>
            <Form action={`/contracts/${contract.id}/aid`} form={form(`aid.${m.id}`) === fresh ? valuesOf(m) : form(`aid.${m.id}`)} id={`aid-${m.id}`}>
              <input type="hidden" name="organisation" value={m.id} />
              <TextField name="car" label={t.car} width="s" />
              <TextField name="cor" label={t.cor} width="s" />
              <DateField name="registeredOn" label={t.registeredOn} />
              <SelectField name="deggendorf" label={t.deggendorf} options={deggendorfAnswers.map((value) => ({ value, label: t[`deggendorf.${value}`] }))} />
              <MoneyField name="deMinimis" label={t.deMinimis} />
              <SubmitRow label={t.saveAid} />
            </Form>
          </details>
        ))}
    </Section>
  );
}

function Ends({ contract, office, lead, form }: Pick<ContractProps, 'contract' | 'office' | 'lead'> & Formed) {
  const t = useCopy(contractCopy);
  const here = `/contracts/${contract.id}`;
  const acts = office && office.lapse.ok ? (['lapse', 'revoke'] as const) : office?.revoke.ok ? (['revoke'] as const) : [];
  if (acts.length === 0 && !lead?.renounce.ok) return null;
  return (
    <Section title={t.end} id="end">
      {lead?.renounce.ok && (
        <ConfirmDetails summary={t.renounce} consequences={[t.renounceConsequence]} open={form('renounce') !== fresh}>
          <Form action={`${here}/renunciation`} form={form('renounce')} id="renounce">
            <TextArea name="reason" label={t.reason} required rows={4} limit={2000} />
            <SubmitRow label={t.renounce} tone="danger" />
          </Form>
        </ConfirmDetails>
      )}
      {acts.map((act) => (
        <ConfirmDetails key={act} summary={t[act]} consequences={[t.renounceConsequence]} open={form(act) !== fresh}>
          <Form action={`${here}/${act === 'lapse' ? 'lapse' : 'revocation'}`} form={form(act)} id={act}>
            {office?.south && <SouthAfter {...office.south} />}
            {office?.women && <WomenAfter {...office.women} />}
            <TextField name="ref" label={t.ref} required width="l" />
            <TextArea name="reason" label={t.reason} required rows={4} limit={2000} />
            <SubmitRow label={t[act]} tone="danger" />
          </Form>
        </ConfirmDetails>
      ))}
    </Section>
  );
}
