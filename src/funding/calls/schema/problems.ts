import { addDays } from '#src/core/time.ts';
import { formProblems } from '../rules/form.ts';
import type { Call } from '../schema.ts';
import { contractProblems } from './delivery.ts';

type Path = (string | number)[];
export type Problem = { path: Path; message: string };
type Complain = (path: Path, message: string) => void;

/** What holds between the parts of a call, and does not. */
export function callProblems(call: Call): Problem[] {
  const found: Problem[] = [];
  const complain: Complain = (path, message) => found.push({ path, message });
  for (const look of [doubles, dates, rules, aid]) look(call, complain);
  for (const { path, message } of formProblems(call.form, call.documents)) complain(['form', ...path], message);
  for (const look of [documents, evaluation, tieBreaks, premiums, quotas, lists]) look(call, complain);
  found.push(...contractProblems(call));
  return found;
}

function doubles(call: Call, complain: Complain): void {
  const twice = (path: string[], ids: readonly string[]) =>
    ids.forEach((id, i) => ids.indexOf(id) !== i && complain([...path, i, 'id'], `"${id}" is there twice`));
  twice(
    ['pots'],
    call.pots.map((p) => p.id),
  );
  twice(
    ['rules'],
    call.rules.map((r) => r.id),
  );
  twice(
    ['documents'],
    call.documents.map((d) => d.id),
  );
  twice(
    ['acts'],
    call.acts.map((a) => a.id),
  );
  twice(
    ['evaluation', 'criteria'],
    call.evaluation.criteria.map((c) => c.id),
  );
  twice(
    ['evaluation', 'premiums'],
    call.evaluation.premiums.map((c) => c.id),
  );
  twice(
    ['form', 'sections'],
    call.form.sections.map((s) => s.id),
  );
  twice(
    ['form', 'fields'],
    call.form.sections.flatMap((section) => section.fields.map((f) => f.id)),
  );
  twice(['consortium', 'declarations'], call.consortium?.declarations.map((d) => d.id) ?? []);
  twice(['topics', 'list'], call.topics?.list.map((t) => t.id) ?? []);
  twice(
    ['ranking', 'quotas'],
    call.ranking.quotas.map((q) => q.id),
  );
  twice(['ranking', 'lists'], call.ranking.lists?.map((l) => l.id) ?? []);
}

function dates(call: Call, complain: Complain): void {
  if (call.dates.opensAt.slice(0, 10) < call.dates.publishedOn) complain(['dates', 'opensAt'], 'must not be before publishedOn');
  if (call.dates.opensAt >= call.dates.closesAt) complain(['dates', 'closesAt'], 'must be after opensAt');
  let deadline = call.dates.closesAt;
  let lastOn = call.dates.publishedOn;
  call.acts.forEach((a, i) => {
    if (a.on < lastOn) complain(['acts', i, 'on'], `acts stand in the order of their dates: ${a.on} is before ${lastOn}`);
    lastOn = a.on;
    if ((a.kind === 'budgetRaise' || a.kind === 'returnedMoney') && !call.pots.some((p) => p.id === a.pot)) complain(['acts', i, 'pot'], `no pot "${a.pot}"`);
    if (a.kind === 'deadlineExtension') {
      if (a.from !== deadline) complain(['acts', i, 'from'], `the deadline then was ${deadline}`);
      if (a.to <= a.from) complain(['acts', i, 'to'], 'an extension is later than what it extends');
      deadline = a.to;
    }
  });
}

function rules(call: Call, complain: Complain): void {
  call.rules.forEach((r, i) => {
    if (r.rule === 'members' && r.min > r.max) complain(['rules', i, 'min'], `is more than the maximum, ${r.max}`);
    if (r.rule === 'projectCost' && r.minCents > r.maxCents) complain(['rules', i, 'minCents'], `is more than the maximum, ${r.maxCents}`);
    if (r.rule !== 'flatRate') return;
    if (r.category === r.of) complain(['rules', i, 'of'], 'is the category itself');
    const floating = call.rules.some(
      (other) => (other.rule === 'categoryCap' && other.category === r.of) || (other.rule === 'flatRate' && other.category === r.of),
    );
    if (floating) complain(['rules', i, 'of'], `"${r.of}" is capped or a flat rate itself: a flat rate is counted on costs that stand by themselves`);
  });
}

