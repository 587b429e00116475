import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer, type Server } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { AppError } from '#src/core/errors.ts';
import { testHouse, type TestHouse } from '../../test/database.ts';
import { makeAuthority, makeCertificate, signP7m, signPdf, smallPdf, type Authority } from '../../test/factories/signatures.ts';
import { anXlsx, zip } from '../../test/factories/zip.ts';
import type { House } from './house.ts';
import { inspect, type Inspect } from './inspection.ts';

let t: TestHouse;
let authority: Authority;
beforeAll(async () => {
  t = await testHouse({ at: '2026-02-10T10:00:00.000Z' });
  authority = await makeAuthority('Autorità di prova');
});
afterAll(() => t.end());

const plain: Inspect = { bytes: smallPdf(), fileName: 'a.pdf', maxBytes: 100_000, accepts: ['pdf', 'p7m'], signature: 'none', signers: [] };
const refused = async (more: Partial<Inspect>, house: House = t.house) => {
  try {
    return (await inspect(house, { ...plain, ...more })).mediaType;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [error.kind, ...error.reasons.map((r) => [r.code, r.at, ...Object.values(r.params)].join(' '))].join(': ');
  }
};

test('a PDF is one by its content, within its first kilobyte and with its end', async () => {
  expect(await inspect(t.house, { ...plain, fileName: '../x/Bozza "finale".docx' })).toMatchObject({
    mediaType: 'application/pdf',
    fileName: 'Bozza finale.docx.pdf',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    signature: null,
  });
  expect(await refused({ bytes: Buffer.concat([Buffer.from('\n'.repeat(900)), smallPdf()]) })).toBe('application/pdf');
  expect(await refused({ bytes: Buffer.concat([Buffer.from('\n'.repeat(1100)), smallPdf()]) })).toBe('invalid: form.fileType file PDF, p7m');
  expect(await refused({ bytes: Buffer.from('%PDF-1.7\n') })).toBe('invalid: form.fileType file PDF, p7m');
  expect(await refused({ bytes: Buffer.from('<html>') })).toBe('invalid: form.fileType file PDF, p7m');
});

test('a document of an office program or a picture is what it holds, whatever it is called, and taken only where it is accepted', async () => {
  const all = ['pdf', 'docx', 'xlsx', 'odt', 'ods', 'jpeg', 'png'] as const;
  const of = async (bytes: Buffer, fileName: string) => {
    const { mediaType, fileName: named } = await inspect(t.house, { ...plain, bytes, fileName, accepts: all });
    return [mediaType.split(/[./-]/).at(-1), named];
  };
  expect(await of(anXlsx(), 'Piano.XLSX')).toEqual(['sheet', 'Piano.xlsx']);
  expect(await of(zip({ '[Content_Types].xml': '', 'word/document.xml': '' }), 'Relazione.pdf')).toEqual(['document', 'Relazione.docx']);
  expect(await of(zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '' }), 'testo')).toEqual(['text', 'testo.odt']);
  expect(await of(zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '' }), 'a.ods')).toEqual(['spreadsheet', 'a.ods']);
  expect(await of(Buffer.from('89504e470d0a1a0a0000', 'hex'), 'foto.png')).toEqual(['png', 'foto.png']);
  expect(await of(Buffer.from('ffd8ffe000104a46', 'hex'), 'foto.jpeg')).toEqual(['jpeg', 'foto.jpg']);
  expect(await refused({ bytes: anXlsx() })).toBe('invalid: form.fileType file PDF, p7m');
  expect(await refused({ bytes: zip({ 'a.txt': 'x' }), accepts: all })).toBe('invalid: form.fileType file PDF, DOCX, XLSX, ODT, ODS, JPEG, PNG');
  expect(await refused({ bytes: anXlsx().subarray(0, 60), accepts: all })).toBe('invalid: form.fileType file PDF, DOCX, XLSX, ODT, ODS, JPEG, PNG');
  expect(await refused({ bytes: anXlsx({ 'xl/vbaProject.bin': 'x' }), accepts: all })).toBe('invalid: file.macros file');
  expect(await refused({ bytes: zip({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }, { encrypted: true }), accepts: all })).toBe(
    'invalid: file.encrypted file',
  );
});

test('size: nothing, exactly the limit, one byte more', async () => {
  const bytes = smallPdf();
  expect(await refused({ bytes: new Uint8Array() })).toBe('invalid: file.empty file');
  expect(await refused({ bytes, maxBytes: bytes.length })).toBe('application/pdf');
  expect(await refused({ bytes, maxBytes: bytes.length - 1 })).toBe(`invalid: form.fileTooBig file ${bytes.length} ${bytes.length - 1} system`);
  const source = { ref: 'Avviso, art. 7', status: 'sourced' as const };
  const of = async (more: Partial<Inspect>) =>
    inspect(t.house, { ...plain, source, ...more }).catch((e: AppError) => e.reasons.map((r) => [r.code, r.params['of'], r.source]));
  expect(await of({ bytes, maxBytes: 10 })).toEqual([['form.fileTooBig', 'call', source]]);
  expect(await of({ bytes: Buffer.from('<html>') })).toEqual([['form.fileType', undefined, source]]);
});

test('an envelope is looked into, and taken only where one is accepted', async () => {
  const signer = await makeCertificate(authority, { name: 'Anna', fiscalCode: 'LFANNA80A41F205M' });
  const envelope = await signP7m(smallPdf(), signer);
  expect(await inspect(t.house, { ...plain, bytes: envelope, fileName: 'domanda.PDF.p7m' })).toMatchObject({
    mediaType: 'application/pkcs7-mime',
    fileName: 'domanda.pdf.p7m',
  });
  expect(await refused({ bytes: envelope, accepts: ['pdf'] })).toBe('invalid: form.fileType file PDF');
  expect(await refused({ bytes: await signP7m(Buffer.from('MZ program'), signer) })).toBe('invalid: file.envelopeContent file');
});

