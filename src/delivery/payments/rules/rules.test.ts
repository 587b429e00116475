import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { percentOf } from '#src/core/money.ts';
import { readXml, writeXml } from '#src/core/xml.ts';
import { bankFile, latin } from './bankFile.ts';
import { sumProblems } from './bankSums.ts';
import { instalmentsOf, interestOn, lastPaid } from './interest.ts';
import { match } from './matching.ts';
import { advanceOf, cutFrom, imputed, outOf, settle, type Plan, type Position } from './plan.ts';
import { openStatement, readStatements, type Movement } from './statement.ts';

const plan: Plan = { advancePercent: 30, interimUpTo: 90, absorb: 'proportionally' };
const blank: Position = {
  aidCents: 10_000_000,
  acceptedCents: 0,
  owedCents: 0,
  retainedCents: 0,
  payableCents: 0,
  advanceCents: 0,
  orderedCents: 0,
  paidCents: 0,
  recoveredCents: 0,
  final: false,
};

describe('settling', () => {
  test.each([
    ['without advance all is due', plan, { owedCents: 2_000_000 }, [2_000_000, 0, 0]],
    ['the advance absorbs its share', plan, { owedCents: 2_000_000, advanceCents: 3_000_000, paidCents: 3_000_000 }, [1_400_000, 600_000, 0]],
    ['the limit holds back', plan, { owedCents: 8_000_000, advanceCents: 3_000_000, paidCents: 3_000_000 }, [5_600_000, 2_400_000, 0]],
    ['a cent above the limit is held back', plan, { owedCents: 3_000_001, paidCents: 6_000_000 }, [3_000_000, 0, 1]],
    [
      'recovered at the end, nothing is absorbed before',
      { ...plan, absorb: 'atEnd' },
      { owedCents: 7_000_000, advanceCents: 3_000_000, paidCents: 3_000_000 },
      [6_000_000, 0, 1_000_000],
    ],
    [
      'at the end all is due',
      plan,
      { owedCents: 1_000_000, retainedCents: 1, advanceCents: 400_000, paidCents: 9_000_000, final: true },
      [600_001, 400_000, 0],
    ],
    ['at the end what no cost absorbs comes back', plan, { owedCents: 100, advanceCents: 400, final: true }, [0, 100, 0]],
  ] as [string, Plan, Partial<Position>, [number, number, number]][])('%s', (_name, p, position, [due, absorbed, retained]) => {
    expect(settle(p, { ...blank, ...position })).toMatchObject({ dueCents: due, absorbedCents: absorbed, retainedCents: retained });
  });

  test('nothing is lost, and nobody has more than the limit before the end, nor more than was accepted at it', () => {
    const amounts = fc.integer({ min: 0, max: 5_000_000 });
    fc.assert(
      fc.property(
        fc.array(amounts, { maxLength: 8 }),
        fc.constantFrom('proportionally' as const, 'atEnd' as const),
        fc.integer({ min: 0, max: 90 }),
        (claims, absorb, advancePercent) => {
          const p: Plan = { advancePercent, interimUpTo: 90, absorb };
          const advance = advanceOf(p, blank.aidCents);
          const at: Position = { ...blank, paidCents: advance, advanceCents: advance };
          const limit = percentOf(at.aidCents, 90);
          for (const [i, claim] of [...claims, 0].entries()) {
            const final = i === claims.length;
            const owed = Math.min(claim, at.aidCents - at.acceptedCents);
            Object.assign(at, { acceptedCents: at.acceptedCents + owed, owedCents: owed, final });
            const s = settle(p, at);
            expect(s.dueCents + s.absorbedCents + s.retainedCents).toBe(at.owedCents + s.releasedCents);
            Object.assign(at, {
              owedCents: 0,
              retainedCents: at.retainedCents + s.retainedCents - s.releasedCents,
              advanceCents: at.advanceCents - s.absorbedCents - s.advanceLeftCents,
              paidCents: at.paidCents + s.dueCents - s.advanceLeftCents,
            });
            if (!final) expect(outOf(at)).toBeLessThanOrEqual(limit);
          }
          expect(at).toMatchObject({ retainedCents: 0, advanceCents: 0, paidCents: at.acceptedCents });
        },
      ),
    );
  });

  test('a cut is taken from what is not paid first', () => {
    const p = { owedCents: 100, retainedCents: 50, payableCents: 30 };
    expect(cutFrom(p, 90)).toEqual({ owed: 90, retained: 0, payable: 0, paid: 0 });
    expect(cutFrom(p, 200)).toEqual({ owed: 100, retained: 50, payable: 30, paid: 20 });
  });

  test('money that comes in pays interest first', () => {
    expect(imputed(100, { capitalCents: 500, interestCents: 30 })).toEqual({ capitalCents: 70, interestCents: 30 });
    expect(imputed(20, { capitalCents: 500, interestCents: 30 })).toEqual({ capitalCents: 0, interestCents: 20 });
    expect(imputed(900, { capitalCents: 500, interestCents: 30 })).toEqual({ capitalCents: 500, interestCents: 30 });
  });
});

