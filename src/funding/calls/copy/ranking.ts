import type { Source } from '#src/core/decision.ts';
import { number } from '#src/core/money.ts';
import { region } from '#src/core/regions.ts';
import { showDate } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { Call } from '../schema.ts';
import { told } from './told.ts';
import { pct, researchTypeWords, upperFirst, withArticle } from './vocabulary.ts';

const shareIn = (locale: Locale, value: number): string => (locale === 'it' ? withArticle('il', value) : pct(value));

type Line = { text: string; source: Source };

/** What decides between equal points. */
export function tieWords(call: Call, tie: Call['ranking']['tieBreaks'][number], locale: Locale): string {
  const t = speak(told, locale);
  if (tie.by === 'criterion') return t.tieCriterion(call.evaluation.criteria.find((c) => c.id === tie.criterion)?.title[locale] ?? tie.criterion);
  if (tie.by === 'premium') return t.tiePremium(premiumTitle(call, tie.premium, locale));
  return {
    southShare: t.tieSouth,
    youngerTeam: t.tieYoung,
    womenShare: t.tieWomen,
    merit: t.tieMerit,
    lowerGrant: t.tieLowerGrant,
    arrival: t.tieArrival,
    draw: t.tieDraw,
  }[tie.by];
}

const premiumTitle = (call: Call, id: string, locale: Locale) => call.evaluation.premiums.find((p) => p.id === id)?.title[locale] ?? id;
const listTitle = (call: Call, id: string, locale: Locale) => call.ranking.lists?.find((l) => l.id === id)?.title[locale] ?? id;

export function quotaWords(call: Call, q: Call['ranking']['quotas'][number], locale: Locale): string {
  const t = speak(told, locale);
  const share = shareIn(locale, q.percent);
  return [
    ...(q.list ? [t.ofList(listTitle(call, q.list, locale))] : []),
    q.list ? (q.form === 'floor' ? t.floor(share) : t.hard(share)) : upperFirst(q.form === 'floor' ? t.floor(share) : t.hard(share)),
    ...(q.countBy === 'costShare' ? [t.byCostShare(shareIn(locale, q.minShare ?? 100))] : []),
    ...(q.spillsFrom ? [t.spillsFrom(showDate(q.spillsFrom, locale))] : []),
  ].join(' ');
}

export function listLines(call: Call, locale: Locale): Line[] {
  const t = speak(told, locale);
  return (call.ranking.lists ?? []).map((l) => ({
    text: [
      t.list(l.title[locale], l.pots.map((id) => call.pots.find((p) => p.id === id)?.title[locale] ?? id).join(', ')),
      l.takes.length === 0 ? t.takesAll : t.takes(l.takes.map((rule) => takesWords(call, rule, locale)).join('; ')),
      ...(l.spills ? [t.listSpills(listTitle(call, l.spills.to, locale), l.spills.from ? showDate(l.spills.from, locale) : null)] : []),
    ].join(' '),
    source: l.source,
  }));
}

function takesWords(call: Call, rule: NonNullable<Call['ranking']['lists']>[number]['takes'][number], locale: Locale): string {
  const t = speak(told, locale);
  switch (rule.by) {
    case 'spoke':
      return t.takesSpoke(rule.spokes.join(', '), rule.counts === 'main');
    case 'sector': {
      const titles = call.rules.find((r) => r.rule === 'sectors')?.titles;
      return t.takesSector(rule.sectors.map((id) => titles?.[id]?.[locale] ?? id).join(', '));
    }
    case 'answer':
      return t.takesAnswer(...answerWords(call, rule, locale));
    case 'researchType':
      return t.takesResearch(rule.types.map((type) => researchTypeWords[type][locale]).join(', '), rule.counts === 'largest');
    case 'region':
      return t.takesRegion(rule.regions.map((id) => region(id).name[locale]).join(', '), rule.counts, shareIn(locale, rule.minShare ?? 100));
    case 'area':
      return rule.area === 'south'
        ? t.takesSouth(shareIn(locale, rule.minShare))
        : t.takesOther(locale === 'it' ? withArticle('del', rule.minShare) : pct(rule.minShare));
  }
}

/** The question of the form, and the answers that count, as applicants read them. */
function answerWords(call: Call, { field: id, oneOf }: { field: string; oneOf: readonly string[] }, locale: Locale): [question: string, answers: string] {
  const field = call.form.sections.flatMap((s) => s.fields).find((f) => f.id === id);
  return [field?.label[locale] ?? id, oneOf.map((one) => field?.options?.find((o) => o.id === one)?.label[locale] ?? one).join(', ')];
}

/** When a premium is earned; nothing to add to one that is judged. */
export function premiumCondition(call: Call, p: Call['evaluation']['premiums'][number], locale: Locale): string {
  const t = speak(told, locale);
  switch (p.kind) {
    case 'womenShare':
      return t.ifWomen(shareIn(locale, p.percent));
    case 'southImplementation':
      return t.ifSouth(shareIn(locale, p.minShare));
    case 'youngShare':
      return t.ifYoung(shareIn(locale, p.percent));
    case 'answer':
      return t.ifAnswer(...answerWords(call, p, locale));
    case 'judged':
      return '';
  }
}

export function thresholdLines(call: Call, locale: Locale): Line[] {
  const t = speak(told, locale);
  const { premiums = [], thresholds } = call.ranking;
  const points = (n: number) => number(n, locale);
  return [
    ...premiums.flatMap((u) => {
      const title = premiumTitle(call, u.premium, locale);
      const said = [
        ...(u.use === 'bonus' ? [] : [t.gate(title, u.atLeast === undefined ? null : points(u.atLeast))]),
        ...(u.use === 'gate' ? [t.gateOnly] : []),
        ...(u.cap === undefined || u.use === 'gate' ? [] : [t.premiumUseCap(title, points(u.cap))]),
      ];
      return said.length === 0 ? [] : [{ text: said.join(' '), source: u.source }];
    }),
    ...(thresholds
      ? [
          ...(thresholds.total === 'withPremiums' ? [t.withPremiums] : []),
          ...(thresholds.premiumPoints === undefined ? [] : [t.premiumPoints(points(thresholds.premiumPoints))]),
          ...(thresholds.premiumCount === undefined ? [] : [t.premiumCount(thresholds.premiumCount)]),
        ].map((text) => ({ text, source: thresholds.source }))
      : []),
  ];
}
