/**
 * Where to go after sign-in: only a path of ours, without language prefix. Anything that a browser could read as another site, and the
 * doors of sign-in itself, become `/`.
 */
export function localPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 2000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return '/';
  const url = new URL(asked, 'http://own.invalid');
  if (url.origin !== 'http://own.invalid' || url.pathname.startsWith('//')) return '/';
  const path = url.pathname.replace(/^\/en(?=\/|$)/, '') || '/';
  if (path.startsWith('//') || /^\/(?:sign-(?:in|out|up)|password|api|example)(?:\/|$)/.test(path)) return '/';
  return `${path}${url.search}`;
}

const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** `Firefox, Linux` from a user agent; null when it says nothing that a person would know again. */
export function deviceOf(userAgent: string | null): string | null {
  const first = (known: readonly [RegExp, string][]) => known.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  return [first(browsers), first(systems)].filter(Boolean).join(', ') || null;
}

/** An IPv6 address in its short spelling (RFC 5952), an IPv4 one as it is. */
export function shownAddress(address: string | null): string | null {
  if (!address) return null;
  return address.includes(':') && URL.canParse(`http://[${address}]`) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}
