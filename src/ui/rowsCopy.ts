import { copy } from '#src/core/words.ts';

/** The words around rows that are typed. */
export const rowsCopy = copy({
  rowNumber: { it: 'n.', en: 'No.' },
  row: { it: (n: number) => `riga ${n}`, en: (n: number) => `row ${n}` },
  actions: { it: 'Sposta o togli', en: 'Move or remove' },
  addRow: { it: 'Aggiungi riga', en: 'Add row' },
  removeRow: { it: 'Togli', en: 'Remove' },
  up: { it: 'Sposta su', en: 'Move up' },
  down: { it: 'Sposta giù', en: 'Move down' },
  place: { it: 'Posto', en: 'Place' },
  added: { it: 'Riga aggiunta.', en: 'Row added.' },
  removed: { it: 'Riga tolta.', en: 'Row removed.' },
  moved: { it: 'Riga spostata.', en: 'Row moved.' },
  rowsHint: {
    it: 'Le righe lasciate vuote non contano. Dopo il salvataggio ce ne sono altre.',
    en: 'Rows left empty do not count. After saving there are more of them.',
  },
});
