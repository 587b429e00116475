import { readXml } from '#src/core/xml.ts';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bankFile } from '#src/delivery/payments/rules/bankFile.ts';
import { projectRoot } from '#src/house/root.ts';
import { statementXml } from '#src/house/seed/statement.ts';
import { schemaProblems, type Message } from './validate.ts';

test('what an IBAN is, is said as the catalogue says it, the same in all three', () => {
  const said = (['pain.001.001.09', 'camt.053.001.02', 'camt.053.001.08'] as const).map((message) => {
    const xsd = readFileSync(join(projectRoot, 'src/plumbing/iso20022', `${message}.xsd`), 'utf8');
    return /<xs:simpleType name="IBAN2007Identifier">\s*<xs:restriction base="xs:string">\s*<xs:pattern value="([^"]+)"\/>/.exec(xsd)?.[1];
  });
  expect(said).toEqual(Array(3).fill('[A-Z]{2,2}[0-9]{2,2}[a-zA-Z0-9]{1,30}'));
});

const problems = (message: Message, xml: string) => schemaProblems(message, xml, readXml(xml));
const iban = fc.constantFrom('IT60X0542811101000000123456', 'DE89370400440532013000', 'MT84MALT011000012345MTLCAST001S');
/** Any text at all, as people type it: accents, signs, emoji, controls, blanks. */
const said = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((t) => /[A-Za-z0-9]/.test(t.slice(0, 35)));
const cents = fc.integer({ min: 1, max: 99_999_999_999 });
const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });

test('every file of payments that we write is valid', async () => {
  const transfer = fc.record({ endToEndId: fc.stringMatching(/^[A-Z0-9-]{1,35}$/), cents, name: said, iban, remittance: said });
  await fc.assert(
    fc.asyncProperty(fc.array(transfer, { minLength: 1, maxLength: 30 }), said, iban, day, async (transfers, name, own, at) => {
      const iso = at.toISOString();
      const xml = bankFile({ messageId: 'MICS-B-2025-000001', createdAt: iso, executeOn: iso.slice(0, 10), debtor: { name, iban: own }, transfers });
      expect(await problems('pain.001.001.09', xml)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('every statement of the examples is valid', async () => {
  const movement = fc.record({
    cents,
    side: fc.constantFrom('DBIT' as const, 'CRDT' as const),
    id: fc.stringMatching(/^[A-Z0-9-]{1,35}$/),
    said: said.map((t) => t.slice(0, 100)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(movement, { maxLength: 20 }), iban, day, async (movements, account, at) => {
      expect(await problems('camt.053.001.08', statementXml('E-1', at.toISOString().slice(0, 10), account, movements))).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

describe('what is wrong is told with its line and place', () => {
  const good = bankFile({
    messageId: 'MICS-B-2025-000001',
    createdAt: '2025-03-01T10:00:00.000Z',
    executeOn: '2025-03-03',
    debtor: { name: 'Politecnico', iban: 'IT60X0542811101000000123456' },
    transfers: ['1', '2'].map((endToEndId) => ({ endToEndId, cents: 5, name: 'Uno', iban: 'DE89370400440532013000', remittance: 'x' })),
  });
  const credit = 'CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf[2]';
  test.each([
    ['another order', /( *<NbOfTxs>2<\/NbOfTxs>\n)( *<CtrlSum>0.10<\/CtrlSum>\n)/, '$2$1', { what: 'unexpected', place: 'CstmrCdtTrfInitn/GrpHdr/CtrlSum' }],
    ['a long id', 'MICS-B-2025-000001', 'M'.repeat(36), { what: 'long', length: 36, limit: 35, line: 5 }],
    ['a short id', 'MICS-B-2025-000001', '', { what: 'short', length: 0, limit: 1 }],
    ['no currency', /( Ccy="EUR")(?=[^]*?<\/Document>)(?![^]*Ccy=)/, '', { what: 'attributeMissing', attribute: 'Ccy', place: `${credit}/Amt/InstdAmt` }],
    ['another attribute', '<Document', '<Document a="1"', { what: 'attributeUnknown', attribute: 'a', place: 'Document', line: 2 }],
    ['a day that is none', '2025-03-03', '2025-02-30', { what: 'value', value: '2025-02-30', type: 'ISODate' }],
    ['another word', '>TRF<', '>XXX<', { what: 'choice', value: 'XXX', form: 'CHK, TRF, TRA' }],
    ['an account that is none', 'IBAN>IT60', 'IBAN>6', { what: 'form', place: 'CstmrCdtTrfInitn/PmtInf/DbtrAcct/Id/IBAN' }],
    ['nobody', / *<CdtTrfTxInf>[^]*<\/CdtTrfTxInf>\n/, '', { what: 'missing', place: 'CstmrCdtTrfInitn/PmtInf' }],
    ['another version', '001.001.09', '001.001.03', { what: 'other', place: 'Document' }],
  ])('%s', async (_name, from, to, expected) => {
    const [first] = await problems('pain.001.001.09', good.replace(from, to));
    expect(first).toMatchObject(expected);
  });
});
