import type { Source } from '#src/core/decision.ts';
import { number, percent } from '#src/core/money.ts';
import { romeInstant, showDate, showInstant } from '#src/core/time.ts';
import { speak, type Locale, type Words } from '#src/core/words.ts';
import { ruleWords } from '../copy.ts';
import type { AidClass } from '../rules/aid.ts';
import { identifyingFields } from '../rules/blind.ts';
import { currentPot } from '../rules/calendar.ts';
import type { Call, CallAct, CallDocument, Premium } from '../schema.ts';
import { researchTypes, type RuleName } from '../vocabulary.ts';
import { contractLines, deliveryLines } from './delivery.ts';
import { formInWords } from './form.ts';
import { listLines, premiumCondition, quotaWords, thresholdLines, tieWords } from './ranking.ts';
import { told } from './told.ts';
import {
  actKindWords,
  aidClassWords,
  documentWhenWords,
  eur,
  listed,
  pct,
  premiumKindWords,
  researchTypeWords,
  upperFirst,
  withArticle,
  foundConflictWords,
} from './vocabulary.ts';

/** A chapter of the call in words; each line with where it comes from. */
export type Chapter = { name: ChapterName; heading: string; lines: { text: string; source: Source }[] };

type ChapterName = 'dates' | 'money' | 'acts' | 'who' | 'project' | 'costs' | 'aid' | 'handingIn' | 'evaluation' | 'ranking' | 'contract' | 'delivery';

/** The chapter of the call that a rule is told in. */
const chapterOf: Record<RuleName, ChapterName> = {
  applicantForm: 'who',
  leadKind: 'who',
  memberKind: 'who',
  outsidePartnership: 'who',
  sizeAmong: 'who',
  members: 'who',
  mustInclude: 'who',
  proposalsPerApplicant: 'who',
  womenShare: 'who',
  mainSpoke: 'project',
  sectors: 'project',
  researchTypes: 'project',
  duration: 'project',
  placeOfImplementation: 'project',
  projectCost: 'costs',
  maxShare: 'costs',
  minShare: 'costs',
  categories: 'costs',
  categoryCap: 'costs',
  flatRate: 'costs',
  costsCountFrom: 'costs',
  maxGrant: 'aid',
};

const bytes = (n: number, locale: Locale) => (n % 1_048_576 === 0 ? `${number(n / 1_048_576, locale)} MB` : `${number(n / 1024, locale)} kB`);

/** The whole call in words, chapter by chapter: what `mics call check` prints and what the public page of a call says. */
export function callInWords(call: Call, locale: Locale): Chapter[] {
  const t = speak(told, locale);
  const says = (words: Words) => words[locale];
  const at = (local: string) => showInstant(romeInstant(local), locale);
  const line = (text: string, source: Source) => ({ text, source });
  const rulesOf = (chapter: ChapterName) => call.rules.filter((r) => chapterOf[r.rule] === chapter).map((r) => line(says(ruleWords(r)), r.source));
  const lines: Record<ChapterName, Chapter['lines']> = {
    dates: [
      line(t.grantedBy(call.grantingBody.name, says(call.grantingBody.role)), call.grantingBody.source),
      line(t.published(showDate(call.dates.publishedOn, locale)), call.dates.source),
      line(t.opens(call.dates.opensAt.endsWith('T00:00') ? showDate(call.dates.opensAt.slice(0, 10), locale) : at(call.dates.opensAt)), call.dates.source),
      line(t.closes(at(call.dates.closesAt)), call.dates.source),
      ...(call.dates.questionsUntil ? [line(t.questions(at(call.dates.questionsUntil)), call.dates.source)] : []),
    ],
    money: [
      ...call.pots.map((p) => line(t.pot(says(p.title), eur(p.cents)[locale]), p.source)),
      ...call.acts
        .filter((a) => a.kind === 'budgetRaise')
        .slice(-1)
        .map((a) => line(t.potNow(eur(currentPot(call))[locale]), a.source)),
    ],
    acts: call.acts.flatMap((a) => actLines(a, locale)),
    who: rulesOf('who'),
    project: [
      ...(call.topics ? [line(t.topics(call.topics.list.map((topic) => says(topic.title)).join('; ')), call.topics.source)] : []),
      ...rulesOf('project'),
    ],
    costs: rulesOf('costs'),
    aid: [...aidLines(call, locale), ...rulesOf('aid')],
    handingIn: handingInLines(call, locale),
    evaluation: evaluationLines(call, locale),
    ranking: [
      ...listLines(call, locale),
      ...call.ranking.quotas.map((q) => line(quotaWords(call, q, locale), q.source)),
      ...thresholdLines(call, locale),
      line(`${t.ties} ${call.ranking.tieBreaks.map((tie, i) => `${i + 1}. ${tieWords(call, tie, locale)}`).join('; ')}.`, call.ranking.tieBreaks[0]!.source),
      ...(call.ranking.tieBand ? [line(t.tieBand(pct(Number(call.ranking.tieBand.confidence))), call.ranking.tieBand.source)] : []),
      line(`${t[call.ranking.whenMoneyEnds]} ${call.ranking.partialFunding ? t.partial : t.whole}`, call.ranking.source),
      ...(call.ranking.draw?.seed === 'committed' ? [line(t.committed, call.ranking.draw.source)] : []),
      line(t.provisional(call.ranking.provisionalDays), call.ranking.source),
    ],
    contract: contractLines(call, locale),
    delivery: call.delivery ? deliveryLines(call.delivery, call.rules, locale) : [],
  };
  return (Object.keys(lines) as ChapterName[]).filter((name) => lines[name].length > 0).map((name) => ({ name, heading: t[name], lines: lines[name] }));
}