function aid(call: Call, complain: Complain): void {
  const admitted = call.rules.flatMap((r) => (r.rule === 'researchTypes' ? r.among : []));
  call.aid.tables.forEach((table, i) => {
    const before = call.aid.tables[i - 1];
    if (!before && table.from > call.dates.publishedOn) complain(['aid', 'tables', 0, 'from'], `must not be after publishedOn, ${call.dates.publishedOn}`);
    if (before && (before.until === null || addDays(before.until, 1) !== table.from))
      complain(['aid', 'tables', i, 'from'], 'must be the day after the table before ends');
    if (i === call.aid.tables.length - 1 && table.until !== null) complain(['aid', 'tables', i, 'until'], 'the last table has no end: null');
    for (const type of admitted)
      if (!table.percent[type]) complain(['aid', 'tables', i, 'percent', type], 'this research type is admitted and needs its intensities');
  });
}

function documents(call: Call, complain: Complain): void {
  call.documents.forEach((d, i) => {
    if (d.anonymous && d.signature === 'digital') complain(['documents', i, 'anonymous'], 'a signature says who signed');
    if (d.anonymous && d.of === 'eachMember') complain(['documents', i, 'anonymous'], 'what is asked of each participant says who they are');
    if (d.anonymous && d.formats?.some((f) => f !== 'pdf'))
      complain(['documents', i, 'anonymous'], 'only a PDF can be shown without what it says of its author');
    if (d.signature === 'digital' && d.formats?.some((f) => f !== 'pdf')) complain(['documents', i, 'formats'], 'what is signed digitally is a PDF');
  });
}

function evaluation(call: Call, complain: Complain): void {
  if (call.evaluation.named && call.evaluation.blind !== 'double') complain(['evaluation', 'named'], 'is for a double-blind call');
  if (call.evaluation.panel.min > call.evaluation.panel.max) complain(['evaluation', 'panel', 'min'], `is more than the maximum, ${call.evaluation.panel.max}`);
  call.evaluation.criteria.forEach((c, i) => {
    if (c.threshold > c.max) complain(['evaluation', 'criteria', i, 'threshold'], `is more than the maximum, ${c.max}`);
    if (!Number.isInteger(Math.round((c.max / c.step) * 1e9) / 1e9)) complain(['evaluation', 'criteria', i, 'step'], `does not divide ${c.max}`);
  });
  const { assignment: assigning, reviewsPerProposal: reviews, maxLoad } = call.evaluation;
  if ((assigning?.minLoad ?? 0) > maxLoad) complain(['evaluation', 'assignment', 'minLoad'], `is more than the maximum, ${maxLoad}`);
  assigning?.rules.forEach((r, i) => {
    const at = ['evaluation', 'assignment', 'rules', i];
    if (assigning.rules.findIndex((o) => o.rule === r.rule) !== i) complain([...at, 'rule'], `"${r.rule}" is there twice`);
    if (r.rule === 'bothGenders' && reviews < 2) complain([...at, 'rule'], 'needs at least two reviews of each proposal');
    if (r.rule === 'outsideSouth' && r.atLeast > reviews) complain([...at, 'atLeast'], `is more than the reviews of each proposal, ${reviews}`);
  });
  const most = call.evaluation.criteria.reduce((total, c) => total + c.max * c.weight, 0);
  if (call.evaluation.totalThreshold > most) complain(['evaluation', 'totalThreshold'], `is more than all criteria together, ${most}`);
}

function tieBreaks(call: Call, complain: Complain): void {
  call.ranking.tieBreaks.forEach((t, i) => {
    if (t.by === 'criterion' && !call.evaluation.criteria.some((c) => c.id === t.criterion))
      complain(['ranking', 'tieBreaks', i, 'criterion'], `no criterion "${t.criterion}"`);
    if (t.by === 'premium' && !call.evaluation.premiums.some((p) => p.id === t.premium))
      complain(['ranking', 'tieBreaks', i, 'premium'], `no premium "${t.premium}"`);
  });
  if (call.ranking.tieBand && call.ranking.lists) complain(['ranking', 'tieBand'], 'the draw around the line is for a call with one list');
  if (call.ranking.tieBand && call.evaluation.reviewsPerProposal < 2) complain(['ranking', 'tieBand'], 'needs at least two reviews of each proposal');
  const last = call.ranking.tieBreaks.at(-1);
  if (last && last.by !== 'draw' && last.by !== 'arrival') complain(['ranking', 'tieBreaks'], 'must end with arrival or draw, which always decide');
}

