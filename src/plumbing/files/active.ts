import { inflateSync } from 'node:zlib';

/** A PDF name, with any of its letters written as `#` and a number. */
const named = (name: string) => [...name].map((c) => `(?:${c}|#${c.charCodeAt(0).toString(16)}|#${c.charCodeAt(0).toString(16).toUpperCase()})`).join('');

const encrypt = new RegExp(`/${named('Encrypt')}\\s*(?:\\d+\\s+\\d+\\s+R|<<)`);
const script = new RegExp(`/${named('JavaScript')}(?![\\w#])`);
const launch = new RegExp(`/${named('Launch')}(?![\\w#])`);
const embedded = new RegExp(`/${named('EmbeddedFile')}(?![\\w#])`, 'g');
const program = /\.(exe|com|bat|cmd|scr|msi|jar|js|jse|vbs|vbe|wsf|ps1|hta|lnk|dll|app|sh|apk|docm|xlsm|pptm)\)/i;

/** Without one of these there is nothing to look for; none is longer than so many characters. */
const names = ['Encrypt', 'JavaScript', 'Launch', 'EmbeddedFile', 'ObjStm'];
const anything = new RegExp(`^/(?:${names.map(named).join('|')})`);
const LONGEST = 1 + 3 * Math.max(...names.map((n) => n.length));

const begins = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte === 0x23 || names.some((n) => n.charCodeAt(0) === byte)));

/** Most of a PDF is compressed: only where a name may begin are its bytes looked at as text. */
function saysAnything(pdf: Buffer): boolean {
  for (let at = pdf.indexOf(0x2f); at >= 0; at = pdf.indexOf(0x2f, at + 1))
    if (begins[pdf[at + 1] ?? 0] === 1 && anything.test(pdf.toString('latin1', at, at + LONGEST))) return true;
  return false;
}

export const isEncrypted = (pdf: Buffer): boolean => encrypt.test(pdf.toString('latin1'));

/** Is it encrypted, and what in it would act on its own: one look at what is neither, as most are. */
export function insideOf(pdf: Buffer): { encrypted: boolean; active: ReturnType<typeof activeIn> } {
  if (!saysAnything(pdf)) return { encrypted: false, active: null };
  const text = pdf.toString('latin1');
  return { encrypted: encrypt.test(text), active: activeIn(pdf, text) };
}

/**
 * What in a PDF would act on its own: scripts, starting programs, programs as attachments; null for none. Compressed objects are looked
 * into. A defence in depth: who wants to hide something finds more places than this knows.
 */
function activeIn(pdf: Buffer, text: string): 'JavaScript' | 'Launch' | 'EmbeddedFile' | null {
  const all = [text, ...compressedObjects(pdf, text)];
  if (all.some((t) => script.test(t))) return 'JavaScript';
  if (all.some((t) => launch.test(t))) return 'Launch';
  const attaches = all.some((t) => t.search(embedded) >= 0);
  return attaches && (all.some((t) => program.test(t)) || programAttached(pdf, text)) ? 'EmbeddedFile' : null;
}

const most = 16 * 1024 * 1024;

function* streams(pdf: Buffer, text: string, of: RegExp): Generator<Buffer> {
  for (const m of text.matchAll(of)) {
    const start = text.indexOf('stream', m.index);
    if (start < 0 || start - m.index > 2000) continue;
    const from = start + 6 + (text[start + 6] === '\r' ? 1 : 0) + 1;
    const until = text.indexOf('endstream', from);
    const body = pdf.subarray(from, until < 0 ? undefined : until);
    const dictionary = text.slice(Math.max(text.lastIndexOf(' obj', start), 0), start);
    if (!dictionary.includes('FlateDecode')) yield body;
    else {
      try {
        yield inflateSync(body, { maxOutputLength: most });
      } catch {
        // Not to be unpacked: a reader cannot do it either.
      }
    }
  }
}

function compressedObjects(pdf: Buffer, text: string): string[] {
  return [...streams(pdf, text, /\/ObjStm\b/g)].map((b) => b.toString('latin1'));
}

const starts = ['4d5a', '7f454c46', '2321', 'cafebabe', 'cffaedfe'];

function programAttached(pdf: Buffer, text: string): boolean {
  return [...streams(pdf, text, embedded)].some((b) => starts.some((s) => b.subarray(0, 4).toString('hex').startsWith(s)));
}
