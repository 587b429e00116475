import { counted } from '#src/core/counts.ts';
import { copy } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

export const publicationWords = copy({
  officeTitle: { it: 'Pubblicazioni registrate dall’ufficio', en: 'Publications entered by the office' },
  officeLead: {
    it: (name: string) =>
      `Stanno accanto a quelle che ${name} ha scritto nel profilo, senza sostituirle. Servono a trovare i conflitti (coautori) e l’affinità con le proposte. L’esperto riceve una e-mail.`,
    en: (name: string) =>
      `They stand beside those that ${name} gave in the profile and replace none. Conflicts (co-authors) and affinity to proposals are found from them. The expert hears of it by e-mail.`,
  },
  edit: { it: 'Registra pubblicazioni', en: 'Enter publications' },
  byOffice: { it: 'registrata dall’ufficio', en: 'entered by the office' },
  import: { it: 'Importa pubblicazioni', en: 'Import publications' },
  importLead: {
    it: 'Un file CSV con le pubblicazioni di uno o più esperti del registro. Si importa tutto o niente: se una riga non va, il motivo è scritto e nulla cambia. Quelle che risultano già (stesso DOI, o stesso titolo e anno) si saltano.',
    en: 'A CSV file with publications of one or more experts of the register. All of it is imported or nothing: where a line will not do, the reason is given and nothing changes. Those known already (same DOI, or same title and year) are passed over.',
  },
  columns: {
    it: 'Colonne, nella prima riga: e-mail (o ORCID) e titolo, obbligatorie; anno, DOI e coautori (separati da punto e virgola, fra virgolette).',
    en: 'Columns, in the first line: e-mail (or ORCID) and title are needed; year, DOI and coauthors (separated by semicolons, in quotation marks).',
  },
  template: { it: 'Modello CSV', en: 'CSV template' },
  file: { it: 'File CSV', en: 'CSV file' },
  send: { it: 'Importa', en: 'Import' },
  register: { it: 'Registro degli esperti', en: 'Register of experts' },
  done: {
    it: (added: number, known: number, experts: number) =>
      `${added === 1 ? '1 pubblicazione registrata' : `${added} pubblicazioni registrate`} di ${experts === 1 ? 'un esperto' : `${experts} esperti`}${known === 0 ? '' : known === 1 ? '; una risultava già' : `; ${known} risultavano già`}.`,
    en: (added: number, known: number, experts: number) =>
      `${added === 1 ? '1 publication entered' : `${added} publications entered`} of ${experts === 1 ? 'one expert' : `${experts} experts`}${known === 0 ? '' : known === 1 ? '; one was known already' : `; ${known} were known already`}.`,
  },
});

const inRow = (it: (value: string) => string, en: (value: string) => string) => ({
  it: ({ row, value }: Readonly<Record<string, unknown>>) => `Riga ${String(row)}: ${it(String(value))}`,
  en: ({ row, value }: Readonly<Record<string, unknown>>) => `Line ${String(row)}: ${en(String(value))}`,
});

export const publicationReasons = {
  'publicationTable.columns': {
    it: ({ missing }) =>
      `Nella prima riga manca la colonna ${String(missing).replace('who', 'e-mail').replace('title', 'titolo')}: il modello CSV ha le intestazioni giuste.`,
    en: ({ missing }) => `The first line lacks the column ${String(missing).replace('who', 'e-mail')}: the CSV template has the right headings.`,
  },
  'publicationTable.empty': { it: 'Sotto le intestazioni non c’è nessuna riga.', en: 'There is no line under the headings.' },
  'publicationTable.tooMany': {
    it: ({ lines, most }) => `Le righe sono ${String(lines)}; un file può averne ${String(most)}: dividerlo.`,
    en: ({ lines, most }) => `The lines are ${String(lines)}; a file may have ${String(most)}: divide it.`,
  },
  'publicationTable.noExpert': inRow(
    () => 'manca l’e-mail o l’ORCID dell’esperto.',
    () => 'the e-mail address or ORCID of the expert is missing.',
  ),
  'publicationTable.unknown': inRow(
    (v) => `«${v}» non è l’e-mail né l’ORCID di un esperto del registro.`,
    (v) => `“${v}” is neither the e-mail address nor the ORCID of an expert of the register.`,
  ),
  'publicationTable.noTitle': inRow(
    () => 'manca il titolo.',
    () => 'the title is missing.',
  ),
  'publicationTable.longTitle': inRow(
    (v) => `il titolo «${v}» supera i 1.000 caratteri.`,
    (v) => `the title “${v}” has more than 1,000 characters.`,
  ),
  'publicationTable.year': inRow(
    (v) => `l’anno «${v}» non è un numero fra 1900 e 2100.`,
    (v) => `the year “${v}” is no number between 1900 and 2100.`,
  ),
  'publicationTable.doi': inRow(
    (v) => `«${v}» non è un DOI (10.1234/…).`,
    (v) => `“${v}” is no DOI (10.1234/…).`,
  ),
  'publicationTable.more': {
    it: ({ more }) => `Più in basso nel file: ${counted.errors.it(String(more))}.`,
    en: ({ more }) => `${String(more)} more further down the file.`,
  },
} satisfies ReasonCopy;
