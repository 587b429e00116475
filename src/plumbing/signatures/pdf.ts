import type { Instant } from '#src/core/time.ts';

/** One signature dictionary of a PDF: its CMS bytes, and what of the file it says it covers. */
export type PdfSignature = {
  subFilter: string;
  cms: Buffer;
  /** The two ranges of the file that the signature is over. */
  covered: Buffer;
  /** Where the second range ends. */
  end: number;
  /** The ranges fit the file and leave out the signature's own bytes only. */
  wellFormed: boolean;
  claimedAt: Instant | null;
};

/** Signatures in the order in which they were made. Their dictionaries are never compressed: the ranges have to be found from outside. */
export function pdfSignatures(bytes: Buffer): PdfSignature[] {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(/\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/g)].map((m) => {
    const [start, first, second, rest] = m.slice(1, 5).map(Number) as [number, number, number, number];
    const hex = text.slice(first, second);
    const wellFormed = start === 0 && first > 0 && second > first && second + rest <= bytes.length && /^<[0-9a-fA-F\s]*>$/.test(hex);
    const dictionary = around(text, m.index);
    return {
      subFilter: /\/SubFilter\s*\/([\w.#-]+)/.exec(dictionary)?.[1] ?? '',
      cms: wellFormed ? Buffer.from(hex.replace(/[<>\s]/g, ''), 'hex') : Buffer.alloc(0),
      covered: wellFormed ? Buffer.concat([bytes.subarray(0, first), bytes.subarray(second, second + rest)]) : Buffer.alloc(0),
      end: second + rest,
      wellFormed,
      claimedAt: pdfDate(/\/M\s*\(([^)]*)\)/.exec(dictionary)?.[1] ?? ''),
    };
  });
  return found.sort((a, b) => a.end - b.end);
}

/** The object that this place stands in, without the long hexadecimal string. */
function around(text: string, at: number): string {
  const from = Math.max(text.lastIndexOf(' obj', at), 0);
  const until = text.indexOf('endobj', at);
  return text.slice(from, until === -1 ? undefined : until).replace(/<[0-9a-fA-F\s]{200,}>/g, '<>');
}

/** `D:20240221120000+01'00'`. */
function pdfDate(text: string): Instant | null {
  const m = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text);
  if (!m) return null;
  const [, y, mo = '01', d = '01', h = '00', mi = '00', s = '00', sign, oh = '00', om = '00'] = m;
  const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}${sign ? `${sign}${oh}:${om}` : 'Z'}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** How much stands behind this place, line ends aside. */
export const appendedAfter = (bytes: Buffer, end: number): number => bytes.subarray(end).toString('latin1').trimEnd().length;

/** Magic in the first kilobyte, end mark in the last two: what readers go by. */
export function isPdf(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 2048))).toString('latin1');
  return head.includes('%PDF-') && tail.includes('%%EOF');
}
