import { describe, expect, test } from 'vitest';
import { isWorkingDay } from '#src/core/holidays.ts';
import { sum } from '#src/core/money.ts';
import { addDays, addMonths, type CalendarDate } from '#src/core/time.ts';
import { readCall } from '../../../test/factories/proposal.ts';
import { lateDays, MONTHS, MORE_MONTHS, stages } from './lateDays.ts';
import { spentPercent } from './reporting.ts';

const { reporting, variations } = readCall('01-2024').delivery!;

/** Every day from the first on which the example can be filled, over leap years. */
const days: CalendarDate[] = [];
for (let day = '2026-11-01'; day <= '2033-03-31'; day = addDays(day, 1)) days.push(day);
const odd = ['2026-12-01', '2026-12-31', '2027-01-31', '2027-02-01', '2027-02-28', '2027-03-01', '2028-02-29', '2028-03-31', '2029-05-31'];

/** The first of a list that is not after the one before it. */
const notAfter = (list: readonly CalendarDate[]) => list.find((day, i) => i > 0 && day <= list[i - 1]!);

describe.each(stages)('a project that is %s, whenever the example is filled', (stage) => {
  test.each([...odd, 'any day'])('on %s', (when) => {
    for (const today of when === 'any day' ? days : [when]) {
      const d = lateDays(today, stage);
      const { askedOn, answeredOn, offeredOn, signedOn, acceptedOn, plannedOn } = d.extension;
      // A payment is on its statement six days after it was proposed; nothing but the last period is still ahead.
      const story = [
        d.preparedOn,
        d.startsOn,
        d.secondFrom,
        d.paidOn[0],
        addDays(d.paidOn[0], 6),
        askedOn,
        answeredOn,
        offeredOn,
        signedOn,
        acceptedOn,
        plannedOn,
        d.thirdFrom,
        d.paidOn[1],
        addDays(d.paidOn[1], 6),
        today,
      ];
      expect([today, notAfter(story)]).toEqual([today, undefined]);
      expect([today, ...Object.values(d.extension).filter((day) => !isWorkingDay(day))]).toEqual([today]);
      expect(answeredOn <= addDays(askedOn, variations.answerDays) && signedOn <= addDays(offeredOn, variations.addendum!.signWithinDays)).toBe(true);
      expect(addDays(d.endsOn, 1)).toBe(addMonths(d.startsOn, MONTHS + MORE_MONTHS));
      const due = addDays(d.endsOn, reporting.submitWithinDays);
      // The latest report is checked 27 days after its term, see `reported`.
      if (stage === 'accepted') expect(addDays(due, 27) < d.proposedOn && d.proposedOn < today).toBe(true);
      // It was written five days after its period, and handed in four to eight days ago, in time.
      if (stage === 'handedIn') expect(addDays(d.endsOn, 5) <= addDays(today, -8) && today <= due).toBe(true);
      // Three months are over, of which the researcher filled in the last on its last day; the fourth runs.
      if (stage === 'running') expect([addMonths(d.thirdFrom, 3), d.endsOn > today]).toEqual([`${today.slice(0, 7)}-01`, true]);
    }
  });
});

test('no line of a budget is spent more than whole', () => {
  expect(sum(spentPercent)).toBeLessThanOrEqual(100);
  expect([MONTHS + MORE_MONTHS, spentPercent.length]).toEqual([MONTHS + variations.extension!.atMostMonths, 3]);
});
