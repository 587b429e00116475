import type { Finding } from '#src/core/decision.ts';
import { addDays, addMonths, romeDate, type CalendarDate } from '#src/core/time.ts';
import type { ProposalFacts } from '../facts.ts';
import type { Call, RuleOf } from '../schema.ts';
import { currentDeadline, opensAt } from './calendar.ts';
import { met, unmet } from './outcomes.ts';

/** Rules on what is proposed and when. One Spoke alone is the main one; of several, the main one must be said. */
export function mainSpoke(rule: RuleOf<'mainSpoke'>, facts: ProposalFacts): Finding[] {
  const { maxSpokes } = rule;
  const spokes = [...new Set([...facts.spokes, ...(facts.mainSpoke === null ? [] : [facts.mainSpoke])])].sort((a, b) => a - b);
  const count = spokes.length;
  if (count === 0) return [unmet(rule, 'rule.mainSpoke.none', { maxSpokes }, 'spokes')];
  if (count > maxSpokes) return [unmet(rule, 'rule.mainSpoke.tooMany', { count, maxSpokes, over: count - maxSpokes }, 'spokes')];
  const main = facts.mainSpoke ?? (count === 1 ? spokes[0]! : null);
  return [main === null ? unmet(rule, 'rule.mainSpoke.noMain', { spokes: spokes.map(String) }, 'spokes') : met(rule, 'rule.mainSpoke.met', { main, count })];
}

export function sectors(rule: RuleOf<'sectors'>, facts: ProposalFacts): Finding[] {
  const { among } = rule;
  const { sector } = facts;
  if (!sector) return [unmet(rule, 'rule.sectors.none', { among }, 'sector')];
  return [among.includes(sector) ? met(rule, 'rule.sectors.met', { sector }) : unmet(rule, 'rule.sectors.notAdmitted', { sector, among }, 'sector')];
}

export function duration(rule: RuleOf<'duration'>, facts: ProposalFacts): Finding[] {
  const { maxMonths, endsBy } = rule;
  const { durationMonths: months, startsOn } = facts;
  const length = !months
    ? unmet(rule, 'rule.duration.missing', { maxMonths }, 'durationMonths')
    : months > maxMonths
      ? unmet(rule, 'rule.duration.tooLong', { months, maxMonths, over: months - maxMonths }, 'durationMonths')
      : met(rule, 'rule.duration.met', { months, maxMonths });
  if (!endsBy) return [length];
  if (!startsOn) return [length, unmet(rule, 'rule.duration.noStart', { endsBy }, 'startsOn')];
  if (!months) return [length];
  const endsOn = lastDay(startsOn, months);
  return [
    length,
    endsOn <= endsBy ? met(rule, 'rule.duration.endsInTime', { endsOn, endsBy }) : unmet(rule, 'rule.duration.endsLate', { endsOn, endsBy }, 'startsOn'),
  ];
}

/** A project of 18 months that starts on 1 April ends on 30 September; one month from 31 January ends on the last day of February. */
export function lastDay(startsOn: CalendarDate, months: number): CalendarDate {
  const sameDay = addMonths(startsOn, months);
  return sameDay.slice(8) === startsOn.slice(8) ? addDays(sameDay, -1) : sameDay;
}

/** Nothing is signed or decreed before the deadline, and nothing handed in before the opening: a project that starts earlier has costs that cannot count. */
export function costsCountFrom(rule: RuleOf<'costsCountFrom'>, facts: ProposalFacts, call: Call): Finding[] {
  const { event } = rule;
  const notBefore = romeDate(event === 'submission' ? opensAt(call) : currentDeadline(call));
  const { startsOn } = facts;
  return [
    startsOn && startsOn < notBefore
      ? unmet(rule, 'rule.costsCountFrom.tooEarly', { event, startsOn, notBefore }, 'startsOn')
      : met(rule, 'rule.costsCountFrom.met', { event }),
  ];
}
