import type { Finding, Source } from '#src/core/decision.ts';
import type { Cents, Percent } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { BodyKind, SizeClass } from '#src/partnership/organisations/states.ts';
import type { RuleOf } from '../schema.ts';
import type { ApplicantForm, CostCategory, ResearchType, ShareGroup } from '../vocabulary.ts';

type Nothing = Record<never, never>;
type Kinds = { among: readonly BodyKind[] };
type Sizes = { among: readonly SizeClass[] };
type Share = { of: ShareGroup; percent: Percent };
/** `moveCents`: the least to move between partners, the total unchanged, so that the limit holds. */
type ShareFigures = Share & { who: string; partCents: Cents; totalCents: Cents; sharePercent: Percent; moveCents: Cents };
type Proposals = { max: number; counts: 'lead' | 'member' };
type Cap = { category: CostCategory; percent: Percent };
type Flat = { category: CostCategory; of: CostCategory; percent: Percent };
type Between = { totalCents: Cents; minCents: Cents; maxCents: Cents };
type Women = { percent: Percent };
type Start = { event: RuleOf<'costsCountFrom'>['event'] };

/**
 * Everything that looking at a rule can find, with the figures that its words are made of. `.met` is in order, the others are not
 * (except `.notApplicable`, a rule that does not concern this proposal). `copy/findings.ts` says each in both languages.
 */
