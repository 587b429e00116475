import { deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pageTexts } from '../../../test/pdf/check.ts';
import { namelessJpeg } from './nameless/jpeg.ts';
import { namelessPdf } from './nameless.ts';
import { renderPdf } from './pdf.ts';

const NAME = 'Rossi';
/** Every byte of a PDF that can be read, its streams unpacked. */
function everything(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map((m) => {
    try {
      return inflateSync(Buffer.from(m[1]!, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams].join('\n');
}

const object = (n: number, body: string, stream?: Buffer | string) =>
  `${n} 0 obj\n${body}${stream === undefined ? '' : `\nstream\n${Buffer.from(stream as string, 'latin1').toString('latin1')}\nendstream`}\nendobj\n`;
const packed = (text: string) => deflateSync(Buffer.from(text, 'latin1')).toString('latin1');
const page = 'BT /F1 12 Tf 20 20 Td (Il piano di lavoro) Tj ET';

/** A file with a name in each place that a reader's menus show, but none on its page. */
function full({ sign = false, encrypt = false } = {}): Buffer {
  const [first, second] = [`<</Author (${NAME}) /N 12>> `, '<</Type /ExtGState /CA 1>>'];
  const head = `11 0 12 ${first.length} `;
  return Buffer.from(
    [
      '%PDF-1.6\n',
      object(
        1,
        `<</Type /Catalog /Pages 2 0 R /Metadata 8 0 R /Names <</EmbeddedFiles 13 0 R>> /AcroForm <<>> /#50ieceInfo <</X (${NAME})>> /More [11 0 R 12 0 R]>>`,
      ),
      object(2, '<</Type /Pages /Kids [3 0 R] /Count 1>>'),
      object(3, `<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> /Annots [6 0 R 7 0 R]>>`),
      object(4, '<</Length 14 0 R>>', page),
      object(14, String(page.length)),
      object(5, '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>'),
      object(6, `<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (${NAME}) /Contents (di ${NAME})>>`),
      object(7, `<</Type /Annot /Subtype /Highlight /Rect [0 0 9 9] /T (${NAME}) /M (D:2024)${sign ? ' /V 15 0 R' : ''}>>`),
      object(8, `<</Type /Metadata /Length ${packed(NAME).length} /Filter /FlateDecode>>`, packed(`<x>${NAME}</x>`)),
      object(9, `<</Author (${NAME} \\(l'autrice\\)) /Producer (${NAME})>>`),
      object(
        10,
        `<</Type /ObjStm /N 2 /First ${head.length} /Filter /FlateDecode /Length ${packed(head + first + second).length}>>`,
        packed(head + first + second),
      ),
      object(13, `<</Names [(a) <</F (${NAME}.xlsx)>>]>>`),
      object(15, `<</Type /Sig /ByteRange [0 1 2 3] /Name (${NAME})>>`),
      `trailer\n<</Root 1 0 R /Info 9 0 R /ID [<41> <41>]${encrypt ? ' /Encrypt 16 0 R' : ''}>>\n%%EOF\n`,
      // What was there before is still in the file.
      object(5, '<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman>>'),
      `trailer\n<</Root 1 0 R /Info 9 0 R /Prev 0>>\n%%EOF\n`,
    ].join(''),
    'latin1',
  );
}

test('a PDF says nothing of its author beside its pages, which stay as they were', async () => {
  expect(everything(full())).toContain(NAME);
  const clean = namelessPdf(full())!;
  expect(everything(clean)).not.toContain(NAME);
  expect(everything(clean)).toContain(page);
  expect(clean.toString('latin1')).toContain('/Times-Roman');
  expect(clean.toString('latin1')).not.toContain('/Helvetica');
  expect(clean.toString('latin1')).toContain('/CA 1');
  expect(namelessPdf(Buffer.from(full().toString('latin1').replaceAll(NAME, 'Bianchi'), 'latin1'))).toEqual(clean);
  expect(namelessPdf(clean)).toEqual(clean);
});

test('our own papers keep their pages', async () => {
  const paper = await renderPdf({
    locale: 'it',
    title: 'Relazione',
    issuer: [NAME],
    at: '2026-01-05T10:00:00.000Z',
    foot: 'foot',
    blocks: [{ kind: 'text', text: 'Il testo che resta.' }],
  });
  const clean = namelessPdf(Buffer.from(paper))!;
  expect(await pageTexts(clean)).toEqual(await pageTexts(Buffer.from(paper)));
  expect(everything(clean)).not.toMatch(/xpacket|\/Producer|\/Metadata/);
});

test('what cannot be written anew for certain is not shown at all', () => {
  expect(namelessPdf(full({ sign: true }))).toBeNull();
  expect(namelessPdf(full({ encrypt: true }))).toBeNull();
  expect(namelessPdf(Buffer.from('%PDF-1.4 nothing %%EOF'))).toBeNull();
  expect(namelessPdf(full().subarray(0, 700))).toBeNull();
});

test('a photograph keeps its picture only', () => {
  const segment = (marker: number, body: string) => Buffer.concat([Buffer.from([0xff, marker, 0, body.length + 2]), Buffer.from(body)]);
  const [start, picture] = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])];
  const taken = Buffer.concat([start, segment(0xe0, 'JFIF'), segment(0xe1, `Exif ${NAME}`), segment(0xfe, NAME), picture, Buffer.from(NAME)]);
  expect(namelessJpeg(taken)).toEqual(Buffer.concat([start, segment(0xe0, 'JFIF'), picture]));
  expect(namelessJpeg(Buffer.from('GIF89a'))).toBeNull();
});
