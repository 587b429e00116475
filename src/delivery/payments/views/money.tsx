import type { Decision } from '#src/core/decision.ts';
import { takesFurther, type FloorAfter } from '#src/core/floors.ts';
import { euros, percent, sum } from '#src/core/money.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { BarChart } from '#src/ui/charts.tsx';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { MoneyField, TextArea } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { SouthAfter } from '#src/ui/floors.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, FigureRow, LinkButton } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { paymentsCopy } from '../copy.ts';
import { closingCopy } from '../copy/closing.ts';
import { transfersCopy } from '../copy/transfers.ts';
import type { MoneyRow, NextPayment, ProjectHead } from '../queries.ts';
import type { EntrustedOrder } from '../queries/transfers.ts';
import type { OrderRow, RecoveryRow } from '../queries/lists.ts';
import { OrderTable } from './orders.tsx';
import { PayBy } from './frame.tsx';
import { PassedOnSection } from './transfers.tsx';
import { RecoveryTable } from './recoveries.tsx';

export type MoneyProps = {
  project: ProjectHead;
  rows: readonly MoneyRow[];
  next: readonly NextPayment[];
  payWithinDays: number | null;
  /** Where the call pays through the lead. */
  throughLead: { lead: string; orders: readonly EntrustedOrder[] } | null;
  orders: Listed<OrderRow>;
  recoveries: Listed<RecoveryRow>;
  /** Who sees the lists of the room. */
  all: boolean;
  ledger: boolean;
  propose: Decision;
  recover: Decision;
  /** Null for who is not of the office. */
  close: { decision: Decision; leftCents: number; south: FloorAfter | null } | null;
  /** What a beneficiary has to give back on its other projects. */
  elsewhere: ReadonlyMap<string, number>;
  form?: Again;
};

/** The money of one project: what each beneficiary was granted, earned, had, and has to have; what comes next and what stands in its way. */
export function MoneyPage(props: MoneyProps) {
  const { project, rows, next, orders, recoveries, all, ledger, propose, form = fresh } = props;
  const t = useCopy(paymentsCopy);
  const tr = useCopy(transfersCopy);
  const c = useCopy(closingCopy);
  const { locale } = usePage();
  const path = useHref();
  const money = (cents: number) => euros(cents, locale);
  const total = (of: (r: MoneyRow) => number) => sum(rows.map(of));
  const [granted, accepted, paid, due] = [total((r) => r.committed), total((r) => r.accepted), total((r) => r.paid - r.recovered), total((r) => r.payable)];
  const lines = (account: string) => (ledger ? { href: `/ledger/entries?application=${project.applicationId}&account=${account}` } : {});
  const plan = next[0]?.plan;
  return (
    <>
      <PageHead
        title={t.money(project.acronym)}
        kicker={project.code}
        lead={t.moneyLead}
        trail={[{ label: t.projects, href: '/projects/funded' }, { label: project.acronym, href: `/projects/${project.id}` }, { label: t.moneyHere }]}
      />
      <Section>
        <FigureRow
          figures={[
            { value: money(granted), label: t.granted, ...lines('committed') },
            { value: money(accepted), label: t.acceptedAid, ...lines('accepted') },
            { value: money(paid), label: t.paidSoFar, ...lines('paid') },
            { value: money(due), label: t.dueNow, ...lines('payable') },
          ]}
        />
        <BarChart
          title={t.picture}
          description={t.pictureSays(money(accepted), money(paid), money(granted))}
          bars={[
            { label: t.granted, value: granted, tone: 'quiet' },
            { label: t.acceptedAid, value: accepted },
            { label: t.paidSoFar, value: paid, tone: 'warm' },
          ]}
          show={money}
          headings={[t.what, t.amount]}
        />
      </Section>
      <Section title={t.perBeneficiary}>
        <PlainTable
          caption={t.perBeneficiary}
          captionHidden
          columns={[
            { label: t.beneficiary },
            { label: t.granted, numeric: true },
            { label: t.acceptedAid, numeric: true },
            { label: t.toSettle, numeric: true },
            { label: t.dueNow, numeric: true },
            { label: t.heldBack, numeric: true },
            { label: t.advanceLeft, numeric: true },
            { label: t.ordered, numeric: true },
            { label: t.paidSoFar, numeric: true },
            { label: t.toGiveBack, numeric: true },
          ]}
          rows={rows.map((r) => [
            r.beneficiary,
            ...[r.committed, r.accepted, r.owed, r.payable, r.retained, r.advance, r.ordered, r.paid - r.recovered, r.receivable + r.interestReceivable].map(
              money,
            ),
          ])}
        />
      </Section>
      <Section title={t.nextPayment} id="next">
        <PlainTable
          caption={t.nextPayment}
          captionHidden
          columns={[
            { label: t.beneficiary },
            { label: t.payment },
            { label: t.amount, numeric: true },
            { label: t.payBy },
            { label: t.guarantee },
            { label: t.account },
            { label: t.may },
          ]}
          rows={next.map((n) => [
            n.row.beneficiary,
            t[n.kind ?? 'none'],
            money(n.kind === null ? 0 : n.grossCents + n.interestCents),
            <PayBy on={n.row.payBy} running />,
            t[`guarantee_${n.papers.guarantee}`],
            n.row.hasAccount ? t.hasAccount : t.noAccountYet,
            n.decision.ok ? (
              propose.ok && props.throughLead ? (
                tr.inTranche
              ) : propose.ok ? (
                <Propose project={project} row={n.row} elsewhere={props.elsewhere.get(n.row.organisationId) ?? 0} />
              ) : (
                t.yes
              )
            ) : (
              <Reasons reasons={n.decision.reasons} />
            ),
          ])}
        />
        {props.throughLead && propose.ok && next.some((n) => n.decision.ok) && (
          <>
            <p>{tr.proposeNote}</p>
            <Actions>
              <ActionButton action={`/projects/${project.id}/money/tranche`}>{tr.propose}</ActionButton>
              {next.some((n) => n.decision.ok && n.row.accepted > 0 && props.elsewhere.has(n.row.organisationId)) && (
                <ActionButton tone="secondary" action={`/projects/${project.id}/money/tranche`} fields={{ against: 'allProjects' }}>
                  {c.proposeKeeping}
                </ActionButton>
              )}
            </Actions>
          </>
        )}
        {plan && (
          <FactList
            facts={[
              {
                label: t.plan,
                value: plan.advancePercent > 0 ? t.advanceShare(percent(plan.advancePercent, locale)) : t.noAdvance,
                note: [t.cap(percent(plan.interimUpTo, locale)), ...(props.payWithinDays === null ? [] : [t.payWithin(props.payWithinDays)])].join('. '),
              },
            ]}
          />
        )}
        <p>
          <a href={path('/payments/accounts')}>{t.accounts}</a>
        </p>
      </Section>
      {props.throughLead && <PassedOnSection {...props.throughLead} />}
      <Section
        title={t.orders}
        actions={
          ledger && (
            <LinkButton href={`/ledger/entries?application=${project.applicationId}`} tone="secondary" small>
              {t.inLedger}
            </LinkButton>
          )
        }
      >
        <OrderTable listed={orders} caption={t.orders} ofProject />
      </Section>
      {recoveries.total > 0 && (
        <Section title={t.recoveries}>
          <RecoveryTable listed={recoveries} caption={t.recoveries} />
        </Section>
      )}
      {all && <OfficeActs {...props} form={form} />}
    </>
  );
}