function premiums(call: Call, complain: Complain): void {
  const asked = fieldsOf(call);
  call.evaluation.premiums.forEach((p, i) => {
    if (p.kind === 'answer' && !asked.has(p.field)) complain(['evaluation', 'premiums', i, 'field'], `no field "${p.field}" in the form`);
  });
  call.ranking.premiums?.forEach((u, i) => {
    const premium = call.evaluation.premiums.find((p) => p.id === u.premium);
    if (!premium) return complain(['ranking', 'premiums', i, 'premium'], `no premium "${u.premium}"`);
    if (call.ranking.premiums!.findIndex((other) => other.premium === u.premium) !== i)
      complain(['ranking', 'premiums', i, 'premium'], `"${u.premium}" is there twice`);
    const most = premium.kind === 'judged' ? premium.max : premium.points;
    if (u.atLeast !== undefined && u.atLeast > most) complain(['ranking', 'premiums', i, 'atLeast'], `is more than the maximum, ${most}`);
  });
  if ((call.ranking.thresholds?.premiumCount ?? 0) > call.evaluation.premiums.length)
    complain(['ranking', 'thresholds', 'premiumCount'], `is more than the premiums there are, ${call.evaluation.premiums.length}`);
}

function quotas(call: Call, complain: Complain): void {
  const { lists: own, quotas: reserves } = call.ranking;
  reserves.forEach((q, i) => {
    if (q.countBy === 'costShare' && q.minShare === undefined) complain(['ranking', 'quotas', i, 'minShare'], 'counting by cost share needs the least share');
    if (q.spillsFrom !== undefined && q.form !== 'hard') complain(['ranking', 'quotas', i, 'spillsFrom'], 'a floor gives on what is left at once');
    if (own ? !own.some((l) => l.id === q.list) : q.list !== undefined) complain(['ranking', 'quotas', i, 'list'], `no list "${q.list ?? ''}"`);
    if (reserves.findIndex((other) => other.list === q.list) !== i) complain(['ranking', 'quotas', i], 'a list has one reserve at most');
  });
}

function lists(call: Call, complain: Complain): void {
  const { lists: own } = call.ranking;
  if (!own) return;
  const asked = fieldsOf(call);
  own.forEach((l, i) => {
    l.pots.forEach((pot, j) => {
      if (!call.pots.some((p) => p.id === pot)) complain(['ranking', 'lists', i, 'pots', j], `no pot "${pot}"`);
      if (own.findIndex((other) => other.pots.includes(pot)) !== i || l.pots.indexOf(pot) !== j)
        complain(['ranking', 'lists', i, 'pots', j], `the pot "${pot}" pays for another list already`);
    });
    if (l.spills && !own.slice(i + 1).some((other) => other.id === l.spills!.to))
      complain(['ranking', 'lists', i, 'spills', 'to'], `no list "${l.spills.to}" further down`);
    l.takes.forEach((rule, j) => {
      if (rule.by === 'region' && rule.counts === 'share' && rule.minShare === undefined)
        complain(['ranking', 'lists', i, 'takes', j, 'minShare'], 'counting by share needs the least share');
      if (rule.by === 'answer' && !asked.has(rule.field)) complain(['ranking', 'lists', i, 'takes', j, 'field'], `no field "${rule.field}" in the form`);
    });
  });
  call.pots.forEach((p, i) => own.some((l) => l.pots.includes(p.id)) || complain(['pots', i], `the pot "${p.id}" pays for no list of the ranking`));
}

const fieldsOf = (call: Call): Set<string> => new Set(call.form.sections.flatMap((section) => section.fields.map((f) => f.id)));
