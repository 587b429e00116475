import { ibanInGroups } from '#src/core/codes.ts';
import type { Decision } from '#src/core/decision.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { TextField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { paymentsCopy } from '../copy.ts';
import type { AccountRow } from '../queries/lists.ts';
import { accountStates } from '../states.ts';
import { DecisionForm } from './decide.tsx';
import { PaymentTabs, StateChip } from './frame.tsx';

export const accountSpec: ListSpec<AccountRow> = {
  columns: [
    { key: 'owner', label: paymentsCopy.owner, searched: true },
    { key: 'iban', label: paymentsCopy.iban, searched: true },
    { key: 'holder', label: paymentsCopy.holder, searched: true },
    {
      key: 'state',
      label: paymentsCopy.state,
      filter: { kind: 'choice', options: accountStates.map((value) => ({ value, label: paymentsCopy[value] })) },
      csv: (r, locale) => paymentsCopy[r.state][locale],
    },
    { key: 'proposedAt', label: paymentsCopy.proposedOn },
    { key: 'proposedByName', label: paymentsCopy.proposedBy },
    { key: 'decidedByName', label: paymentsCopy.decidedBy },
  ],
  order: '-proposedAt',
  key: 'id',
};

/** The form of a new account. `owners`: whose it can be, in the order offered. */
export function AccountForm({ owners, form = fresh }: { owners: readonly { id: string; name: string }[]; form?: Again }) {
  const t = useCopy(paymentsCopy);
  return (
    <Form action="/payments/accounts" form={form} id="account" label={t.proposeAccount}>
      <SelectField name="organisation" label={t.owner} options={owners.map((o) => ({ value: o.id, label: o.name }))} required />
      <TextField name="iban" label={t.iban} required autocomplete="off" />
      <TextField name="holder" label={t.holder} required />
      <TextField name="reason" label={t.accountReason} hint={t.accountReasonHint} required />
      <SubmitRow label={t.proposeAccount} tone="secondary" />
    </Form>
  );
}

export type AccountsProps = { listed: Listed<AccountRow>; owners: readonly { id: string; name: string }[]; tabs: boolean; form?: Again };

export function AccountsPage({ listed, owners, tabs, form }: AccountsProps) {
  const t = useCopy(paymentsCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.accounts} lead={t.accountLead} />
      {tabs && <PaymentTabs current="accounts" />}
      <Section>
        <DataTable
          listed={listed}
          spec={accountSpec}
          caption={t.accounts}
          captionHidden
          rowHref={(r) => `/payments/accounts/${r.id}`}
          cells={{
            iban: (r) => <span class="m-nowrap">{ibanInGroups(r.iban)}</span>,
            state: (r) => <StateChip state={r.state} />,
            proposedAt: (r) => showDate(r.proposedAt, locale),
            decidedByName: (r) => r.decidedByName ?? '–',
          }}
          empty={<EmptyState title={t.noAccounts} />}
        />
      </Section>
      {owners.length > 0 && (
        <Section title={t.proposeAccount} id="new">
          <AccountForm owners={owners} {...(form && { form })} />
        </Section>
      )}
    </>
  );
}

export function AccountPage({ account: a, decide, form = fresh }: { account: AccountRow; decide: Decision | null; form?: Again }) {
  const t = useCopy(paymentsCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead
        title={t.accountOf(a.owner)}
        status={<StateChip state={a.state} />}
        trail={[{ label: t.accounts, href: '/payments/accounts' }, { label: a.owner }]}
      />
      <Section>
        <FactList
          facts={[
            { label: t.iban, value: ibanInGroups(a.iban) },
            { label: t.holder, value: a.holder },
            { label: t.accountReason, value: a.reason },
            { label: t.proposedBy, value: a.proposedByName, note: showInstant(a.proposedAt, locale) },
            { label: t.decidedBy, value: a.decidedByName },
            ...(a.refusal ? [{ label: t.refusedBecause, value: a.refusal }] : []),
          ]}
        />
      </Section>
      {a.state === 'proposed' && decide && (
        <Section title={t.decision} id="decision">
          <DecisionForm decide={decide} action={`/payments/accounts/${a.id}/decision`} form={form} yes={{ value: 'confirmed', label: t.confirm }} />
        </Section>
      )}
    </>
  );
}
