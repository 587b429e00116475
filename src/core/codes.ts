import fiscalCode from 'stdnum/lib/cjs/it/codicefiscale.js';
import vatNumber from 'stdnum/lib/cjs/it/iva.js';
import { reason, type Reason } from './decision.ts';

/**
 * Identifiers as people type them, checked by their check digits and brought to one spelling. Nothing here asks a registry:
 * a code that passes is well formed, not necessarily issued. Reason codes end in what is wrong: `.length`, `.format` or `.check`.
 */
export type CodeCheck = { ok: true; value: string } | { ok: false; reason: Reason };

/**
 * A codice fiscale: 16 characters for a person (DM 23 December 1976, with the substitutions for namesakes), or the 11 digits of
 * a company or body, which follow the rule of the partita IVA. `value` is upper case without blanks, hyphens or colons.
 * Refuses with `codes.fiscalCode.length | .format | .check`.
 */
export function checkFiscalCode(text: string): CodeCheck {
  const bare = compact(text);
  return fromLibrary(/^\d{11}$/.test(bare) ? vatNumber.validate(bare) : fiscalCode.validate(bare), bare, 'codes.fiscalCode');
}

/**
 * A partita IVA: 11 digits, the last a Luhn check digit, the three before it a tax office (DPR 633/1972, art. 35).
 * A leading `IT` is taken off. Refuses with `codes.vatNumber.length | .format | .check`.
 */
export function checkVatNumber(text: string): CodeCheck {
  const bare = compact(text).replace(/^IT/, '');
  return fromLibrary(vatNumber.validate(bare), bare, 'codes.vatNumber');
}

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A ROR identifier of an organisation (https://ror.readme.io/docs/identifier): a zero, six characters of Crockford's base 32 and
 * two check digits, ISO 7064 MOD 97-10 of the number that the six stand for. `value` is the whole address, in lower case.
 * Refuses with `codes.ror.format | .check`.
 */
export function checkRor(text: string): CodeCheck {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^(https?:\/\/)?(www\.)?ror\.org\//, '')
    .replace(/\/$/, '');
  const match = /^0([0-9a-hjkmnp-tv-z]{6})(\d\d)$/.exec(bare);
  if (!match) return refused('codes.ror.format', bare);
  const number = [...match[1]!].reduce((n, character) => n * 32 + crockford.indexOf(character), 0);
  return Number(match[2]) === 98 - ((number * 100) % 97) ? { ok: true, value: `https://ror.org/${bare}` } : refused('codes.ror.check', bare);
}

/**
 * A code of the index of public administrations (IPA), `cnr` or `c_h501`: letters, digits and underscores. It has no check digit, so only its form
 * is looked at. `value` is in lower case. Refuses with `codes.ipa.format`.
 */
export function checkIpaCode(text: string): CodeCheck {
  const bare = text.trim().toLowerCase();
  return /^[a-z0-9_]{2,20}$/.test(bare) ? { ok: true, value: bare } : refused('codes.ipa.format', bare);
}

/**
 * A CUP (*codice unico di progetto*): 15 characters, `D43C22003120001`. It has no public check digit, so only its form is looked at:
 * a letter, two digits, a letter, eleven digits. Refuses with `codes.cup.length | .format`.
 */
export function checkCup(text: string): CodeCheck {
  const bare = compact(text);
  if (bare.length !== 15) return refused('codes.cup.length', bare);
  return /^[A-Z]\d{2}[A-Z]\d{11}$/.test(bare) ? { ok: true, value: bare } : refused('codes.cup.format', bare);
}

/** As it is printed and read aloud: in groups of four. */
export const ibanInGroups = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');

/** Lengths of an IBAN by country, SEPA members (SWIFT IBAN registry); any other country is held to 15 to 34 characters. */
const ibanLengths: Record<string, number> = {
  AD: 24,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
};

/**
 * An IBAN (ISO 13616-1): country, two check digits, the national account; the whole, its first four characters moved to the end and letters read as
 * 10 to 35, leaves 1 when divided by 97 (ISO 7064). An Italian one has its CIN, ABI and CAB in their places. `value` is upper case without blanks.
 * Refuses with `codes.iban.length | .format | .check`.
 */
export function checkIban(text: string): CodeCheck {
  const bare = compact(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(bare)) return refused('codes.iban.format', bare);
  const length = ibanLengths[bare.slice(0, 2)];
  if (length === undefined ? bare.length < 15 || bare.length > 34 : bare.length !== length) return refused('codes.iban.length', bare);
  if (/^(IT|SM)/.test(bare) && !/^..\d{2}[A-Z]\d{10}[A-Z0-9]{12}$/.test(bare)) return refused('codes.iban.format', bare);
  const digits = [...`${bare.slice(4)}${bare.slice(0, 4)}`].map((c) => Number.parseInt(c, 36).toString()).join('');
  return BigInt(digits) % 97n === 1n ? { ok: true, value: bare } : refused('codes.iban.check', bare);
}

/**
 * An ORCID iD of a researcher: 16 characters, the last an ISO 7064 MOD 11-2 check character. `value` is `0000-0002-1825-0097`,
 * without the address. Refuses with `codes.orcid.format | .check`.
 */
export function checkOrcid(text: string): CodeCheck {
  const bare = compact(
    text
      .trim()
      .replace(/^(https?:\/\/)?(www\.)?orcid\.org\//i, '')
      .replace(/\/$/, ''),
  );
  if (!/^\d{15}[\dX]$/.test(bare)) return refused('codes.orcid.format', bare);
  const rest = Array.from(bare.slice(0, 15), Number).reduce((sum, digit) => ((sum + digit) * 2) % 11, 0);
  const check = '0123456789X'[(12 - rest) % 11];
  return bare[15] === check ? { ok: true, value: bare.replace(/(.{4})(?=.)/g, '$1-') } : refused('codes.orcid.check', bare);
}

const compact = (text: string): string => text.replace(/[\s:\-\u2010-\u2015]/g, '').toUpperCase();

const refused = (code: string, given: string): CodeCheck => ({ ok: false, reason: reason(code, { given }) });

const problems: Record<string, string> = { InvalidLength: 'length', InvalidFormat: 'format', InvalidComponent: 'format', InvalidChecksum: 'check' };

function fromLibrary(result: ReturnType<typeof fiscalCode.validate>, given: string, code: string): CodeCheck {
  return result.isValid ? { ok: true, value: result.compact } : refused(`${code}.${problems[result.error.name] ?? 'format'}`, given);
}