const inside = (text: string) => Buffer.from(smallPdf().toString('latin1').replace('/Type /Catalog', `/Type /Catalog ${text}`), 'latin1');
const compressed = (text: string) => {
  const body = deflateSync(Buffer.from(text));
  const head = Buffer.from(`9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${body.length} >>\nstream\r\n`, 'latin1');
  return Buffer.concat([smallPdf(), head, body, Buffer.from('\nendstream\nendobj\n%%EOF\n')]);
};
const attached = (content: Buffer, name = 'dati.xml') => {
  const body = deflateSync(content);
  const head = Buffer.from(
    `8 0 obj\n<< /F (${name}) >>\nendobj\n9 0 obj\n<< /Type /EmbeddedFile /Filter /FlateDecode /Length ${body.length} >>\nstream\n`,
    'latin1',
  );
  return Buffer.concat([smallPdf(), head, body, Buffer.from('\nendstream\nendobj\n%%EOF\n')]);
};

test('encrypted, with scripts, with programs: refused, also where it is spelled oddly or compressed', async () => {
  expect(await refused({ bytes: Buffer.from(smallPdf().toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 5 0 R'), 'latin1') })).toBe(
    'invalid: file.encrypted file',
  );
  for (const text of [
    '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
    '/AA << /O << /S /J#61vaScript /JS 4 0 R >> >>',
    '/S /#4AavaScrip#74',
    '/S //#4a#61#76#61#53#63#72#69#70#74',
  ])
    expect(await refused({ bytes: inside(text) })).toBe('invalid: file.active file JavaScript');
  expect(await refused({ bytes: compressed('7 0 << /S /JavaScript >>') })).toBe('invalid: file.active file JavaScript');
  expect(await refused({ bytes: inside('/OpenAction << /S /Launch /F (cmd.exe) >>') })).toBe('invalid: file.active file Launch');
  expect(await refused({ bytes: attached(Buffer.from('MZ…')) })).toBe('invalid: file.active file EmbeddedFile');
  expect(await refused({ bytes: attached(Buffer.from('<xml/>'), 'fattura.exe') })).toBe('invalid: file.active file EmbeddedFile');
  expect(await refused({ bytes: attached(Buffer.from('<xml/>')) })).toBe('application/pdf');
  expect(await refused({ bytes: inside('/Lang (it)') })).toBe('application/pdf');
});

test('signatures are reported, by the list of authorities that the house has', async () => {
  const signer = await makeCertificate(authority, { name: 'Anna', fiscalCode: 'LFANNA80A41F205M' });
  const bytes = await signPdf(smallPdf(), signer);
  const look = async (house: House) => {
    const { signature } = await inspect(house, { ...plain, bytes, signature: 'digital', signers: [{ name: 'Anna', fiscalCode: 'LFANNA80A41F205M' }] });
    return [signature?.outcome, signature?.signers[0]?.trusted, signature?.reasons.map((r) => r.code)];
  };
  expect(await look(t.house)).toEqual(['valid', null, []]);
  const folder = join(t.house.settings.dataDir, 'authorities');
  mkdirSync(folder);
  const listing = { ...t.house, settings: { ...t.house.settings, trustedAuthorities: folder } };
  expect(await look(listing)).toEqual(['invalid', false, ['signature.untrusted']]);
  const other = await makeAuthority('Altra');
  writeFileSync(join(folder, 'due.pem'), other.pem + authority.pem);
  expect(await look(listing)).toEqual(['valid', true, []]);
  const der = join(t.house.settings.dataDir, 'der');
  mkdirSync(der);
  writeFileSync(join(der, 'una.cer'), authority.der);
  expect(await look({ ...t.house, settings: { ...t.house.settings, trustedAuthorities: der } })).toEqual(['valid', true, []]);
});

/** Speaks clamd's INSTREAM, and finds a virus in whatever says so. */
function clamd(answer: 'reads' | 'silent' | 'closes'): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    let got = Buffer.alloc(0);
    if (answer === 'closes') socket.destroy();
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      got = Buffer.concat([got, chunk]);
      if (answer !== 'reads' || !got.subarray(0, 10).equals(Buffer.from('zINSTREAM\0'))) return;
      const parts: Buffer[] = [];
      for (let at = 10; at + 4 <= got.length;) {
        const length = got.readUInt32BE(at);
        if (length === 0) {
          const content = Buffer.concat(parts).toString('latin1');
          return socket.end(content.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : `stream: OK\0`);
        }
        parts.push(got.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done({ server, port: (server.address() as { port: number }).port })));
}

test('a virus scanner is asked, where there is one', async () => {
  const houseWith = (port: number, optional = false): House => ({
    ...t.house,
    settings: { ...t.house.settings, scanner: { host: '127.0.0.1', port, optional } },
  });
  const reads = await clamd('reads');
  const closes = await clamd('closes');
  const big = Buffer.concat([smallPdf(), Buffer.alloc(200_000, 32), Buffer.from('%%EOF')]);
  expect(await refused({ bytes: big, maxBytes: 1_000_000 }, houseWith(reads.port))).toBe('application/pdf');
  expect(await refused({ bytes: smallPdf('EICAR') }, houseWith(reads.port))).toBe('invalid: file.infected file Eicar-Test-Signature');
  expect(await refused({}, houseWith(closes.port))).toBe('unavailable: file.scannerSilent file');
  expect(await refused({}, houseWith(closes.port, true))).toBe('application/pdf');
  reads.server.close();
  closes.server.close();
  expect(await refused({}, houseWith(closes.port))).toBe('unavailable: file.scannerSilent file');
});
