import { expect, test } from 'vitest';
import { composed, copy, elided, speak } from './words.ts';

test('a sentence that ends in an abbreviation has one full stop; what is no end stays', () => {
  expect(composed('tra Ente e Arredi S.r.l.. Le altre restano. A favore di Filati S.p.A..', 'it')).toBe(
    'tra Ente e Arredi S.r.l. Le altre restano. A favore di Filati S.p.A.',
  );
  expect(composed('to “Weavers Ltd..” and so on... see 1..8, ../x', 'en')).toBe('to “Weavers Ltd.” and so on... see 1..8, ../x');
  const words = copy({ to: { it: (who: string) => `Si paga a ${who}.`, en: (who: string) => `${who} is paid: ${who}.` } });
  expect([words.to.it('Arredi S.r.l.'), speak(words, 'en').to('Arredi S.r.l.'), speak(words, 'it').to('Ente')]).toEqual([
    'Si paga a Arredi S.r.l.',
    'Arredi S.r.l. is paid: Arredi S.r.l.',
    'Si paga a Ente.',
  ]);
});

test('a share is said with its article', () => {
  expect(composed('un anticipo fino a 30 %, fino a 12,5 % e fino a 30 giorni', 'it')).toBe('un anticipo fino al 30 %, fino al 12,5 % e fino a 30 giorni');
});

test('Italian elides its articles before the eighth and the eleventh, and nowhere else', () => {
  expect(elided('Il 8 marzo 2026, fino al 11 aprile, dal 8 dicembre')).toBe('L’8 marzo 2026, fino all’11 aprile, dall’8 dicembre');
  expect(elided('il 18 marzo, del 21 aprile, il 8 %, al 11 per cento, Emil 8 mar')).toBe('il 18 marzo, del 21 aprile, il 8 %, al 11 per cento, Emil 8 mar');
  const words = copy({ until: { it: (day: string) => `fino al ${day}`, en: (day: string) => `until ${day}` }, plain: { it: 'il 8 marzo', en: '8 March' } });
  expect(speak(words, 'it').until('8 dicembre 2026')).toBe('fino all’8 dicembre 2026');
  expect(words.until.it('9 dicembre 2026')).toBe('fino al 9 dicembre 2026');
  expect(speak(words, 'en').until('8 December 2026')).toBe('until 8 December 2026');
});
