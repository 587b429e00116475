import { hasRole, type Actor } from '#src/core/actor.ts';
import { notFound, see } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { versionById } from '#src/funding/calls/queries.ts';
import { organisationsOfPerson } from '#src/partnership/organisations/queries.ts';
import { demandLight } from '#src/plumbing/heavy.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list, type ListSpec } from '#src/plumbing/listing.ts';
import type { SelectQueryBuilder } from 'kysely';
import { decideAccount, proposeAccount } from './actions/accounts.ts';
import { makeBatch, reconcile } from './actions/bank.ts';
import { decideOrder, proposeOrder } from './actions/orders.ts';
import { closeProject } from './actions/closing.ts';
import { cutAccepted, planInstalments } from './actions/recoveries.ts';
import { paymentsCopy } from './copy.ts';
import { closingCopy } from './copy/closing.ts';
import { can } from './policy.ts';
import { moneyOf, moneyOfProject, nextPayments, projectHead } from './queries.ts';
import {
  accountById,
  accountsFor,
  batchById,
  batches,
  movementsOf,
  orderById,
  ordersFor,
  payees,
  readyToSend,
  recoveriesFor,
  recoveryById,
  statementById,
  statements,
} from './queries/lists.ts';
import { claimedElsewhere } from './queries/bookings.ts';
import { entrustedBy, entrustedIn, transfersOf } from './queries/transfers.ts';
import { closableOf, closingFor, leftOf, southAfterClosing } from './queries/closing.ts';
import { ledgerDoors } from './routes/ledger.tsx';
import { transferDoors } from './routes/transfers.tsx';
import { movementDoors } from './routes/movements.tsx';
import {
  accountDecision,
  accountInput,
  batchInput,
  closureInput,
  cutInput,
  instalmentsInput,
  orderDecision,
  proposeInput,
  STATEMENT_MAX_BYTES,
  statementInput,
} from './schema.ts';
import { AccountPage, AccountsPage, accountSpec } from './views/accounts.tsx';
import { BatchesPage, BatchPage, batchSpec, movementSpec, StatementPage, StatementsPage, statementSpec } from './views/bank.tsx';
import { ClosingPage, closingSpec } from './views/closing.tsx';
import { MoneyPage } from './views/money.tsx';
import { OrderPage, orderSpec, OrdersPage } from './views/orders.tsx';
import { QueuePage, queueSpec, type QueueRow } from './views/queue.tsx';
import { RecoveriesPage, RecoveryPage, recoverySpec } from './views/recoveries.tsx';

const staff = { anyOf: ['office', 'auditor', 'payer'] } as const;
const bank = { anyOf: ['office', 'payer'] } as const;

const words = (ask: Ask<unknown>) => speak(paymentsCopy, ask.locale);
const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';
const person = (ask: Ask<unknown>): Actor => ask.actor!;
const today = (ask: Ask<unknown>) => romeDate(ask.now);

/** A list page, or the same list as CSV. */
async function listed<Row>(ask: Ask<unknown>, query: SelectQueryBuilder<never, never, Row>, spec: ListSpec<Row>, name: string) {
  const found = await list(ask.house.db, query as never, spec, ask.url);
  return { found, csv: found.state.csv ? file(csv(spec, found.rows, ask.locale), 'text/csv; charset=utf-8', `${name}.csv`) : null };
}

async function orderPage(ask: Ask<unknown>, again?: Again) {
  const order = await orderById(ask.house.db, idOf(ask));
  const project = order && (await projectHead(ask.house.db, order.projectId));
  if (!order || !project) throw notFound();
  see(can.readProject(ask.actor, project));
  const entrusted = (await entrustedBy(ask.house.db, order.id))!;
  const transfers =
    entrusted.leadId !== null && entrusted.entrustedCents > 0
      ? { order: entrusted, transfers: await transfersOf(ask.house.db, order.id), may: can.passOn(ask.actor, { ...project, leadId: entrusted.leadId }) }
      : null;
  return page(
    words(ask).order(order.code),
    <OrderPage
      order={order}
      transfers={transfers}
      decide={can.decide(ask.actor, { ...order, share: order.trancheId !== null }, project)}
      {...(again && { form: again })}
    />,
    {
      script: true,
      address: `/payments/orders/${order.id}`,
    },
  );
}