describe('interest', () => {
  const rates = [
    { from: '2023-01-01', until: '2023-12-31', percent: 5 },
    { from: '2024-01-01', until: '2024-12-31', percent: 2.5 },
    { from: '2025-01-01', until: null, percent: 2 },
  ];
  test.each([
    ['a whole year', 100_000_00, '2022-12-31', '2023-12-31', 5_000_00],
    ['a leap year has a day more', 100_000_00, '2023-12-31', '2024-12-31', 2_506_85],
    ['the first day does not count, the last does', 365_00, '2023-03-01', '2023-03-02', 5],
    ['two rates', 10_000_00, '2023-12-01', '2024-01-31', 41_10 + 21_23],
    ['three rates, rounded once', 1_234_567_89, '2023-06-30', '2025-03-01', 6_612_549],
    ['half a cent goes up', 73_00, '2025-03-01', '2025-03-02', 0],
    ['nothing before the day', 10_000_00, '2024-05-01', '2024-05-01', 0],
    ['nor before the table', 10_000_00, '2022-01-01', '2022-12-31', 0],
  ] as const)('%s', (_name, cents, from, until, expected) => {
    expect(interestOn(cents, from, until, rates).cents).toBe(expected);
  });

  test('adding days adds interest: two parts come to the whole within a cent', () => {
    const days = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_00 }), days, days, (cents, a, b) => {
        const at = (n: number) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10);
        const whole = interestOn(cents, at(0), at(a + b), rates).cents;
        const parts = interestOn(cents, at(0), at(a), rates).cents + interestOn(cents, at(a), at(a + b), rates).cents;
        expect(Math.abs(whole - parts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('what has to come back came from the latest payments', () => {
    const paid = [
      { on: '2024-09-01', cents: 100 },
      { on: '2025-03-01', cents: 40 },
    ];
    expect(lastPaid(paid, 60, '2025-06-01')).toEqual([
      { on: '2025-03-01', cents: 40 },
      { on: '2024-09-01', cents: 20 },
    ]);
    expect(lastPaid(paid, 150, '2025-06-01').at(-1)).toEqual({ on: '2025-06-01', cents: 10 });
    expect(instalmentsOf(100, 3)).toEqual([34, 33, 33]);
  });
});

const transfers = [
  {
    endToEndId: 'MICS-O-2025-000001',
    cents: 1_234_56,
    name: 'Università di Città "Sant’Angelo" & figli',
    iban: 'IT60X0542811101000000123456',
    remittance: 'CUP D43C22003120001 – anticipo',
  },
  { endToEndId: 'MICS-O-2025-000002', cents: 5, name: 'Impresa S.r.l.', iban: 'DE89370400440532013000', remittance: 'x'.repeat(200) },
];
const good = bankFile({
  messageId: 'MICS-B-2025-000001',
  createdAt: '2025-03-01T10:00:00.000Z',
  executeOn: '2025-03-03',
  debtor: { name: 'Politecnico di Milano', iban: 'IT60X0542811101000000123456' },
  transfers,
});

describe('the file for the bank', () => {
  test('is written in the characters that every bank takes', () => {
    expect(latin(transfers[0]!.name, 70)).toBe(`Universita di Citta .Sant'Angelo. + figli`);
    expect(good).toContain('<InstdAmt Ccy="EUR">0.05</InstdAmt>');
    expect(good).toContain('<CtrlSum>1234.61</CtrlSum>');
  });
  test.each([
    ['a wrong sum', (x: string) => x.replaceAll('1234.61', '1234.62'), ['GrpHdr/CtrlSum is not the sum', 'PmtInf/CtrlSum is not the sum']],
    ['a wrong count', (x: string) => x.replaceAll('<NbOfTxs>2<', '<NbOfTxs>3<'), ['GrpHdr/NbOfTxs is not 2', 'PmtInf/NbOfTxs is not 2']],
    ['nothing wrong', (x: string) => x, []],
  ])('%s is found', (_name, change, expected) => {
    expect(sumProblems(readXml(change(good)))).toEqual(expected);
  });
});

test('what is written as XML is read as it was; no document type and no foreign entity', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40, unit: 'grapheme' }), (text) => {
      expect(readXml(writeXml(['a', [['b', text, { c: text }]]])).children[0]).toEqual({
        name: 'b',
        attributes: { c: text },
        text: text.trim(),
        children: [],
      });
    }),
  );
  for (const bad of ['', 'x', '<a>', '<a></b>', '<a/><b/>', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', '<a>&e;</a>', `${'<a>'.repeat(100)}`])
    expect(() => readXml(bad)).toThrow(RangeError);
});

