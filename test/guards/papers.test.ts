import { expect, test } from 'vitest';
import { adopted } from '../pdf/samples.ts';
import { faultsOf, pageTexts } from '../pdf/check.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { sources } from './source.ts';

/** Where each kind of document is held against the standards, if not here: it needs a whole proposal. */
const elsewhere = { 'applications/dossier/paper.ts': 'dossierPaper' };

test('every kind of document that the product makes is PDF/A-2a and PDF/UA-1, with the emblem’s words on each page, in both languages', () => {
  const kinds = sources().flatMap((f) =>
    [...f.text.matchAll(/export function (\w+)\([^{;]*?(?:\{[^}]*\}[^{;]*?)?\): PdfDocument \{/g)].map((m) => `${f.path.replace('src/funding/', '')}#${m[1]}`),
  );
  expect(kinds.length).toBeGreaterThan(5);
  const known = new Set([...adopted.map((s) => s.kind), ...Object.entries(elsewhere).map(([path, name]) => `${path}#${name}`)]);
  expect(kinds.filter((k) => !known.has(k))).toEqual([]);
  for (const { kind, document } of adopted) {
    const pdf = renderPdf(document);
    expect([kind, document.locale, faultsOf(pdf)]).toEqual([kind, document.locale, []]);
    const words = document.locale === 'it' ? "Finanziato dall'Unione europea – NextGenerationEU" : 'Funded by the European Union – NextGenerationEU';
    for (const [i, text] of pageTexts(pdf).entries()) expect([kind, i, text.includes(words)]).toEqual([kind, i, true]);
  }
});
