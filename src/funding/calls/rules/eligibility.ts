import type { Finding } from '#src/core/decision.ts';
import type { Cents, Percent } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { researchKinds, smeClasses, type BodyKind, type Ownership, type SizeClass } from '#src/partnership/organisations/states.ts';
import type { MemberFacts, ProposalFacts } from '../facts.ts';
import type { Call, CallRule, RuleOf } from '../schema.ts';
import { costCategories, researchTypes, type CostCategory, type ResearchType } from '../vocabulary.ts';
import { checkRule } from './findings.ts';
import { rulesNamed } from './groups.ts';

/** How many partners of each kind take part beside the lead. */
export const partnerGroups = ['sme', 'large', 'university', 'researchBody', 'publicBody', 'association'] as const;
export type PartnerGroup = (typeof partnerGroups)[number];

/** What somebody says of an idea before there is an application; null is not said yet. */
export type QuizAnswers = {
  lead: BodyKind | null;
  ownership: Ownership | null;
  size: SizeClass | null;
  /** Alone or with others; with others, `partners` says with whom. */
  form: 'single' | 'ats' | null;
  partners: Record<PartnerGroup, number> | null;
  /** Is anyone who takes part a partner of the partnership already? */
  inside: boolean | null;
  /** Other proposals under this call that anyone who takes part is in: the most of one. */
  others: number | null;
  /** Where all of the work is done. */
  place: 'south' | 'italy' | 'abroad' | null;
  spokes: number | null;
  sector: string | null;
  types: readonly ResearchType[];
  costCents: Cents | null;
  months: number | null;
  startsOn: CalendarDate | null;
  /** Shares of the eligible cost, and of women among the research staff. */
  largest: Percent | null;
  bodies: Percent | null;
  women: Percent | null;
};

export const nothingSaid: QuizAnswers = {
  lead: null,
  ownership: null,
  size: null,
  form: null,
  partners: null,
  inside: null,
  others: null,
  place: null,
  spokes: null,
  sector: null,
  types: [],
  costCents: null,
  months: null,
  startsOn: null,
  largest: null,
  bodies: null,
  women: null,
};
export type Question = keyof QuizAnswers;

/** The names that findings give to those who take part. */
export type QuizNames = { lead: string; partner: (n: number) => string };

/** `depends`: not said yet, or only the application itself can tell. */
export type QuizResult = { rule: CallRule; verdict: 'met' | 'unmet' | 'depends'; findings: Finding[] };

const shareQuestions: Partial<Record<RuleOf<'maxShare'>['of'], Question>> = {
  eachMember: 'largest',
  eachEnterprise: 'largest',
  researchBodies: 'bodies',
  enterprises: 'bodies',
  south: 'place',
};

/** The questions that the rules of this call look at, and no others. */
export function questionsOf(call: Call): Set<Question> {
  const asked = new Set<Question>(['lead', 'form']);
  const who: Question[] = ['lead', 'size', 'form', 'partners'];
  const add = (...questions: Question[]) => questions.forEach((q) => asked.add(q));
  for (const rule of call.rules) {
    if (['memberKind', 'sizeAmong', 'members', 'mustInclude'].includes(rule.rule)) add(...who);
    if (rule.rule === 'outsidePartnership') add('inside');
    if (rule.rule === 'proposalsPerApplicant') add('others');
    if (rule.rule === 'placeOfImplementation') add('place');
    if (rule.rule === 'mainSpoke') add('spokes');
    if (rule.rule === 'sectors') add('sector');
    if (rule.rule === 'researchTypes') add('types');
    if (rule.rule === 'projectCost') add('costCents');
    if (rule.rule === 'duration') add('months', ...(rule.endsBy ? (['startsOn'] as const) : []));
    if (rule.rule === 'costsCountFrom') add('startsOn');
    if (rule.rule === 'womenShare') add('women');
    if (rule.rule === 'maxShare' || rule.rule === 'minShare') add(...who, ...(shareQuestions[rule.of] ? [shareQuestions[rule.of]!] : []));
  }
  if (call.documents.some((d) => d.when === 'privateResearchBody')) add('ownership');
  return asked;
}

