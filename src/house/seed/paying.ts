import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { addDays, romeInstant, type CalendarDate } from '#src/core/time.ts';
import { noteRegister } from '#src/delivery/contracts/actions/documents.ts';
import { contractOfApplication, linesOf } from '#src/delivery/contracts/queries.ts';
import { decideAccount, proposeAccount } from '#src/delivery/payments/actions/accounts.ts';
import { makeBatch, reconcile } from '#src/delivery/payments/actions/bank.ts';
import { decideOrder, proposeOrder } from '#src/delivery/payments/actions/orders.ts';
import type { House } from '#src/plumbing/house.ts';
import { at, type ExampleContext } from './example.ts';
import { inLanes } from './lanes.ts';
import { statementXml } from './statement.ts';

/** An Italian IBAN of the right form and check digits (ISO 13616); no such account is known to anyone. */
function exampleIban(serial: number): string {
  const rest = `X0542811101${String(serial).padStart(12, '0')}`;
  const digits = [...`${rest}IT00`].map((c) => Number.parseInt(c, 36).toString()).join('');
  return `IT${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${rest}`;
}

const OWN = exampleIban(1);

async function account(then: House, office: Actor, payer: Actor, organisationId: string | null, iban: string, holder: string): Promise<void> {
  const id = await proposeAccount(then, office, { organisationId, iban, holder, reason: 'Comunicazione di esempio' });
  await decideAccount(then, payer, id, { outcome: 'confirmed', refusal: '' });
}

/**
 * Pays what was accepted by that day: the office renews what registers say and proposes, who pays approves and makes the file for the bank, whose
 * statement says that all was paid. With `propose` the orders stay as they were proposed, so that there is something to decide.
 */
export async function projectsPaid(
  context: ExampleContext,
  payer: Actor,
  day: CalendarDate,
  { of, propose = false }: { of: readonly string[]; propose?: boolean },
): Promise<void> {
  const { house, office } = context;
  const then = at(house, romeInstant(`${day}T10:00`));
  const projects = await house.db
    .selectFrom('projects')
    .select(['id', 'application_id as applicationId'])
    .where('state', '=', 'running')
    .where('application_id', 'in', [...of])
    .orderBy('code')
    .execute();
  const contracts = await Promise.all(projects.map(async (p) => (await contractOfApplication(house.db, p.applicationId))!));
  await inLanes(contracts, async (contract) => {
    for (const { document, member } of linesOf(contract, day))
      if (document.by === 'office' && document.before === 'everyPayment')
        await noteRegister(at(house, romeInstant(`${addDays(day, -4)}T09:00`)), office, contract.id, {
          document: document.id,
          organisation: member?.id ?? null,
          reference: `ESEMPIO_${contract.protocol.slice(-4)}_${day.slice(2, 4)}`,
          validUntil: addDays(day, 116),
        });
  });
  const known = new Set((await house.db.selectFrom('bank_accounts').select('organisation_id').execute()).map((a) => a.organisation_id));
  if (!known.has(null)) await account(then, office, payer, null, OWN, 'Fondazione MICS (conto di esempio)');
  const members = new Map(contracts.flatMap((c) => c.members.filter((m) => !known.has(m.id)).map((m) => [m.id, m.name] as const)));
  await inLanes([...members], ([id, name], i) => account(then, office, payer, id, exampleIban(1000 + known.size + i), name));
  const proposed: string[] = [];
  // One after the other: they are numbered in this order.
  for (const [i, project] of projects.entries())
    for (const member of contracts[i]!.members)
      try {
        proposed.push(await proposeOrder(then, office, project.id, member.id, `esempio/${project.id}/${member.id}/${day}`));
      } catch (error) {
        // Nothing was accepted of it yet, or all that may be paid before the balance was paid.
        if (!(error instanceof AppError)) throw error;
      }
  if (propose || proposed.length === 0) return;
  await inLanes(proposed, (id) => decideOrder(at(house, romeInstant(`${addDays(day, 1)}T11:00`)), payer, id, { outcome: 'approved', refusal: '' }));
  await makeBatch(at(house, romeInstant(`${addDays(day, 2)}T09:00`)), payer, { executeOn: addDays(day, 3) });
  const orders = await house.db.selectFrom('payment_orders').select(['code', 'net_cents as cents']).where('id', 'in', proposed).orderBy('code').execute();
  // Two groups of projects may be paid on one day.
  const statement = `${day}-${orders[0]!.code.slice(-6)}`;
  await reconcile(at(house, romeInstant(`${addDays(day, 6)}T08:30`)), payer, {
    fileName: `estratto-${statement}.xml`,
    bytes: new TextEncoder().encode(
      statementXml(
        `ESEMPIO-${statement}`,
        addDays(day, 3),
        OWN,
        orders.map((o) => ({ cents: o.cents, side: 'DBIT', id: o.code, said: 'Esempio' })),
      ),
    ),
  });
}
