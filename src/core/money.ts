import type { Locale } from './words.ts';

/** Whole euro cents, a safe integer. Money is never a fraction and never a float of euros. */
export type Cents = number;

/** Parts per hundred, at most two decimals (`15`, `12.5`). */
export type Percent = number;

export function assertCents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of cents: ${value}`);
  return value;
}

export const sum = (amounts: Iterable<Cents>): Cents => {
  let total = 0;
  for (const a of amounts) total += a;
  return assertCents(total);
};

/**
 * `percent` of `amount`, rounded down to the cent: an aid never exceeds its intensity.
 * Exact: computed in integers (hundredths of a percent), never in floating point.
 */
export function percentOf(amount: Cents, percent: Percent): Cents {
  const hundredths = Math.round(percent * 100);
  if (Math.abs(hundredths - percent * 100) > 1e-9) throw new RangeError(`more than two decimals in ${percent} %`);
  return Number((BigInt(assertCents(amount)) * BigInt(hundredths)) / 10_000n);
}

/** Is `part` at most `percent` of `whole`? Compared as integers, so 70.00001 % is not 70 %. */
export function atMostShare(part: Cents, whole: Cents, percent: Percent): boolean {
  return BigInt(part) * 10_000n <= BigInt(whole) * BigInt(Math.round(percent * 100));
}

/** Is `part` at least `percent` of `whole`? Nothing is no share of nothing. */
export function atLeastShare(part: Cents, whole: Cents, percent: Percent): boolean {
  return BigInt(part) * 10_000n >= BigInt(whole) * BigInt(Math.round(percent * 100));
}

/** For showing only: the share in percent with two decimals, 0 when the whole is 0. */
export function shareOf(part: number, whole: number): Percent {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
}

/**
 * Splits `amount` in proportion to `weights`, conserving every cent: the parts add up to the amount exactly.
 * Left-over cents go to the largest remainders, ties to the first.
 */
export function split(amount: Cents, weights: readonly number[]): Cents[] {
  const total = weights.reduce((a, b) => a + BigInt(b), 0n);
  if (total <= 0n) throw new RangeError('weights must add up to more than zero');
  const whole = BigInt(amount);
  const parts = weights.map((w) => (whole * BigInt(w)) / total);
  const remainders = weights.map((w, i) => ({ i, r: (whole * BigInt(w)) % total }));
  let left = whole - parts.reduce((a, b) => a + b, 0n);
  const order = remainders.sort((a, b) => (a.r === b.r ? a.i - b.i : a.r > b.r ? -1 : 1));
  for (const { i } of order) {
    if (left <= 0n) break;
    parts[i]! += 1n;
    left -= 1n;
  }
  return parts.map(Number);
}

const formats: Record<Locale, { exact: Intl.NumberFormat; round: Intl.NumberFormat; plain: Intl.NumberFormat; percent: Intl.NumberFormat }> = {
  it: build('it-IT'),
  en: build('en-GB'),
};

function build(tag: string) {
  // Nothing less nothing is nothing: no minus stands before a zero.
  const grouping = { useGrouping: 'always' as unknown as boolean, signDisplay: 'negative' as const };
  return {
    exact: new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR', ...grouping }),
    round: new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR', minimumFractionDigits: 0, maximumFractionDigits: 0, ...grouping }),
    plain: new Intl.NumberFormat(tag, { maximumFractionDigits: 2, ...grouping }),
    percent: new Intl.NumberFormat(tag, { maximumFractionDigits: 2, signDisplay: 'negative' }),
  };
}

/** `1.234.567,89 €` / `€1,234,567.89`; whole euros lose their decimals. */
export function euros(amount: Cents, locale: Locale): string {
  return (amount % 100 === 0 ? formats[locale].round : formats[locale].exact).format(amount / 100);
}

/** `21,52 M€` / `€21.52 M`: for headlines; the exact figure is always one click away. */
export function millions(amount: Cents, locale: Locale): string {
  const value = formats[locale].plain.format(Math.round(amount / 1_000_000) / 100);
  return locale === 'it' ? `${value}\u00a0M€` : `€${value}\u00a0M`;
}

export const number = (value: number, locale: Locale): string => formats[locale].plain.format(value);

export const percent = (value: Percent, locale: Locale): string => `${formats[locale].percent.format(value)}${locale === 'it' ? '\u00a0%' : '%'}`;

/** Reads an amount as people type it (`1.234,56`, `1234.56`, `€ 1,234.56`) into cents; undefined when it is not one amount. */
export function parseEuros(text: string): Cents | undefined {
  const bare = text.replace(/[€\s]/g, '');
  if (!/^\d[\d.,]*$/.test(bare) || bare.length > 18) return undefined;
  const mark = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  const decimals = mark < 0 ? 0 : bare.length - mark - 1;
  const single = mark >= 0 && bare.indexOf(bare[mark]!) === mark;
  const hasDecimals = single && decimals <= 2;
  const whole = hasDecimals ? bare.slice(0, mark) : bare;
  // Groups of three, all with the same mark: anything else is a slip of the finger, and an amount is not guessed.
  if (!/^(\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+)$/.test(whole)) return undefined;
  const integer = whole.replace(/[.,]/g, '');
  const fraction = hasDecimals ? bare.slice(mark + 1).padEnd(2, '0') : '00';
  const value = Number(integer) * 100 + Number(fraction);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** An amount for a spreadsheet: euros with a decimal comma. */
export const inCsv = (cents: Cents | null): string => (cents === null ? '' : (cents / 100).toFixed(2).replace('.', ','));
