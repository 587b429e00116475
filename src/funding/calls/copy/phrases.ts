import type { Locale } from '#src/core/words.ts';
import type { BodyKind, SizeClass } from '#src/partnership/organisations/states.ts';
import type { CostCategory, ResearchType, ShareGroup } from '../vocabulary.ts';
import { bodyKindWords, costCategoryWords, listed, pct, researchTypeWords, shareGroupWords, sizeWords, upperFirst, withArticle } from './vocabulary.ts';

/* Phrases that findings share, in both languages. */

export const kinds = (among: readonly BodyKind[], locale: Locale) =>
  listed(
    among.map((k) => bodyKindWords[k].many),
    locale,
  );
export const sizes = (among: readonly SizeClass[], locale: Locale) =>
  listed(
    among.map((s) => sizeWords[s]),
    locale,
  );
export const categories = (among: readonly CostCategory[], locale: Locale) =>
  listed(
    among.map((c) => costCategoryWords[c]),
    locale,
  );
export const types = (among: readonly ResearchType[], locale: Locale) =>
  listed(
    among.map((t) => researchTypeWords[t]),
    locale,
  );
export const bears = (of: ShareGroup, it: boolean) =>
  it ? (shareGroupWords[of].several ? 'sostengono' : 'sostiene') : shareGroupWords[of].several ? 'bear' : 'bears';
export const group = (of: ShareGroup, locale: Locale) => upperFirst(shareGroupWords[of][locale]);
export const months = (n: number) => (n === 1 ? '1 mese' : `${n} mesi`);
export const monthsEn = (n: number) => (n === 1 ? '1 month' : `${n} months`);
export const limit = (p: { of: ShareGroup; percent: number }, atMost: boolean) => ({
  it: `${shareGroupWords[p.of].it} ${bears(p.of, true)} ${atMost ? 'al massimo' : 'almeno'} ${withArticle('il', p.percent)} dei costi ammissibili`,
  en: `${shareGroupWords[p.of].en} ${bears(p.of, false)} at ${atMost ? 'most' : 'least'} ${pct(p.percent)} of the eligible cost`,
});
export const proposals = (n: number) => (n === 1 ? 'una proposta' : `${n} proposte`);
export const proposalsEn = (n: number) => (n === 1 ? 'one proposal' : `${n} proposals`);
