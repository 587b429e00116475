import type { Actor } from '#src/core/actor.ts';
import { euros, sum } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { costCategoryWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import { programmeHead, templatesOf, wordingOf } from '#src/funding/screening/queries/letters.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { address, issueLetter } from '#src/plumbing/letters/issue.ts';
import { listed } from '#src/plumbing/letters/paper.ts';
import { reportCopy } from '../copy.ts';
import type { Line } from '../queries/lines.ts';
import { peopleActingFor } from '#src/partnership/organisations/queries/people.ts';
import type { Report } from '../queries/report.ts';
import { cutByRules, type Settlement } from '../rules/settlement.ts';

/** The cuts that a letter spells out one by one; the report's page has them all. */
const CUTS_SPELT_OUT = 40;

/** Tells the lead that a report was accepted, by numbered letter: what was reported, what is eligible, what was cut and why, the aid on it. */
export async function writeAcceptance(
  house: House,
  deed: Deed,
  actor: Actor | null,
  report: Report,
  { settlement, lines, note }: { settlement: Settlement; lines: readonly Line[]; note: string },
): Promise<void> {
  const { project } = report;
  const { call } = project;
  const own = await templatesOf(deed.tx, project.callId);
  const lead = project.members.find((m) => m.role === 'lead')!;
  const cut = lines.filter((l) => l.cutCents > 0);
  const ruled = cutByRules(settlement);
  const nameOf = (id: string) => project.members.find((m) => m.organisationId === id)?.name ?? '';
  await issueLetter(house, deed, actor, {
    kind: 'reportAccepted',
    callId: project.callId,
    applicationId: project.applicationId,
    head: {
      grantingBody: call.grantingBody.name,
      programme: await programmeHead(deed.tx, call.programme),
      to: lead.name,
      about: `${project.acronym}, ${project.code}`,
      example: call.example || house.settings.example,
    },
    words: (locale, letter) => {
      const t = speak(reportCopy, locale);
      const money = (cents: number) => euros(cents, locale);
      const spelt = cut
        .slice(0, CUTS_SPELT_OUT)
        .map((l) => t.cutLine(l.description, money(l.cutCents), l.cutReason ? t[`cut.${l.cutReason}`] : '', l.note ?? ''));
      const rest = cut.slice(CUTS_SPELT_OUT);
      return wordingOf('reportAccepted', locale, own, {
        acronym: project.acronym,
        title: project.title,
        protocol: project.code,
        lead: lead.name,
        code: call.officialCode,
        call: call.title[locale],
        letter,
        asked: t.reportFrom(report.number, showDate(report.fromOn, locale), showDate(report.untilOn, locale)),
        decision: t.acceptedAmounts(money(settlement.reportedCents), money(settlement.acceptedCents), money(settlement.aidCents)),
        reasons: listed([
          ...(cut.length + ruled.length === 0 ? [t.noCuts] : spelt),
          ...(rest.length > 0 ? [t.moreCuts(rest.length, money(sum(rest.map((l) => l.cutCents))))] : []),
          ...ruled.map((r) =>
            t.ruleCutLine(
              upperFirst(costCategoryWords[r.category][locale]),
              project.members.length > 1 ? nameOf(r.organisationId) : '',
              money(r.cents),
              t[r.why],
            ),
          ),
          ...(note === '' ? [] : [note]),
        ]),
        link: address(house, locale, `/reports/${report.id}`),
      });
    },
    readers: await peopleActingFor(deed.tx, [lead.organisationId]),
  });
}
