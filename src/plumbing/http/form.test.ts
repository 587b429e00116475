import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letGo, multipartForm } from './form.ts';

const limit = 1024 * 1024;
const bytesOf = async (form: FormData) => {
  const answer = new Response(form);
  return { type: answer.headers.get('content-type')!, bytes: new Uint8Array(await answer.arrayBuffer()) };
};
const said = async (entries: Iterable<[string, string | File]>) =>
  Promise.all(
    [...entries].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : { name: value.name, type: value.type, size: value.size, bytes: [...new Uint8Array(await value.arrayBuffer())] },
    ]),
  );

describe('a form with files', () => {
  const text = fc.string({
    minLength: 1,
    maxLength: 20,
    unit: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('a', ' ', '"', '\u2028', '\u2029') },
      { weight: 20, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
    ),
  });
  const name = text.map((n) => n.replace(/[\r\n\0]/g, '_'));
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.record({ bytes: fc.uint8Array({ maxLength: 400 }), name, type: fc.constantFrom('application/pdf', 'text/csv', '') }),
  );

  test('is read as the platform reads it, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 6 }), async (fields) => {
        const form = new FormData();
        for (const [n, v] of fields) form.append(n, typeof v === 'string' ? v : new File([v.bytes as Uint8Array<ArrayBuffer>], v.name, { type: v.type }));
        const { type, bytes } = await bytesOf(form);
        const theirs = await new Response(bytes, { headers: { 'content-type': type } }).formData();
        expect(await said((await multipartForm(bytes, type, limit)).entries())).toEqual(await said(theirs.entries()));
      }),
    );
  });

  test('a file says what it holds in every way in which it can be asked', async () => {
    const form = new FormData();
    form.append('file', new File(['città'], 'C:\\documenti\\"a".pdf', { type: 'application/pdf' }));
    const { type, bytes } = await bytesOf(form);
    const [[, file]] = [...(await multipartForm(bytes, type, limit)).entries()] as [[string, File]];
    expect(file).toBeInstanceOf(File);
    expect([file.name, file.type, file.size, await file.text()]).toEqual(['C:\\documenti\\"a".pdf', 'application/pdf', 6, 'città']);
    expect(Buffer.from(await file.bytes()).toString()).toBe('città');
    expect(await file.slice(0, 4).text()).toBe('citt');
    expect(await new Response(file.stream()).text()).toBe('città');
  });

  test('answered, it gives the memory of its files back; who asks for one later is refused, not told that it is empty', async () => {
    const form = new FormData();
    form.append('word', 'x');
    for (const n of ['a', 'b']) form.append('file', new File(['x'.repeat(500)], n));
    const { type, bytes } = await bytesOf(form);
    const [[, word], [, one], [, two]] = [...(await multipartForm(bytes, type, limit)).entries()] as [[string, string], [string, File], [string, File]];
    letGo({ word, files: [one, two], other: new File(['kept'], 'c') });
    expect(bytes.buffer.byteLength).toBe(0);
    for (const file of [one, two]) {
      await expect(file.bytes()).rejects.toThrow('is answered');
      expect(() => file.stream()).toThrow('is answered');
    }
  });

  test('what is cut off, is too large or has no boundary is refused', async () => {
    const form = new FormData();
    form.append('file', new File(['x'.repeat(5000)], 'a.pdf'));
    const { type, bytes } = await bytesOf(form);
    await expect(multipartForm(bytes.slice(0, -40), type, limit)).rejects.toThrow();
    await expect(multipartForm(bytes, type, 4999)).rejects.toThrow();
    await expect(multipartForm(bytes, 'multipart/form-data', limit)).rejects.toThrow('no boundary');
  });
});