/** Those who take part, as far as they are said. `complete`: everyone is. */
export function membersSaid(answers: QuizAnswers, names: QuizNames): { members: MemberFacts[]; complete: boolean } {
  const member = (n: number, kind: BodyKind, size: SizeClass | null): MemberFacts => ({
    id: n === 0 ? 'lead' : `partner-${n}`,
    name: n === 0 ? names.lead : names.partner(n),
    role: n === 0 ? 'lead' : 'partner',
    kind,
    ownership: (n === 0 ? answers.ownership : null) ?? 'public',
    size,
    region: answers.place === 'south' ? 'campania' : answers.place === 'italy' ? 'lombardy' : '',
    inPartnership: answers.inside === true,
    otherProposals: { asLead: answers.others ?? 0, asMember: answers.others ?? 0 },
    staff: { women: 0, men: 0, under40: 0, newHires: 0 },
    costs: [],
  });
  const members: MemberFacts[] = answers.lead === null ? [] : [member(0, answers.lead, answers.lead === 'enterprise' ? answers.size : null)];
  if (answers.form === 'ats' && answers.partners)
    for (const group of partnerGroups)
      for (let i = 0; i < Math.min(30, answers.partners[group]); i++) {
        const kind: BodyKind = group === 'sme' || group === 'large' ? 'enterprise' : group;
        members.push(member(members.length, kind, group === 'sme' ? 'small' : group === 'large' ? 'large' : null));
      }
  const partnersSaid = answers.form === 'single' || (answers.form === 'ats' && answers.partners !== null && members.length > 1);
  return { members, complete: answers.lead !== null && partnersSaid };
}

const facts = (members: readonly MemberFacts[], answers: QuizAnswers): ProposalFacts => ({
  members,
  mainSpoke: null,
  spokes: Array.from({ length: answers.spokes ?? 0 }, (_, i) => i + 1),
  sector: answers.sector,
  durationMonths: answers.months,
  startsOn: answers.startsOn,
  wideDissemination: false,
  mayPublishResults: false,
});

export const quizFacts = (answers: QuizAnswers, names: QuizNames): ProposalFacts => facts(membersSaid(answers, names).members, answers);

/** Every rule of the call, looked at by the same functions as an application, on what was said. */
export const askEligibility = (call: Call, answers: QuizAnswers, names: QuizNames): QuizResult[] =>
  call.rules.map((rule) => {
    const looked = look(rule, call, answers, names);
    return looked === null ? { rule, verdict: 'depends', findings: [] } : { rule, verdict: looked.every((f) => f.met) ? 'met' : 'unmet', findings: looked };
  });

/** What the rule's own function finds, or null where what was said is not enough to tell. */
function look(rule: CallRule, call: Call, answers: QuizAnswers, names: QuizNames): Finding[] | null {
  const { members, complete } = membersSaid(answers, names);
  const said = facts(members, answers);
  const found = (changed: ProposalFacts = said) => checkRule(rule, changed, call);
  /** What one unfit participant spoils is told before all are known. */
  const asSoonAsUnmet = () => {
    if (members.length === 0) return null;
    const findings = found();
    return complete || findings.some((f) => !f.met) ? findings : null;
  };
  switch (rule.rule) {
    case 'applicantForm':
      if (answers.form === null) return null;
      // Who they are does not matter here, only whether they are several.
      return found({ ...said, members: answers.form === 'single' ? [anyone('lead')] : [anyone('lead'), anyone('partner')] });
    case 'leadKind':
      return answers.lead === null ? null : found();
    case 'memberKind':
      return asSoonAsUnmet();
    case 'sizeAmong': {
      if (answers.lead === 'enterprise' && answers.size === null) return null;
      const someSme = members.some((m) => m.role === 'partner' && m.size === 'small');
      // A partner is said to be an SME, not which.
      if (someSme && !smeClasses.every((s) => rule.among.includes(s))) return null;
      return asSoonAsUnmet();
    }
    case 'members':
    case 'mustInclude':
      return complete && (rule.rule === 'members' || rule.what !== 'sme' || answers.lead !== 'enterprise' || answers.size !== null) ? found() : null;
    case 'outsidePartnership':
      if (answers.inside === null || !complete) return null;
      return !answers.inside || members.every((m) => rule.of.includes(m.kind)) ? found() : null;
    case 'proposalsPerApplicant':
      if (answers.others === null || !complete) return null;
      return answers.others + 1 <= rule.max || (answers.form === 'single' && rule.counts === 'member') ? found() : null;
    case 'placeOfImplementation':
      if (answers.place === null || !complete) return null;
      return found({ ...said, members: members.map((m) => ({ ...m, region: answers.place === 'abroad' ? 'abroad' : m.region })) });
    case 'mainSpoke':
      // Of several one is the main one, which the application asks.
      return answers.spokes === null || answers.spokes === 0 || (answers.spokes > 1 && answers.spokes <= rule.maxSpokes) ? null : found();
    case 'sectors':
      return answers.sector === null ? null : found();
    case 'researchTypes':
      return answers.types.length === 0
        ? null
        : withCosts(call, (category) =>
            found({ ...said, members: [{ ...anyone('lead'), costs: answers.types.map((type) => ({ category, researchType: type, cents: WHOLE })) }] }),
          );
    case 'projectCost':
      if (!answers.costCents) return null;
      return withCosts(call, (category, type) =>
        found({ ...said, members: [{ ...anyone('lead'), costs: [{ category, researchType: type, cents: answers.costCents! }] }] }),
      );
    case 'duration':
      return answers.months === null || (rule.endsBy && answers.startsOn === null) ? null : found();
    case 'costsCountFrom':
      return answers.startsOn === null ? null : found();
    case 'womenShare': {
      if (answers.women === null) return null;
      const women = Math.round(answers.women * 100);
      return found({ ...said, members: [{ ...anyone('lead'), staff: { women, men: 10_000 - women, under40: 0, newHires: 0 } }] });
    }
    case 'maxShare':
    case 'minShare':
      return complete ? shares(rule, call, answers, said, found) : null;
    default:
      return null;
  }
}

