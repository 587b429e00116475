import type { Decision, Reason } from '#src/core/decision.ts';
import { euros, sum } from '#src/core/money.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { FileField, TextArea } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Callout, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { SignatureResult } from '#src/ui/signature.tsx';
import { FactList, PlainTable, type Fact } from '#src/ui/plainTable.tsx';
import { contractCopy } from '../copy.ts';
import type { ContractFile, StoredDocument } from '../queries.ts';
import type { Addendum } from '../rules/addendum.ts';
import type { AddendumState } from '../states.ts';
import { Term } from './term.tsx';

const tones: Record<AddendumState, Tone> = { issued: 'info', preparing: 'neutral', offered: 'warn', signed: 'good', lapsed: 'bad', withdrawn: 'neutral' };

export type AddendumProps = {
  addendum: Addendum;
  missing: readonly Reason[];
  /** Who signs, what is there, and whether the reader may hand it in; null for who may not act at all. */
  parties: readonly { id: string; name: string; copy: StoredDocument | undefined; mayRead: boolean; sign: Decision | null }[];
  office: { offer: Decision; accept: Decision; drop: Decision; refuse: Decision } | null;
};

/** An addendum that a variation needs: what it changes, who has signed, until when, and the next step of whoever reads it. */
export function AddendumSection({
  contract,
  addendum: a,
  missing,
  parties,
  office,
  maxBytes,
  form,
}: AddendumProps & { contract: ContractFile; maxBytes: number; form: (slot: string) => Again }) {
  const t = useCopy(contractCopy);
  const { locale } = usePage();
  const path = useHref();
  const here = `/contracts/${contract.id}/addenda/${a.number}`;
  const slot = (name: string) => `addendum.${a.number}.${name}`;
  const change = a.change!;
  const all = [...change.members, ...change.former];
  const terms = contract.call.delivery!.variations.addendum!;
  const facts: Fact[] = [
    { label: t.about, value: t[`addendum.${change.subject}`], note: t.addendumOf(change.variation) },
    ...(change.from ? [{ label: t.holdsFrom, value: showDate(change.from, locale) }] : []),
    { label: t.endsOn, value: showDate(change.endsOn, locale) },
    ...(a.dueOn ? [{ label: t.dueOn, value: <Term dueOn={a.dueOn} state={a.state === 'offered' ? 'offered' : 'signed'} /> }] : []),
    ...(a.signedAt ? [{ label: t.signedOn, value: showInstant(a.signedAt, locale) }] : []),
    ...(a.endedAt ? [{ label: t.ended, value: showInstant(a.endedAt, locale), note: a.endedReason || undefined }] : []),
  ];
  return (
    <Section
      title={
        <>
          {t.addendumTitle(a.number)} <StatusChip tone={tones[a.state]}>{t[`addendum.${a.state}`]}</StatusChip>
        </>
      }
      id={`addendum-${a.number}`}
    >
      <FactList facts={facts} columns />
      <PlainTable
        caption={t.beneficiaries}
        columns={[{ label: t.beneficiary }, { label: t.eligible, numeric: true }, { label: t.grant, numeric: true }]}
        rows={all.map((m) => [
          m.id === change.joining ? `${m.name} (${t.partyJoins(a.number)})` : 'leftOn' in m ? `${m.name} (${t.partyLeaves(String(m.leftOn))})` : m.name,
          euros(m.eligibleCents, locale),
          euros(m.aidCents, locale),
        ])}
        total={[t.total, euros(sum(all.map((m) => m.eligibleCents)), locale), euros(sum(all.map((m) => m.aidCents)), locale)]}
      />
      {a.paperSha256 && (
        <p>
          <a href={path(here)}>{t.addendumPaper(a.number)}</a>, <a href={path(`${here}?in=en`)}>{t.courtesy}</a>
        </p>
      )}
      {a.state !== 'preparing' && a.state !== 'withdrawn' && (
        <PlainTable
          caption={t.copy}
          captionHidden
          columns={[{ label: t.party }, { label: t.copy }]}
          rows={parties.map(({ name, copy, mayRead }) => [
            name,
            copy ? (
              <>
                {mayRead ? <a href={path(`/contracts/${contract.id}/documents/${copy.id}`)}>{copy.fileName}</a> : copy.fileName}
                <br />
                {t.by(copy.handedInBy, copy.handedInAt)}
                {copy.refusedReason && <p>{t.refusedBecause(copy.refusedReason)}</p>}
                {copy.signature && <SignatureResult signature={copy.signature} />}
              </>
            ) : (
              t.noCopy
            ),
          ])}
        />
      )}
      {a.state === 'offered' && parties.some((p) => p.sign !== null) && <p>{t.addendumHow}</p>}
      {a.state === 'offered' &&
        parties.map(({ id, name, sign }) =>
          sign ? (
            <Form key={id} action={`${here}/signature`} multipart form={form(slot(id))} id={`s-${a.number}-${id}`}>
              <input type="hidden" name="organisation" value={id} />
              {sign.ok && <FileField name="file" label={`${t.signedFile}: ${name}`} required accept=".pdf,.p7m" maxBytes={maxBytes} />}
              <SubmitRow label={t.uploadCopy(name)} decision={sign} />
            </Form>
          ) : null,
        )}
      {office && a.state === 'preparing' && missing.length > 0 && (
        <Callout tone="warn" title={t.addendumMissing}>
          <Reasons reasons={missing} />
        </Callout>
      )}
      {office && a.state === 'preparing' && missing.length === 0 && (
        <ConfirmDetails summary={t.offerAddendum} consequences={[t.offerAddendumEffect, t.addendumTerm(terms.signWithinDays)]} decision={office.offer}>
          <Form action={`${here}/offer`} form={form(slot('offer'))} id={`o-${a.number}`}>
            <SubmitRow label={t.offerAddendum} decision={office.offer} />
          </Form>
        </ConfirmDetails>
      )}
      {office && a.state === 'offered' && (
        <>
          <Form action={`${here}/acceptance`} form={form(slot('accept'))} id={`k-${a.number}`}>
            <p>{t.acceptAddendumEffect}</p>
            <SubmitRow label={t.acceptAddendum} decision={office.accept} />
          </Form>
          {office.refuse.ok &&
            parties.map(({ name, copy }) =>
              copy && copy.refusedAt === null ? (
                <ConfirmDetails key={copy.id} summary={t.refuse(`${t.copy}, ${name}`)} consequences={[t.refuseConsequence]} open={form(copy.id) !== fresh}>
                  <Form action={`/contracts/${contract.id}/refusals`} form={form(copy.id)} id={`r-${copy.id}`}>
                    <input type="hidden" name="document" value={copy.id} />
                    <TextArea name="reason" label={t.reason} required rows={3} limit={2000} />
                    <SubmitRow label={t.doRefuse} tone="danger" />
                  </Form>
                </ConfirmDetails>
              ) : null,
            )}
        </>
      )}
      {office?.drop.ok && (
        <ConfirmDetails summary={t.dropAddendum} consequences={[t.dropAddendumEffect]} open={form(slot('drop')) !== fresh}>
          <Form action={`${here}/withdrawal`} form={form(slot('drop'))} id={`w-${a.number}`}>
            <TextArea name="reason" label={t.reason} required rows={3} limit={2000} />
            <SubmitRow label={t.dropAddendum} tone="danger" />
          </Form>
        </ConfirmDetails>
      )}
    </Section>
  );
}