export type FindingParams = {
  'rule.applicantForm.met': { form: ApplicantForm };
  'rule.applicantForm.notAdmitted': { form: ApplicantForm; forms: readonly ApplicantForm[] };
  'rule.applicantForm.empty': { forms: readonly ApplicantForm[] };
  'rule.leadKind.met': { who: string; kind: BodyKind };
  'rule.leadKind.notAdmitted': Kinds & { who: string; kind: BodyKind };
  'rule.leadKind.noLead': Kinds;
  'rule.memberKind.met': Kinds;
  'rule.memberKind.notAdmitted': Kinds & { who: string; kind: BodyKind };
  'rule.memberKind.empty': Kinds;
  'rule.outsidePartnership.met': { of: readonly BodyKind[] };
  'rule.outsidePartnership.inside': { who: string };
  'rule.outsidePartnership.empty': { of: readonly BodyKind[] };
  'rule.sizeAmong.met': Sizes;
  'rule.sizeAmong.notApplicable': Nothing;
  'rule.sizeAmong.notAdmitted': Sizes & { who: string; size: SizeClass };
  'rule.sizeAmong.unknown': Sizes & { who: string };
  'rule.sizeAmong.empty': Sizes;
  'rule.members.met': { count: number };
  'rule.members.tooFew': { count: number; min: number; missing: number };
  'rule.members.tooMany': { count: number; max: number; over: number };
  'rule.mustInclude.met': { what: RuleOf<'mustInclude'>['what']; count: number };
  'rule.mustInclude.missing': { what: RuleOf<'mustInclude'>['what']; count: number; atLeast: number; missing: number };
  'rule.maxShare.met': Share & { highestPercent: Percent };
  'rule.maxShare.notApplicable': Share & { applies: RuleOf<'maxShare'>['applies'] };
  'rule.maxShare.noCosts': Share;
  'rule.maxShare.over': ShareFigures;
  'rule.maxShare.groupOver': ShareFigures;
  'rule.maxShare.impossible': { reachPercent: Percent; enterprises: number; researchBodies: number };
  'rule.minShare.met': Share & { lowestPercent: Percent };
  'rule.minShare.notApplicable': Share & { applies: RuleOf<'minShare'>['applies'] };
  'rule.minShare.noCosts': Share;
  'rule.minShare.under': ShareFigures;
  'rule.minShare.groupUnder': ShareFigures;
  'rule.proposalsPerApplicant.met': Proposals;
  /** `lead`: who is over is the one that this proposal is of, and cannot leave it. */
  'rule.proposalsPerApplicant.over': Proposals & { who: string; lead: boolean; count: number; over: number };
  'rule.proposalsPerApplicant.empty': Proposals;
  'rule.mainSpoke.met': { main: number; count: number };
  'rule.mainSpoke.none': { maxSpokes: number };
  'rule.mainSpoke.noMain': { spokes: readonly string[] };
  'rule.mainSpoke.tooMany': { count: number; maxSpokes: number; over: number };
  'rule.sectors.met': { sector: string };
  'rule.sectors.none': { among: readonly string[] };
  'rule.sectors.notAdmitted': { sector: string; among: readonly string[] };
  'rule.researchTypes.met': { types: readonly ResearchType[] };
  'rule.researchTypes.noCosts': { among: readonly ResearchType[] };
  'rule.researchTypes.notAdmitted': { who: string; type: ResearchType; cents: Cents; among: readonly ResearchType[] };
  'rule.projectCost.met': Between;
  'rule.projectCost.empty': Between;
  'rule.projectCost.below': Between & { missingCents: Cents };
  'rule.projectCost.above': Between & { overCents: Cents };
  'rule.maxGrant.met': { grantCents: Cents; maxCents: Cents };
  'rule.maxGrant.noCosts': { maxCents: Cents };
  'rule.maxGrant.over': { grantCents: Cents; maxCents: Cents; overCents: Cents };
  'rule.duration.met': { months: number; maxMonths: number };
  'rule.duration.missing': { maxMonths: number };
  'rule.duration.tooLong': { months: number; maxMonths: number; over: number };
  'rule.duration.noStart': { endsBy: CalendarDate };
  'rule.duration.endsInTime': { endsOn: CalendarDate; endsBy: CalendarDate };
  'rule.duration.endsLate': { endsOn: CalendarDate; endsBy: CalendarDate };
  'rule.categories.met': { among: readonly CostCategory[] };
  'rule.categories.noCosts': { among: readonly CostCategory[] };
  'rule.categories.notAdmitted': { who: string; category: CostCategory; cents: Cents };
  'rule.categoryCap.met': Cap & { partCents: Cents; sharePercent: Percent };
  'rule.categoryCap.noCosts': Cap;
  'rule.categoryCap.over': Cap & { partCents: Cents; totalCents: Cents; sharePercent: Percent; moveCents: Cents; removeCents: Cents };
  'rule.flatRate.met': Flat & { baseCents: Cents; cents: Cents };
  'rule.flatRate.typed': Flat & { who: string; cents: Cents };
  'rule.costsCountFrom.met': Start;
  'rule.costsCountFrom.tooEarly': Start & { startsOn: CalendarDate; notBefore: CalendarDate };
  'rule.womenShare.met': Women & { women: number; staff: number; sharePercent: Percent };
  'rule.womenShare.noStaff': Women;
  'rule.womenShare.below': Women & { women: number; staff: number; sharePercent: Percent; needed: number };
  'rule.placeOfImplementation.met': { area: 'italy' | 'south' };
  'rule.placeOfImplementation.empty': { area: 'italy' | 'south' };
  'rule.placeOfImplementation.missing': { area: 'italy' | 'south'; who: string };
  'rule.placeOfImplementation.outside': { area: 'italy' | 'south'; who: string; region: string };

  'aid.collaborationWithSme.met': { limitPercent: Percent };
  'aid.collaborationWithSme.oneEnterprise': { limitPercent: Percent; enterprises: number };
  'aid.collaborationWithSme.noSme': { limitPercent: Percent };
  'aid.collaborationWithSme.over': { who: string; sharePercent: Percent; limitPercent: Percent; moveCents: Cents };
  'aid.collaborationWithSme.noCosts': { limitPercent: Percent };
  'aid.researchBodies.met': { sharePercent: Percent; minPercent: Percent };
  'aid.researchBodies.none': { minPercent: Percent };
  'aid.researchBodies.noEnterprise': { minPercent: Percent };
  'aid.researchBodies.noCosts': { minPercent: Percent };
  /** `maxPercent`: the call's own limit on research bodies, null where it has none: their share must lie between the two. */
  'aid.researchBodies.below': { sharePercent: Percent; minPercent: Percent; maxPercent: Percent | null; moveCents: Cents };
  'aid.researchBodies.mayNotPublish': { sharePercent: Percent; minPercent: Percent };
  'aid.wideDissemination.met': Nothing;
  'aid.wideDissemination.notDeclared': Nothing;
};
export type FindingCode = keyof FindingParams;

type Looked = { source: Source };
type Outcome = <C extends FindingCode>(rule: Looked, code: C, params: FindingParams[C], at?: string) => Finding;

const finding =
  (isMet: boolean): Outcome =>
  (rule, code, params, at) => ({ met: isMet, code, params, source: rule.source, ...(at === undefined ? {} : { at }) });

/** A rule that was looked at and is in order. */
export const met = finding(true);

/** A rule that is not met, or cannot be told yet: what would have to change is in its figures. */
export const unmet = finding(false);

/**
 * Shares for showing. A share that passes its limit is rounded up and one that stays under it down (hundredths of a percent),
 * so that 70.001 % of a limit of 70 is never shown as 70.
 */
export const shareOver = (part: Cents, whole: Cents): Percent =>
  whole === 0 ? 0 : Number((BigInt(part) * 10_000n + BigInt(whole) - 1n) / BigInt(whole)) / 100;
export const shareUnder = (part: Cents, whole: Cents): Percent => (whole === 0 ? 0 : Number((BigInt(part) * 10_000n) / BigInt(whole)) / 100);

/** `percent` of `amount`, rounded up to the cent: the least that is at least the share. */
export const percentUp = (amount: Cents, percent: Percent): Cents => Number((BigInt(amount) * BigInt(Math.round(percent * 100)) + 9_999n) / 10_000n);