async function batchesPage(ask: Ask<unknown>, again?: Again) {
  const { found, csv: reply } = await listed(ask, batches(), batchSpec, 'file-banca');
  if (reply) return reply;
  const ready = await readyToSend(ask.house.db, ask.house.settings.programme);
  return page(words(ask).batches, <BatchesPage listed={found} ready={ready} make={can.bank(ask.actor)} {...(again && { form: again })} />, {
    wide: true,
    script: true,
    address: '/payments/batches',
  });
}

async function statementsPage(ask: Ask<unknown>, again?: Again) {
  const { found, csv: reply } = await listed(ask, statements(), statementSpec, 'estratti-conto');
  return (
    reply ??
    page(words(ask).statements, <StatementsPage listed={found} read={can.bank(ask.actor)} {...(again && { form: again })} />, {
      wide: true,
      script: true,
      address: '/payments/statements',
    })
  );
}

async function recoveryPage(ask: Ask<unknown>, again?: Again) {
  const recovery = await recoveryById(ask.house.db, ask.actor, idOf(ask));
  const project = recovery && (await projectHead(ask.house.db, recovery.projectId));
  if (!recovery || !project) throw notFound();
  see(can.readProject(ask.actor, project));
  return page(
    words(ask).recovery(recovery.reference),
    <RecoveryPage recovery={recovery} plan={can.recover(ask.actor, project)} all={can.readAll(ask.actor).ok} {...(again && { form: again })} />,
    { script: true, address: `/payments/recoveries/${recovery.id}` },
  );
}

async function accountsPage(ask: Ask<unknown>, again?: Again) {
  const { db } = ask.house;
  const all = can.readAll(ask.actor).ok;
  if (!all && person(ask).organisationIds.length === 0) throw notFound();
  const { found, csv: reply } = await listed(ask, accountsFor(ask.actor, all), accountSpec, 'conti-correnti');
  if (reply) return reply;
  const owners = hasRole(ask.actor, 'office')
    ? [{ id: '', name: words(ask).programme }, ...(await payees(db))]
    : (await organisationsOfPerson(db, person(ask).id)).map((o) => ({ id: o.id, name: o.legalName }));
  return page(words(ask).accounts, <AccountsPage listed={found} owners={owners} tabs={all} {...(again && { form: again })} />, {
    wide: true,
    script: true,
    address: '/payments/accounts',
  });
}

async function accountPage(ask: Ask<unknown>, again?: Again) {
  const all = can.readAll(ask.actor).ok;
  const account = await accountById(ask.house.db, ask.actor, all, idOf(ask));
  if (!account) throw notFound();
  return page(
    words(ask).accountOf(account.owner),
    <AccountPage account={account} decide={all ? can.decideAccount(ask.actor, account) : null} {...(again && { form: again })} />,
    {
      script: true,
      address: `/payments/accounts/${account.id}`,
    },
  );
}

async function moneyPage(ask: Ask<unknown>, again?: Again) {
  const { db } = ask.house;
  const project = await projectHead(db, idOf(ask));
  if (!project) throw notFound();
  see(can.readProject(ask.actor, project));
  const rows = await moneyOfProject(db, ask.actor, project.id);
  const version = rows[0] && (await versionById(db, rows[0].callVersionId));
  const orders = await listed(ask, ordersFor(ask.actor, { projectId: project.id }), orderSpec, `pagamenti-${project.code}`);
  if (orders.csv) return orders.csv;
  const recoveries = await list(db, recoveriesFor(ask.actor, project.id) as never, recoverySpec, new URL(ask.url.pathname, ask.url));
  const propose = can.propose(ask.actor, project);
  return page(
    words(ask).money(project.acronym),
    <MoneyPage
      project={project}
      rows={rows}
      next={await nextPayments(db, rows, today(ask))}
      payWithinDays={version?.call.delivery?.payments.payWithinDays ?? null}
      throughLead={version?.call.delivery?.payments.throughLead ? { lead: rows[0]!.payee, orders: await entrustedIn(db, project.id) } : null}
      orders={orders.found}
      recoveries={recoveries}
      all={can.readAll(ask.actor).ok}
      ledger={can.readLedger(ask.actor).ok}
      propose={propose}
      recover={can.recover(ask.actor, project)}
      close={{
        decision: can.close(ask.actor, await closableOf(db, project, rows)),
        leftCents: leftOf(rows),
        south: propose.ok && version ? await southAfterClosing(db, version.call.programme, project.applicationId) : null,
      }}
      elsewhere={propose.ok ? await claimedElsewhere(db, project.id) : new Map()}
      {...(again && { form: again })}
    />,
    { wide: true, script: true, address: `/projects/${project.id}/money` },
  );
}