const anyone = (role: 'lead' | 'partner'): MemberFacts => ({
  id: role,
  name: role,
  role,
  kind: 'enterprise',
  ownership: 'private',
  size: 'small',
  region: '',
  inPartnership: false,
  otherProposals: { asLead: 0, asMember: 0 },
  staff: { women: 0, men: 0, under40: 0, newHires: 0 },
  costs: [],
});

/** One hundred percent, in cents: two decimals of a percent are whole. */
const WHOLE = 1_000_000;

/** A cost that simply counts: in a category that is admitted, neither capped nor part of a flat rate. */
function withCosts<T>(call: Call, work: (category: CostCategory, type: ResearchType) => T): T | null {
  const busy = [...rulesNamed(call, 'flatRate').flatMap((r) => [r.category, r.of]), ...rulesNamed(call, 'categoryCap').map((r) => r.category)];
  const category = costCategories.find((c) => !busy.includes(c) && rulesNamed(call, 'categories').every((r) => r.among.includes(c)));
  const type = researchTypes.find((t) => rulesNamed(call, 'researchTypes').every((r) => r.among.includes(t)));
  return category && type ? work(category, type) : null;
}

type ShareRule = RuleOf<'maxShare'> | RuleOf<'minShare'>;

/** The shares that were said, laid on those who take part, so that the rule's own function can weigh them. */
function shares(rule: ShareRule, call: Call, answers: QuizAnswers, said: ProposalFacts, found: (facts: ProposalFacts) => Finding[]): Finding[] | null {
  const { members } = said;
  const alone = members.length === 1;
  const is = (kinds: readonly BodyKind[]) => (m: MemberFacts) => kinds.includes(m.kind);
  const [bodies, rest] = [members.filter(is(researchKinds)), members.filter((m) => !is(researchKinds)(m))];
  const onlyEnterprises = rest.every(is(['enterprise']));
  const part = (m: MemberFacts | undefined, percent: Percent) => (m ? [{ id: m.id, percent }] : []);
  const bodiesShare = bodies.length === 0 ? 0 : rest.length === 0 ? 100 : answers.bodies;
  let parts: { id: string; percent: Percent }[] | null = null;
  if (!limited(rule, members)) parts = part(members[0], 100);
  else if (rule.of === 'eachMember' || rule.of === 'eachEnterprise') {
    if (rule.rule === 'minShare' && !alone) return null;
    const largest = alone ? 100 : answers.largest;
    if (largest === null || largest * members.length < 100) return null;
    const over = rule.rule === 'maxShare' && largest > rule.percent;
    // The largest share may be that of somebody else than an enterprise.
    if (rule.of === 'eachEnterprise' && over && !members.every(is(['enterprise']))) return null;
    const holder = rule.of === 'eachEnterprise' ? (members.find(is(['enterprise'])) ?? members[0]) : members[0];
    parts = [...part(holder, largest), ...members.filter((m) => m !== holder).flatMap((m) => part(m, (100 - largest) / (members.length - 1)))];
  } else if (rule.of === 'researchBodies') {
    if (bodiesShare === null) return null;
    parts = [...part(bodies[0], bodiesShare), ...part(rest[0], 100 - bodiesShare)];
  } else if (rule.of === 'enterprises') {
    if (bodiesShare === null || !onlyEnterprises) return null;
    parts = [...part(bodies[0], bodiesShare), ...part(rest[0], 100 - bodiesShare)];
  } else if (rule.of === 'largeEnterprises') {
    const large = members.filter((m) => m.kind === 'enterprise' && m.size !== 'small' && m.size !== 'micro' && m.size !== 'medium');
    if (large.length > 0) return null;
    parts = part(members[0], 100);
  } else {
    if (answers.place !== 'south') return null;
    parts = part(members[0], 100);
  }
  return withCosts(call, (category, researchType) => {
    const cents = (id: string) => Math.round((parts!.find((p) => p.id === id)?.percent ?? 0) * (WHOLE / 100));
    return found({ ...said, members: members.map((m) => ({ ...m, costs: [{ category, researchType, cents: cents(m.id) }] })) });
  });
}

const limited = (rule: ShareRule, members: readonly MemberFacts[]): boolean =>
  rule.applies === 'always' || (rule.applies === 'ats' ? members.length > 1 : members.filter((m) => m.kind === 'enterprise').length >= 2);
