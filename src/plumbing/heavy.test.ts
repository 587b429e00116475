import { expect, test } from 'vitest';
import { AppError } from '#src/core/errors.ts';
import { formReasons } from './copy.ts';
import { demandLight, heavyFile, heavyRequest } from './heavy.ts';
import type { Reason } from '#src/core/decision.ts';

const said = ({ code, params }: Reason) => (['it', 'en'] as const).map((locale) => (formReasons[code]![locale] as (p: never) => string)(params as never));

test('a file that is too big says its own size, the limit, who sets it and what would change it', () => {
  const source = { ref: 'Avviso, art. 7', status: 'sourced' as const };
  const call = heavyFile({ bytes: 5_300_000, maxBytes: 5_242_880, source });
  expect([call.at, call.source, call.params]).toEqual(['file', source, { bytes: 5_300_000, maxBytes: 5_242_880, of: 'call' }]);
  expect(said(call)).toEqual([
    'Il file pesa 5,06 MB: il massimo è 5 MB, fissato dal bando per questo documento. Ridurre il file, per esempio con scansioni a risoluzione più bassa; il limite cambia solo con una rettifica del bando.',
    'The file is 5.06 MB: at most 5 MB, set by the call for this document. Make the file smaller, for example with scans of a lower resolution; the limit changes only by a correction of the call.',
  ]);
  const own = heavyFile({ bytes: 12_000_000, maxBytes: 10_000_000, file: 'fatture.pdf' });
  expect([own.source, said(own)]).toEqual([
    undefined,
    [
      '«fatture.pdf» pesa 12 MB: il massimo è 10 MB, fissato da questo sistema, non dal bando né dal programma. Ridurre il file o dividerlo; il limite cambia solo con una nuova versione del sistema.',
      '“fatture.pdf” is 12 MB: at most 10 MB, set by this system, not by the call or the programme. Make the file smaller or divide it; the limit changes only with a new version of the system.',
    ],
  ]);
});

test('what was broken off on its way is more than the limit; nobody knows by how much', () => {
  const most = 25 * 1024 * 1024;
  expect([heavyRequest(27 * 1024 * 1024, most), heavyRequest(null, most)].map((r) => said(r).map((text) => text.split(', ')[0]))).toEqual([
    ['Quanto inviato pesa 27 MB: il massimo in un solo invio è 25 MB', 'What was sent is 27 MB: at most 25 MB at once'],
    ['Quanto inviato pesa più di 25 MB: il massimo in un solo invio è 25 MB', 'What was sent is more than 25 MB: at most 25 MB at once'],
  ]);
});

test('exactly the limit is taken, one byte more is not', () => {
  expect(() => demandLight({ size: 10 }, 10)).not.toThrow();
  const refused = (() => {
    try {
      demandLight({ size: 11 }, 10);
    } catch (error) {
      return error as AppError;
    }
    return null;
  })();
  expect([refused?.kind, refused?.reasons]).toEqual(['invalid', [{ code: 'form.fileTooBig', params: { bytes: 11, maxBytes: 10, of: 'system' }, at: 'file' }]]);
});