export const paymentsDoors: Door[] = [
  door({
    method: 'GET',
    path: '/payments',
    access: staff,
    async handler(ask) {
      const { db } = ask.house;
      const { found } = await listed<QueueRow>(ask, moneyOf(ask.actor) as never, queueSpec, 'pagamenti');
      const next = new Map((await nextPayments(db, found.rows, today(ask))).map((n) => [n.row.id, n]));
      const t = words(ask);
      const rows = found.rows.map((r) => ({ ...r, may: next.get(r.id)?.decision.ok ? t.yes : t.notYet }));
      if (found.state.csv) return file(csv(queueSpec, rows, ask.locale), 'text/csv; charset=utf-8', 'pagamenti.csv');
      return page(t.payments, <QueuePage listed={{ ...found, rows }} next={next} office={hasRole(ask.actor, 'office')} />, { wide: true, script: true });
    },
  }),
  door({
    method: 'GET',
    path: '/payments/orders',
    access: staff,
    async handler(ask) {
      const { found, csv: reply } = await listed(ask, ordersFor(ask.actor), orderSpec, 'ordini');
      return reply ?? page(words(ask).orders, <OrdersPage listed={found} />, { wide: true });
    },
  }),
  door({
    method: 'POST',
    path: '/payments/orders',
    access: { anyOf: ['office'] },
    does: 'payment.propose',
    input: proposeInput,
    handler: async (ask) =>
      seeOther(
        `/payments/orders/${await proposeOrder(ask.house, ask.actor, ask.input.project, ask.input.organisation, ask.idempotencyKey, ask.input.against)}`,
      ),
  }),
  door({ method: 'GET', path: '/payments/orders/:id', access: 'signedIn', handler: (ask) => orderPage(ask) }),
  door({
    method: 'POST',
    path: '/payments/orders/:id/decision',
    access: bank,
    does: 'payment.decide',
    input: orderDecision,
    again: orderPage,
    async handler(ask) {
      await decideOrder(ask.house, ask.actor, idOf(ask), ask.input);
      return seeOther(`/payments/orders/${idOf(ask)}`);
    },
  }),
  door({ method: 'GET', path: '/payments/batches', access: staff, handler: (ask) => batchesPage(ask) }),
  door({
    method: 'POST',
    path: '/payments/batches',
    access: bank,
    does: 'batch.make',
    input: batchInput,
    again: batchesPage,
    handler: async (ask) => seeOther(`/payments/batches/${await makeBatch(ask.house, ask.actor, { executeOn: ask.input.executeOn })}`),
  }),
  door({
    method: 'GET',
    path: '/payments/batches/:id',
    access: staff,
    async handler(ask) {
      const batch = await batchById(ask.house.db, idOf(ask));
      if (!batch) throw notFound();
      const { found, csv: reply } = await listed(ask, ordersFor(ask.actor, { batchId: batch.id }), orderSpec, batch.messageId);
      return reply ?? page(words(ask).batch(batch.messageId), <BatchPage batch={batch} listed={found} />, { wide: true });
    },
  }),
  door({
    method: 'GET',
    path: '/payments/batches/:id/file',
    access: bank,
    async handler(ask) {
      const batch = await batchById(ask.house.db, idOf(ask));
      if (!batch) throw notFound();
      return file(await ask.house.files.get(batch.sha256), 'application/xml', `${batch.messageId}.xml`);
    },
  }),
  door({ method: 'GET', path: '/payments/statements', access: staff, handler: (ask) => statementsPage(ask) }),
  door({
    method: 'POST',
    path: '/payments/statements',
    access: bank,
    does: 'statement.read',
    input: statementInput,
    again: statementsPage,
    async handler(ask) {
      const given = ask.input.file;
      demandLight(given, STATEMENT_MAX_BYTES);
      const read = await reconcile(ask.house, ask.actor, { fileName: given.name, bytes: await given.bytes() });
      return seeOther(read.ids.length === 1 ? `/payments/statements/${read.ids[0]}` : '/payments/statements');
    },
  }),
  door({
    method: 'GET',
    path: '/payments/statements/:id',
    access: staff,
    async handler(ask) {
      const statement = await statementById(ask.house.db, idOf(ask));
      if (!statement) throw notFound();
      const { found, csv: reply } = await listed(ask, movementsOf(statement.id), movementSpec, `estratto-${statement.statementId}`);
      return reply ?? page(words(ask).statement(statement.statementId), <StatementPage statement={statement} listed={found} />, { wide: true });
    },
  }),
  door({
    method: 'GET',
    path: '/payments/recoveries',
    access: staff,
    async handler(ask) {
      const { found, csv: reply } = await listed(ask, recoveriesFor(ask.actor), recoverySpec, 'recuperi');
      return reply ?? page(words(ask).recoveries, <RecoveriesPage listed={found} />, { wide: true });
    },
  }),
  door({
    method: 'GET',
    path: '/payments/closing',
    access: staff,
    async handler(ask) {
      const { found, csv: reply } = await listed(ask, closingFor(ask.actor), closingSpec, 'da-chiudere');
      return reply ?? page(speak(closingCopy, ask.locale).toClose, <ClosingPage listed={found} />, { wide: true });
    },
  }),
  door({ method: 'GET', path: '/payments/recoveries/:id', access: 'signedIn', handler: (ask) => recoveryPage(ask) }),
  door({
    method: 'POST',
    path: '/payments/recoveries/:id/instalments',
    access: { anyOf: ['office'] },
    does: 'recovery.plan',
    input: instalmentsInput,
    again: recoveryPage,
    async handler(ask) {
      await planInstalments(ask.house, ask.actor, idOf(ask), ask.input);
      return seeOther(`/payments/recoveries/${idOf(ask)}`);
    },
  }),
  door({ method: 'GET', path: '/payments/accounts', access: 'signedIn', handler: (ask) => accountsPage(ask) }),
  door({
    method: 'POST',
    path: '/payments/accounts',
    access: 'signedIn',
    does: 'account.propose',
    input: accountInput,
    again: accountsPage,
    async handler(ask) {
      const { organisation, ...account } = ask.input;
      return seeOther(`/payments/accounts/${await proposeAccount(ask.house, ask.actor, { ...account, organisationId: organisation || null })}`);
    },
  }),
  door({ method: 'GET', path: '/payments/accounts/:id', access: 'signedIn', handler: (ask) => accountPage(ask) }),
  door({
    method: 'POST',
    path: '/payments/accounts/:id/decision',
    access: bank,
    does: 'account.decide',
    input: accountDecision,
    again: accountPage,
    async handler(ask) {
      await decideAccount(ask.house, ask.actor, idOf(ask), ask.input);
      return seeOther(`/payments/accounts/${idOf(ask)}`);
    },
  }),
  door({ method: 'GET', path: '/projects/:id/money', access: 'signedIn', handler: (ask) => moneyPage(ask) }),
  door({
    method: 'POST',
    path: '/projects/:id/money/cuts',
    access: { anyOf: ['office'] },
    does: 'payment.cut',
    input: cutInput,
    again: moneyPage,
    async handler(ask) {
      const { organisation, cents, reason: why } = ask.input;
      const claim = await cutAccepted(ask.house, ask.actor, idOf(ask), { organisationId: organisation, cents, reason: why }, ask.idempotencyKey);
      return seeOther(claim ? `/payments/recoveries/${claim}` : `/projects/${idOf(ask)}/money`);
    },
  }),
  door({
    method: 'POST',
    path: '/projects/:id/money/closure',
    access: { anyOf: ['office'] },
    does: 'payment.close',
    input: closureInput,
    again: moneyPage,
    async handler(ask) {
      await closeProject(ask.house, ask.actor, idOf(ask), ask.input.reason);
      return seeOther(`/projects/${idOf(ask)}/money`);
    },
  }),
  ...movementDoors,
  ...transferDoors(orderPage),
  ...ledgerDoors,
];
