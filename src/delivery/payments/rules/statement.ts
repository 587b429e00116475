import { no, reason, type Decision } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { child, childrenOf, readXml, type XmlElement } from '#src/core/xml.ts';

/** One movement of an account. `debit`: money went out. `endToEndId` is ours where the bank gave it back. */
export type Movement = {
  line: number;
  direction: 'debit' | 'credit';
  cents: Cents;
  bookedOn: CalendarDate;
  endToEndId: string | null;
  /** An entry that takes back an earlier one (`RvslInd`), or a transfer that came back (reason of return given). */
  returned: boolean;
  party: string | null;
  remittance: string | null;
};

/** A statement of one account (ISO 20022, `camt.053`, any version). */
export type Statement = { id: string; iban: string; createdOn: CalendarDate; movements: Movement[] };

const refused = (code: string, params: Record<string, string | number> = {}): Refusal => no(reason(code, params, { at: 'file' })) as Refusal;

type Refusal = Decision & { ok: false };

/** A file that holds statements of a bank, whatever else is right or wrong in it; `namespace` says which version. */
export function openStatement(xml: string): { ok: true; root: XmlElement; namespace: string } | Refusal {
  let root: XmlElement;
  try {
    root = readXml(xml);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refused('payments.notXml', { where: error.message.replace(/^not XML at character /, '') });
  }
  const namespace = Object.entries(root.attributes).find(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))?.[1] ?? '';
  if (!/camt\.053\.001\.\d\d$/.test(namespace) || child(root, 'BkToCstmrStmt') === undefined)
    return refused('payments.notStatement', { found: namespace || root.name });
  return { ok: true, root, namespace };
}

/**
 * Reads the statements of a file. Only booked entries in euro count. An amount that cannot be read refuses the file as a whole and says where.
 */
export function readStatements(root: XmlElement): { ok: true; statements: Statement[] } | Refusal {
  const found = childrenOf(child(root, 'BkToCstmrStmt'), 'Stmt');
  if (found.length === 0) return refused('payments.notStatement', { found: root.name });
  const statements: Statement[] = [];
  for (const [i, s] of found.entries()) {
    const id = child(s, 'Id')?.text ?? '';
    const iban = (child(s, 'Acct', 'Id', 'IBAN')?.text ?? '').replace(/\s/g, '');
    const movements: Movement[] = [];
    const created = (child(s, 'CreDtTm')?.text ?? child(root, 'BkToCstmrStmt', 'GrpHdr', 'CreDtTm')?.text ?? '').slice(0, 10);
    if (id === '' || id.length > 35 || iban === '' || !isDate(created)) return refused('payments.statementIncomplete', { number: i + 1 });
    for (const [n, entry] of childrenOf(s, 'Ntry').entries()) {
      const status = child(entry, 'Sts', 'Cd')?.text ?? child(entry, 'Sts')?.text;
      if (status !== 'BOOK') continue;
      const read = movementsOf(entry, movements.length);
      if (!read) return refused('payments.entryUnreadable', { statement: id, number: n + 1 });
      movements.push(...read);
    }
    statements.push({ id, iban, createdOn: created, movements });
  }
  return { ok: true, statements };
}

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

const centsOf = (amount: XmlElement | undefined): Cents | null => {
  const match = /^(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(amount?.text ?? '');
  if (!match || amount!.attributes['Ccy'] !== 'EUR') return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
};

/** An entry is one movement, or as many as it has details with an amount each. */
function movementsOf(entry: XmlElement, before: number): Movement[] | null {
  const whole = centsOf(child(entry, 'Amt'));
  const side = child(entry, 'CdtDbtInd')?.text;
  const bookedOn = (child(entry, 'BookgDt', 'Dt')?.text ?? child(entry, 'BookgDt', 'DtTm')?.text ?? '').slice(0, 10);
  if (whole === null || (side !== 'DBIT' && side !== 'CRDT') || !isDate(bookedOn)) return null;
  const details = childrenOf(entry, 'NtryDtls').flatMap((d) => childrenOf(d, 'TxDtls'));
  const parts: (XmlElement | undefined)[] = details.length === 0 ? [undefined] : details;
  const movements: Movement[] = [];
  for (const d of parts) {
    const own = child(d, 'Amt') ?? child(d, 'AmtDtls', 'TxAmt', 'Amt');
    const cents = parts.length === 1 ? whole : centsOf(own);
    if (cents === null) return null;
    const direction = side === 'DBIT' ? 'debit' : 'credit';
    const party = child(d, 'RltdPties', direction === 'debit' ? 'Cdtr' : 'Dbtr');
    movements.push({
      line: before + movements.length + 1,
      direction,
      cents,
      bookedOn,
      endToEndId: child(d, 'Refs', 'EndToEndId')?.text || null,
      returned: child(entry, 'RvslInd')?.text === 'true' || child(d, 'RtrInf') !== undefined,
      party: child(party, 'Nm')?.text ?? child(party, 'Pty', 'Nm')?.text ?? null,
      remittance:
        childrenOf(child(d, 'RmtInf'), 'Ustrd')
          .map((u) => u.text)
          .join(' ')
          .slice(0, 500) || null,
    });
  }
  return movements.reduce((n, m) => n + m.cents, 0) === whole ? movements : null;
}