const entry = (cents: string, side: string, detail: string, more = '') =>
  `<Ntry><Amt Ccy="EUR">${cents}</Amt><CdtDbtInd>${side}</CdtDbtInd>${more}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2025-03-04</Dt></BookgDt><NtryDtls>${detail}</NtryDtls></Ntry>`;
const statement = (entries: string) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId><CreDtTm>2025-03-04T20:00:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id><Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`;

const readXmlStatements = (xml: string) => {
  const opened = openStatement(xml);
  return opened.ok ? readStatements(opened.root) : opened;
};

describe('a statement', () => {
  test('is read movement by movement', () => {
    const read = readXmlStatements(
      statement(
        entry('1234.56', 'DBIT', '<TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><RltdPties><Cdtr><Pty><Nm>Uno</Nm></Pty></Cdtr></RltdPties></TxDtls>') +
          entry('3.00', 'CRDT', '<TxDtls><Amt Ccy="EUR">1.00</Amt><RmtInf><Ustrd>MICS-R-7</Ustrd></RmtInf></TxDtls><TxDtls><Amt Ccy="EUR">2.00</Amt></TxDtls>'),
      ),
    );
    expect(read.ok && read.statements[0]!.movements.map((m) => [m.line, m.direction, m.cents, m.endToEndId, m.party, m.remittance])).toEqual([
      [1, 'debit', 123_456, 'E1', 'Uno', null],
      [2, 'credit', 100, null, null, 'MICS-R-7'],
      [3, 'credit', 200, null, null, null],
    ]);
  });
  test.each([
    ['no XML', 'Data;Importo', 'payments.notXml'],
    ['another message', good, 'payments.notStatement'],
    ['a comma in an amount', statement(entry('1,50', 'DBIT', '')), 'payments.entryUnreadable'],
    ['dollars', statement(entry('1.50', 'DBIT', '')).replace('EUR', 'USD'), 'payments.entryUnreadable'],
    [
      'parts that are not the whole',
      statement(entry('3', 'CRDT', '<TxDtls><Amt Ccy="EUR">1</Amt></TxDtls><TxDtls><Amt Ccy="EUR">1</Amt></TxDtls>')),
      'payments.entryUnreadable',
    ],
    ['no account', statement('').replace(/<Acct>.*<\/Acct>/, ''), 'payments.statementIncomplete'],
  ])('with %s is refused', (_name, xml, code) => {
    const read = readXmlStatements(xml);
    expect(read.ok ? [] : read.reasons.map((r) => r.code)).toEqual([code]);
  });
});

test('a movement is an order’s by its id and amount, a claim’s by its reference', () => {
  const orders = new Map([
    ['E1', { orderId: 'o1', trancheId: null, endToEndId: 'E1', cents: 100, state: 'sent' as const }],
    ['E2', { orderId: null, trancheId: 't2', endToEndId: 'E2', cents: 100, state: 'paid' as const }],
  ]);
  const claims = [{ id: 'r1', reference: 'MICS-R-2025-1', capitalCents: 90, interestCents: 10 }];
  const of = (more: Partial<Movement>) =>
    match(
      { line: 1, direction: 'debit', cents: 100, bookedOn: '2025-01-01', endToEndId: null, returned: false, party: null, remittance: null, ...more },
      orders,
      claims,
    ).outcome;
  expect([
    of({ endToEndId: 'E1' }),
    of({ endToEndId: 'E1', cents: 99 }),
    of({ endToEndId: 'E2' }),
    of({ endToEndId: 'E9' }),
    of({ endToEndId: 'E2', direction: 'credit' }),
    of({ direction: 'credit', remittance: 'Rif. mics-r-2025-1, restituzione' }),
    of({ direction: 'credit', remittance: 'MICS-R-2025-11' }),
    of({ direction: 'credit', remittance: 'MICS-R-2025-1', cents: 101 }),
    of({ direction: 'credit' }),
  ]).toEqual(['paid', 'partial', 'repeated', 'unmatched', 'returned', 'received', 'unmatched', 'partial', 'unmatched']);
});
