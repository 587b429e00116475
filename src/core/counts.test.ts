import { expect, test } from 'vitest';
import { counted } from './counts.ts';

test('a number, shown as the language shows it, and the word that follows it', () => {
  expect([counted.days.it(1), counted.days.it(0), counted.days.en(1), counted.days.en(7)]).toEqual(['1 giorno', '0 giorni', '1 day', '7 days']);
  expect([counted.rows.it(1200), counted.rows.en(1200), counted.points.it(0.5)]).toEqual(['1.200 righe', '1,200 rows', '0,5 punti']);
  expect([counted.rows.it('1'), counted.rows.it('1.200')]).toEqual(['1 riga', '1.200 righe']);
  // A thousand with its point is not one with its decimals.
  expect([counted.rows.it('1.000'), counted.rows.en('1,000')]).toEqual(['1.000 righe', '1,000 rows']);
});