/** Proposes the next payment; where the beneficiary has to give money back on other projects, keeping it too. */
function Propose({ project, row, elsewhere }: { project: ProjectHead; row: MoneyRow; elsewhere: number }) {
  const t = useCopy(paymentsCopy);
  const c = useCopy(closingCopy);
  const { locale } = usePage();
  const fields = { project: project.id, organisation: row.organisationId };
  const whom = <span class="visually-hidden">{row.beneficiary}</span>;
  return (
    <>
      <ActionButton small action="/payments/orders" fields={fields}>
        {t.propose} {whom}
      </ActionButton>
      {elsewhere > 0 && row.accepted > 0 && (
        <>
          <span class="m-fact-note">{c.elsewhere(row.beneficiary, euros(elsewhere, locale))}</span>
          <ActionButton small tone="secondary" action="/payments/orders" fields={{ ...fields, against: 'allProjects' }}>
            {c.proposeKeeping} {whom}
          </ActionButton>
        </>
      )}
    </>
  );
}

/** What the office does with money that was accepted or not spent. */
function OfficeActs({ project, rows, recover, close, form = fresh }: MoneyProps) {
  const t = useCopy(paymentsCopy);
  if (!recover.ok) return null;
  const cutAgain = form.values['cents'] !== undefined;
  return (
    <>
      <Section>
        <ConfirmDetails summary={t.cut} consequences={[t.cutEffects]} open={cutAgain}>
          <Form action={`/projects/${project.id}/money/cuts`} form={cutAgain ? form : fresh} id="cut">
            <SelectField name="organisation" label={t.beneficiary} options={rows.map((r) => ({ value: r.organisationId, label: r.beneficiary }))} required />
            <MoneyField name="cents" label={t.cutAmount} required />
            <TextArea name="reason" label={t.cutReason} rows={3} required />
            <SubmitRow label={t.cut} tone="danger" />
          </Form>
        </ConfirmDetails>
      </Section>
      {close && <Closing project={project} {...close} form={cutAgain ? fresh : form} />}
    </>
  );
}

/** What stands between the project and its end, and the act that ends it. */
function Closing({ project, decision, leftCents, south, form }: NonNullable<MoneyProps['close']> & { project: ProjectHead; form: Again }) {
  const t = useCopy(closingCopy);
  const { locale } = usePage();
  if (project.state === 'closed' && !decision.ok) return <Section title={t.closing}>{t.isClosed}</Section>;
  return (
    <Section title={t.closing} id="closing" lead={t.lead}>
      {decision.ok ? (
        <ConfirmDetails
          summary={t.close}
          consequences={[leftCents > 0 ? t.goesBack(euros(leftCents, locale)) : t.nothingLeft, t.noChanges]}
          open={form.reasons.length > 0}
        >
          <Form action={`/projects/${project.id}/money/closure`} form={form} id="close">
            {south && leftCents > 0 && <SouthAfter {...south} />}
            <TextArea name="reason" label={t.reason} rows={2} required={south !== null && takesFurther(south)} />
            <SubmitRow label={t.close} tone="danger" />
          </Form>
        </ConfirmDetails>
      ) : (
        <>
          <h3>{t.missing}</h3>
          <Reasons reasons={decision.reasons} />
        </>
      )}
    </Section>
  );
}
