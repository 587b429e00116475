import { copy } from '#src/core/words.ts';

export const proofCopy = copy({
  title: { it: 'Documenti di più righe', en: 'Proofs of many lines' },
  lead: {
    it: 'Ogni file va alla riga il cui numero di fattura sta nel suo nome; con lo stesso numero di più fornitori conta anche il nome o la partita IVA. Il nome «riga 12» indica la riga 12.',
    en: 'Each file goes to the line whose invoice number is in its name; where several suppliers have the same number, their name or VAT number counts too. The name “row 12” means line 12.',
  },
  files: { it: 'Documenti', en: 'Proofs' },
  filesHint: {
    it: 'Fino a 50 file, 25 MB in tutto. Quelli riconosciuti restano anche se altri non lo sono.',
    en: 'Up to 50 files, 25 MB altogether. Those that are recognised stay even where others are not.',
  },
  send: { it: 'Carica e abbina', en: 'Upload and match' },
  none: { it: 'Nessuna riga aspetta un documento', en: 'No line waits for a proof' },
  waiting: {
    it: (name: string, n: number) => `${name}: ${n === 1 ? '1 riga senza documento' : `${n} righe senza documento`}`,
    en: (name: string, n: number) => `${name}: ${n === 1 ? '1 line without a proof' : `${n} lines without a proof`}`,
  },
});