const shareIn = (locale: Locale, value: number): string => (locale === 'it' ? withArticle('il', value) : pct(value));

/** What happened, and under it, where the act's own date is known from elsewhere, that date's source. */
function actLines(act: CallAct, locale: Locale): Chapter['lines'] {
  const t = speak(told, locale);
  const what =
    act.kind === 'budgetRaise'
      ? t.raise(eur(act.cents)[locale])
      : act.kind === 'returnedMoney'
        ? t.returned(eur(act.cents)[locale])
        : act.kind === 'deadlineExtension'
          ? t.extension(showInstant(romeInstant(act.from), locale), showInstant(romeInstant(act.to), locale))
          : act.text[locale];
  const text = `${actKindWords[act.kind][locale]} (${act.ref}). ${what}`;
  return [
    { text, source: act.source },
    { text: t.actDate(showDate(act.on, locale)), source: act.dateSource ?? act.source },
  ];
}

const aidColumns: readonly AidClass[] = ['micro', 'small', 'medium', 'large', 'researchBody'];

function aidLines(call: Call, locale: Locale): Chapter['lines'] {
  const t = speak(told, locale);
  const byClass = (of: Record<AidClass, number>, sign = '') =>
    aidColumns
      .filter((c) => of[c] > 0)
      .map((c) => `${aidClassWords[c][locale]} ${sign}${percent(of[c], locale)}`)
      .join(', ');
  const tables = call.aid.tables.flatMap((table) => {
    const since = t.from(showDate(table.from, locale), table.until ? showDate(table.until, locale) : null);
    const types = researchTypes.flatMap((type) =>
      table.percent[type] ? [{ text: `${since}, ${researchTypeWords[type][locale]}: ${byClass(table.percent[type])}.`, source: table.source }] : [],
    );
    return table.note ? [...types, { text: table.note[locale], source: table.source }] : types;
  });
  const { bonus } = call.aid;
  const extra = !bonus
    ? []
    : [
        {
          text: t.bonus(
            byClass(bonus.percent, '+'),
            listed(
              bonus.appliesTo.map((type) => researchTypeWords[type]),
              locale,
            ),
            shareIn(locale, bonus.cap),
          ),
          source: bonus.source,
        },
        ...bonus.anyOf.map((c) => ({
          text: upperFirst(
            c.condition === 'collaborationWithSme'
              ? t.collaborationWithSme(shareIn(locale, c.maxShareOfOne))
              : c.condition === 'researchBodies'
                ? t.researchBodies(shareIn(locale, c.minShare))
                : t.wideDissemination,
          ),
          source: c.source,
        })),
      ];
  return [{ text: `${call.aid.regime[locale]}.`, source: call.aid.source }, ...tables, ...extra];
}

