import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { checkCup, checkIban, checkFiscalCode, checkOrcid, checkRor, checkVatNumber, type CodeCheck } from './codes.ts';

const code = (check: CodeCheck) => (check.ok ? check.value : check.reason.code);

test.each([
  ['RSSMRA85T10A562S', 'RSSMRA85T10A562S'], // the example person of the Agenzia delle Entrate
  [' rss mra 85t10 a562s ', 'RSSMRA85T10A562S'],
  ['RCCMNL83S18D969H', 'RCCMNL83S18D969H'],
  ['RCCMNL83S18D9S9H', 'codes.fiscalCode.check'],
  ['RSSMRA85T10A562T', 'codes.fiscalCode.check'],
  ['RSSMRA85Z10A562S', 'codes.fiscalCode.format'],
  ['RSSMRA85T10A562', 'codes.fiscalCode.length'],
  ['80057930150', '80057930150'], // Politecnico di Milano
  ['80007010376', '80007010376'], // Università di Bologna
  ['80054330586', '80054330586'], // CNR
  ['80057930151', 'codes.fiscalCode.check'],
  ['', 'codes.fiscalCode.length'],
])('codice fiscale %s: %s', (text, expected) => {
  expect(code(checkFiscalCode(text))).toBe(expected);
});

test.each([
  ['04376620151', '04376620151'], // Politecnico di Milano
  ['IT 0437-6620151', '04376620151'],
  ['it04376620151', '04376620151'],
  ['04376620152', 'codes.vatNumber.check'],
  ['0437662015', 'codes.vatNumber.length'],
  ['0437662015A', 'codes.vatNumber.format'],
  ['00000000000', 'codes.vatNumber.format'],
  ['RSSMRA85T10A562S', 'codes.vatNumber.length'],
])('partita IVA %s: %s', (text, expected) => {
  expect(code(checkVatNumber(text))).toBe(expected);
});

test.each([
  ['https://ror.org/01nffqt88', 'https://ror.org/01nffqt88'], // Politecnico di Milano
  ['01111rn36', 'https://ror.org/01111rn36'], // Università di Bologna
  ['ror.org/04zaypm56', 'https://ror.org/04zaypm56'], // CNR
  ['HTTPS://ROR.ORG/00240Q980/', 'https://ror.org/00240q980'], // Università di Padova
  ['04jr1s763', 'https://ror.org/04jr1s763'], // Università di Firenze
  ['05290cv24', 'https://ror.org/05290cv24'], // Università di Napoli Federico II
  ['00bgk9508', 'https://ror.org/00bgk9508'], // Politecnico di Torino: check digits with a leading zero
  ['03c44v465', 'https://ror.org/03c44v465'], // Politecnico di Bari
  ['02be6w209', 'https://ror.org/02be6w209'], // Sapienza
  ['01nffqt89', 'codes.ror.check'],
  ['01nfqft88', 'codes.ror.check'],
  ['11nffqt88', 'codes.ror.format'],
  ['01nffqtu88', 'codes.ror.format'],
  ['01nflqt88', 'codes.ror.format'],
  ['https://example.org/01nffqt88', 'codes.ror.format'],
])('ROR %s: %s', (text, expected) => {
  expect(code(checkRor(text))).toBe(expected);
});

test.each([
  ['D43C22003120001', 'D43C22003120001'],
  ['d43c 2200 3120 001', 'D43C22003120001'],
  ['D43C2200312000', 'codes.cup.length'],
  ['D43C2200312000A', 'codes.cup.format'],
  ['443C22003120001', 'codes.cup.format'],
])('CUP %s: %s', (text, expected) => {
  expect(code(checkCup(text))).toBe(expected);
});

test.each([
  ['https://orcid.org/0000-0002-1825-0097', '0000-0002-1825-0097'],
  ['0000-0001-5109-3700', '0000-0001-5109-3700'],
  ['000000021694233x', '0000-0002-1694-233X'],
  ['0000-0002-1825-0098', 'codes.orcid.check'],
  ['0000-0002-1825-009', 'codes.orcid.format'],
  ['0000-0002-1825-00X7', 'codes.orcid.format'],
])('ORCID %s: %s', (text, expected) => {
  expect(code(checkOrcid(text))).toBe(expected);
});

test('one digit typed wrong is always noticed', () => {
  const wrong = (text: string, at: number, by: number) => {
    const places = [...text].flatMap((c, i) => (/\d/.test(c) ? [i] : []));
    const i = places[at % places.length]!;
    return text.slice(0, i) + ((Number(text[i]) + by) % 10) + text.slice(i + 1);
  };
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), (at, by) => {
      expect(checkVatNumber(wrong('04376620151', at, by)).ok).toBe(false);
      expect(checkFiscalCode(wrong('80057930150', at, by)).ok).toBe(false);
      expect(checkFiscalCode(wrong('RSSMRA85T10A562S', at, by)).ok).toBe(false);
      expect(checkOrcid(wrong('0000-0002-1825-0097', at, by)).ok).toBe(false);
      expect(checkRor(wrong('02be6w209', at, by)).ok).toBe(false);
    }),
  );
});

test('whatever is typed gets an answer, and what passes passes again unchanged', () => {
  for (const check of [checkFiscalCode, checkVatNumber, checkRor, checkCup, checkIban, checkOrcid]) {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const first = check(text);
        if (first.ok) expect(check(first.value)).toEqual(first);
      }),
    );
  }
});

describe('IBAN', () => {
  // Examples of the SWIFT IBAN registry.
  test.each([
    'IT60X0542811101000000123456',
    'SM86U0322509800000000270100',
    'DE89370400440532013000',
    'FR1420041010050500013M02606',
    'GB29NWBK60161331926819',
    'MT84MALT011000012345MTLCAST001S',
    'NO9386011117947',
    'AT611904300234573201',
    'VA59001123000012345678',
  ])('%s is one', (iban) => {
    expect(checkIban(iban)).toEqual({ ok: true, value: iban });
    expect(checkIban(iban.toLowerCase().replace(/(.{4})/g, '$1 '))).toEqual({ ok: true, value: iban });
  });
  test.each([
    ['IT60X0542811101000000123457', 'codes.iban.check'],
    ['IT60X054281110100000012345', 'codes.iban.length'],
    ['IT6010542811101000000123456', 'codes.iban.format'],
    ['60IT', 'codes.iban.format'],
    ['', 'codes.iban.format'],
  ])('%s is none: %s', (iban, code) => {
    const checked = checkIban(iban);
    expect(checked.ok ? '' : checked.reason.code).toBe(code);
  });
});
