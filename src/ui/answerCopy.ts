import { copy } from '#src/core/words.ts';

/** The words around answers, whether they are read or written. */
export const answerCopy = copy({
  total: { it: 'Totale', en: 'Total' },
  gone: { it: 'non più presente', en: 'no longer there' },
  month: { it: (n: number) => `mese ${n}`, en: (n: number) => `month ${n}` },
  fromMonth: { it: 'Dal mese', en: 'From month' },
  untilMonth: { it: 'Al mese', en: 'To month' },
  quarter: { it: (n: number) => `T${n}`, en: (n: number) => `Q${n}` },
  activity: { it: 'Attività', en: 'Activity' },
  ganttOf: { it: (what: string) => `Cronoprogramma: ${what}`, en: (what: string) => `Gantt chart: ${what}` },
  ganttMore: {
    it: (bars: number, months: number, marks: number) =>
      `${bars === 1 ? 'Una barra' : `${bars} barre`} su ${months === 1 ? '1 mese' : `${months} mesi`}${marks === 0 ? '' : marks === 1 ? ', con una scadenza segnata' : `, con ${marks} scadenze segnate`}. Gli stessi dati sono nella tabella che segue.`,
    en: (bars: number, months: number, marks: number) =>
      `${bars === 1 ? 'One bar' : `${bars} bars`} over ${months === 1 ? '1 month' : `${months} months`}${marks === 0 ? '' : marks === 1 ? ', with one date marked' : `, with ${marks} dates marked`}. The table that follows has the same data.`,
  },
  marks: { it: 'Scadenze', en: 'Dates' },
  numbersInMarks: { it: 'i numeri sono quelli delle righe', en: 'numbers are those of the rows' },
});