function handingInLines(call: Call, locale: Locale): Chapter['lines'] {
  const t = speak(told, locale);
  const details = (d: CallDocument) =>
    [
      d.of === 'eachMember' ? t.eachMember : '',
      d.when === 'always' ? '' : t.onlyFor(documentWhenWords[d.when][locale]),
      d.required ? '' : t.optional,
      d.signature === 'digital' ? t.signed : '',
      d.repairable ? t.repairable : t.final,
      d.formats ? t.inFormats(d.formats.map((f) => f.toUpperCase()).join(', ')) : '',
      t.fileLimit(bytes(d.maxBytes, locale)),
    ]
      .filter(Boolean)
      .join('; ');
  return [
    ...(call.submission
      ? [{ text: call.submission.by === 'pec' ? t.byPec(call.submission.subject ?? '') : t.byPlatform, source: call.submission.source }]
      : []),
    {
      text: t.sections(
        listed(
          call.form.sections.map((s) => s.title),
          locale,
        ),
      ),
      source: call.form.source,
    },
    ...formInWords(call.form, locale).map((text) => ({ text, source: call.form.source })),
    ...(call.consortium?.confirmation === 'required'
      ? [
          { text: t.mustConfirm, source: call.consortium.source },
          ...call.consortium.declarations.map((d) => ({ text: t.declares(d.text[locale]), source: d.source })),
          ...(call.consortium.mandate ? [{ text: t.givesMandate(call.consortium.mandate.text[locale]), source: call.consortium.mandate.source }] : []),
        ]
      : []),
    ...call.documents.map((d) => ({ text: `${d.title[locale]}: ${details(d)}.${d.help ? ` ${d.help[locale]}` : ''}`, source: d.source })),
    ...(call.documentsTogether ? [{ text: t.together(bytes(call.documentsTogether.maxBytes, locale)), source: call.documentsTogether.source }] : []),
  ];
}

const namedIn = (named: Call['evaluation']['named'], t: { readBoth: string; readAcronym: string; readTitle: string }): string =>
  named?.acronym ? (named.title ? t.readBoth : t.readAcronym) : named?.title ? t.readTitle : '';

/** What the experts of a double-blind call do not read of the form, and which documents they do. */
function blindLines(call: Call, locale: Locale): Chapter['lines'] {
  if (call.evaluation.blind !== 'double') return [];
  const t = speak(told, locale);
  const hidden = identifyingFields(call);
  const list = (names: string[]) => names.map((n) => (locale === 'it' ? `«${n}»` : `“${n}”`)).join(', ');
  const fields = call.form.sections.flatMap((s) => s.fields.filter((f) => f.kind !== 'document' && hidden.has(f.id)).map((f) => f.label[locale]));
  const read = call.documents.filter((d) => d.anonymous).map((d) => d.title[locale]);
  return [
    { text: `${t.neverRead}${fields.length > 0 ? ` ${t.norFields(list(fields))}` : ''}`, source: call.evaluation.source },
    { text: read.length > 0 ? t.readDocuments(list(read)) : t.readNoDocument, source: call.evaluation.source },
  ];
}

function evaluationLines(call: Call, locale: Locale): Chapter['lines'] {
  const t = speak(told, locale);
  const e = call.evaluation;
  const points = (n: number) => number(n, locale);
  const premium = (p: Premium) => {
    const amount = p.kind === 'judged' ? t.upTo(points(p.max)) : points(p.points);
    const condition = premiumCondition(call, p, locale);
    const more = [p.kind === 'judged' ? p.help[locale] : '', p.note?.[locale] ?? ''].filter(Boolean).join(' ');
    return { text: `${t.premium(p.title[locale], amount, premiumKindWords[p.kind][locale], condition)}${more ? ` ${more}` : ''}`, source: p.source };
  };
  return [
    ...e.criteria.map((c) => ({
      text: `${t.criterion(c.title[locale], points(c.max), c.threshold === 0 ? '' : points(c.threshold), c.help[locale])}${c.weight === 1 ? '' : t.weighted(points(c.weight))}`,
      source: c.source,
    })),
    { text: t.procedure(e.reviewsPerProposal, t[e.aggregation.by], points(e.totalThreshold)), source: e.source },
    {
      text: [
        e.divergence === null ? '' : e.onDivergence === 'expert' ? t.divergenceExpert(points(e.divergence)) : t.divergence(points(e.divergence)),
        e.reviewDays === undefined ? '' : t.reviewDays(e.reviewDays),
        t.panel(e.panel.min, e.panel.max),
        e.blind === 'double' ? t.double(namedIn(e.named, t)) : e.blind === 'single' ? t.anonymous : t.openReview,
      ]
        .filter(Boolean)
        .join(' '),
      source: e.source,
    },
    ...blindLines(call, locale),
    ...(e.assignment?.minLoad ? [{ text: t.minLoad(e.assignment.minLoad), source: e.assignment.source }] : []),
    ...(e.assignment?.rules ?? []).map((r) => ({ text: r.rule === 'outsideSouth' ? t.outsideSouth(r.atLeast) : t[r.rule](), source: r.source })),
    ...(e.conflicts
      ? [
          {
            text: t.conflicts(e.conflicts.lookBackYears, e.conflicts.bars.map((kind) => foundConflictWords[kind][locale].toLowerCase()).join(', ')),
            source: e.conflicts.source,
          },
        ]
      : []),
    ...e.premiums.map(premium),
    ...(e.premiums.length > 0 ? [{ text: t.premiumCap(points(e.premiumCap)), source: e.source }] : []),
  ];
}
