import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import type { Cents } from '#src/core/money.ts';
import { romeDate, type CalendarDate } from '#src/core/time.ts';
import { readXml } from '#src/core/xml.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { messageOf, schemaProblems } from '#src/plumbing/iso20022/validate.ts';
import { sql } from 'kysely';
import { can } from '../policy.ts';
import { instructions } from '../queries/instructions.ts';
import { bankFile, type Transfer } from '../rules/bankFile.ts';
import { sumProblems } from '../rules/bankSums.ts';
import { schemaReasons } from '../rules/schemaReasons.ts';
import { match, type Claim, type Sent } from '../rules/matching.ts';
import { openStatement, readStatements, type Movement } from '../rules/statement.ts';
import { chargedUntil, receive } from './recoveries.ts';
import { paySent, returnSent } from './paying.ts';
import { nextCode, whoIs } from './shared.ts';

/**
 * Puts all approved orders and tranches, or those named, into one file for the bank (ISO 20022 `pain.001.001.09`) that is checked against the published schema and kept. Its
 * message id is given once, so that a bank takes it once. Returns the batch's id.
 */
export function makeBatch(
  house: House,
  actor: Actor | null,
  { executeOn, orders: named }: { executeOn: CalendarDate; orders?: readonly string[] },
): Promise<string> {
  return act(house, actor, 'batch.make', 'payments', async (deed) => {
    const { tx, at } = deed;
    demand(can.bank(actor));
    if (executeOn < romeDate(at)) throw new AppError('invalid', [reason('payments.inPast', {}, { at: 'executeOn' })]);
    const debtor = await tx
      .selectFrom('bank_accounts')
      .select(['iban', 'holder'])
      .where('programme_id', '=', house.settings.programme)
      .where('state', '=', 'confirmed')
      .executeTakeFirst();
    if (!debtor) throw new AppError('conflict', [reason('payments.noDebtor')]);
    const locked = await tx.selectFrom('payment_orders').select('id').where('state', '=', 'approved').orderBy('code').forUpdate().execute();
    // A tranche is one transfer, whose shares are sent together.
    const { rows: orders } = await sql<Approved>`select i.id, i.code, i.net_cents, i.reasons, b.iban, b.holder
      from ${instructions} i join bank_accounts b on b.id = i.account_id
      where i.state = 'approved' and exists (select from payment_orders w where (w.id = i.id or w.tranche_id = i.id) and w.id = any(${locked.map((o) => o.id)}))
        ${named !== undefined && named.length > 0 ? sql`and i.id = any(${[...named]}::uuid[])` : sql``} order by i.code`.execute(tx);
    if (orders.length === 0) throw new AppError('conflict', [reason('payments.nothingApproved')]);
    const transfers = orders.map((o): Transfer => ({ endToEndId: o.code, cents: o.net_cents, name: o.holder, iban: o.iban, remittance: o.reasons }));
    const messageId = await nextCode(deed, house, 'batch');
    const xml = bankFile({ messageId, createdAt: at, executeOn, debtor: { name: debtor.holder, iban: debtor.iban }, transfers });
    await demandValid(xml);
    const file = await house.files.put(Buffer.from(xml));
    const cents = transfers.reduce((n, t) => n + t.cents, 0);
    const { id } = await tx
      .insertInto('payment_batches')
      .values({
        message_id: messageId,
        made_at: at,
        made_by: whoIs(actor),
        execute_on: executeOn,
        debtor_name: debtor.holder,
        debtor_iban: debtor.iban,
        orders: orders.length,
        cents,
        sha256: file,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .updateTable('payment_orders')
      .set({ state: 'sent', batch_id: id })
      .where('state', '=', 'approved')
      .where((eb) => {
        const ids = orders.map((o) => o.id);
        return eb.or([eb('id', 'in', ids), eb('tranche_id', 'in', ids)]);
      })
      .execute();
    await deed.record({ kind: 'batch.made', subject: `batch/${id}`, body: { message: messageId, orders: orders.length, cents, sha256: file } });
    return id;
  });
}

/** A file that the bank would not take is a bug of ours: nothing is sent, and the log says what is wrong. */
export async function demandValid(xml: string): Promise<void> {
  const root = readXml(xml);
  const against = await schemaProblems('pain.001.001.09', xml, root);
  const problems = against.length > 0 ? against.map((p) => JSON.stringify(p)) : sumProblems(root);
  if (problems.length > 0) throw new Error(`the file for the bank is not as its schema says: ${problems.join('; ')}`);
}

type Approved = { id: string; code: string; net_cents: Cents; reasons: string; iban: string; holder: string };

export type Reconciled = { ids: string[]; fresh: number; known: number };

/**
 * Reads a bank's statement and books what it says: orders that were paid or came back, money that came in on a claim. What matches nothing, or with
 * another amount, is kept and shown, and books nothing. A statement that was read before changes nothing. All of a file or none of it.
 */
export function reconcile(house: House, actor: Actor | null, { fileName, bytes }: { fileName: string; bytes: Uint8Array }): Promise<Reconciled> {
  return act(house, actor, 'statement.read', 'payments', async (deed) => {
    const { tx, at } = deed;
    demand(can.bank(actor));
    const text = new TextDecoder().decode(bytes);
    const opened = openStatement(text);
    if (!opened.ok) throw new AppError('invalid', opened.reasons);
    const message = messageOf(opened.namespace);
    const reasons = message ? schemaReasons(message, await schemaProblems(message, text, opened.root)) : [];
    if (reasons.length > 0) throw new AppError('invalid', reasons);
    const read = readStatements(opened.root);
    if (!read.ok) throw new AppError('invalid', read.reasons);
    const file = await house.files.put(bytes);
    const result: Reconciled = { ids: [], fresh: 0, known: 0 };
    for (const s of read.statements) {
      const own = await tx
        .selectFrom('bank_accounts')
        .select('id')
        .where('programme_id', '=', house.settings.programme)
        .where('iban', '=', s.iban)
        .executeTakeFirst();
      if (!own) throw new AppError('invalid', [reason('payments.otherAccount', { iban: s.iban }, { at: 'file' })]);
      const stored = await tx
        .insertInto('bank_statements')
        .values({
          statement_id: s.id,
          iban: s.iban,
          created_on: s.createdOn,
          file_name: fileName.slice(0, 200),
          sha256: file,
          uploaded_at: at,
          uploaded_by: whoIs(actor),
        })
        .onConflict((c) => c.constraint('bank_statements_uq').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!stored) {
        const known = await tx.selectFrom('bank_statements').select('id').where('iban', '=', s.iban).where('statement_id', '=', s.id).executeTakeFirstOrThrow();
        result.ids.push(known.id);
        result.known++;
        continue;
      }
      result.ids.push(stored.id);
      result.fresh++;
      await book(house, deed, stored.id, s.movements);
    }
    await deed.record({
      kind: result.fresh > 0 ? 'statement.read' : 'statement.repeated',
      subject: `statement/${result.ids[0]}`,
      body: { sha256: file, fresh: result.fresh, known: result.known },
    });
    return result;
  });
}

async function book(house: House, deed: Deed, statementId: string, movements: readonly Movement[]): Promise<void> {
  const { tx } = deed;
  const ids = movements.flatMap((m) => m.endToEndId ?? []);
  const { rows: found } = await sql<Sent>`select case when i.tranche_id is null then i.id end as "orderId", i.tranche_id as "trancheId",
      i.code as "endToEndId", i.net_cents as cents, i.state from ${instructions} i where i.code = any(${ids})`.execute(tx);
  const sent = new Map(found.map((o) => [o.endToEndId, o]));
  const claims: Claim[] = [];
  if (movements.some((m) => m.direction === 'credit')) {
    const open = await tx.selectFrom('recoveries').select(['id', 'reference']).where('state', '=', 'open').orderBy('opened_at').execute();
    const said = movements.map((m) => `${m.endToEndId ?? ''} ${m.remittance ?? ''}`.toUpperCase()).join(' ');
    const on = movements
      .map((m) => m.bookedOn)
      .toSorted()
      .at(-1)!;
    for (const r of open.filter((o) => said.includes(o.reference))) claims.push({ reference: r.reference, ...(await chargedUntil(deed, r.id, on)) });
  }
  for (const m of movements) {
    const found = match(m, sent, claims);
    if (found.outcome === 'paid') {
      await paySent(house, deed, found.sent, m.bookedOn);
      found.sent.state = 'paid';
    } else if (found.outcome === 'returned') {
      await returnSent(deed, found.sent, m.bookedOn);
      found.sent.state = 'returned';
    } else if (found.outcome === 'received') {
      const parts = await receive(deed, found.recoveryId, {
        cents: m.cents,
        on: m.bookedOn,
        how: 'bank',
        order: null,
        key: `statement/${statementId}/${m.line}`,
      });
      const claim = claims.find((c) => c.id === found.recoveryId)!;
      claim.capitalCents -= parts.capitalCents;
      claim.interestCents -= parts.interestCents;
    }
    await tx
      .insertInto('bank_movements')
      .values({
        statement_id: statementId,
        line: m.line,
        direction: m.direction,
        cents: m.cents,
        booked_on: m.bookedOn,
        end_to_end_id: m.endToEndId,
        party: m.party,
        remittance: m.remittance,
        outcome: found.outcome,
        order_id: found.sent?.orderId ?? null,
        recovery_id: found.recoveryId,
        tranche_id: found.sent?.trancheId ?? null,
      })
      .execute();
  }
}
