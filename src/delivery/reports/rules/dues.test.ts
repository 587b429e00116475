import { expect, test } from 'vitest';
import { askedIn, dueField, isSaid, readDues, type ReportDue } from './dues.ts';

const period = { fromOn: '2025-01-15', untilOn: '2025-07-14' };
const due = (id: string, dueOn: string, more: Partial<ReportDue> = {}): ReportDue => ({
  of: 'deliverables',
  id,
  title: id,
  dueOn,
  metOn: null,
  evidenceSha256: null,
  evidenceName: null,
  said: null,
  before: null,
  ...more,
});
const late = (newOn: string) => ({ outcome: 'late' as const, newOn, reason: 'Un motivo.' });

test('what is due in the period is asked, and what was due before and still is not there; what was given up or put off is not', () => {
  const asked = (...dues: ReportDue[]) => askedIn(period, dues).map((d) => d.id);
  expect(asked(due('first', '2025-01-15'), due('last', '2025-07-14'), due('next', '2025-07-15'), due('met', '2025-05-14', { metOn: '2025-05-01' }))).toEqual([
    'first',
    'last',
    'met',
  ]);
  expect(
    asked(
      due('never said', '2025-01-14'),
      due('met before', '2025-01-14', { metOn: '2025-01-14' }),
      due('met now', '2025-01-14', { metOn: '2025-01-15' }),
      due('given up', '2025-01-14', { before: { outcome: 'notReached', newOn: null, reason: 'x' } }),
      due('until now', '2025-01-14', { before: late('2025-07-14') }),
      due('until later', '2025-01-14', { before: late('2025-07-15') }),
    ),
  ).toEqual(['never said', 'met now', 'until now']);
});

test('late needs a day after the period and in the project, both need a reason; nothing chosen is nothing said', () => {
  const project = { untilOn: period.untilOn, endsOn: '2025-12-31' };
  const it = due('d', '2025-03-14');
  const read = (outcome: string, newOn = '', reason = 'Il banco prova è arrivato tardi.') =>
    readDues([it], { [dueField(it, 'outcome')]: outcome, [dueField(it, 'newOn')]: newOn, [dueField(it, 'reason')]: reason }, project);
  const at = dueField(it, 'newOn');
  expect(read('late', '2025-07-15').said).toEqual([
    { of: 'deliverables', id: 'd', outcome: 'late', newOn: '2025-07-15', reason: 'Il banco prova è arrivato tardi.' },
  ]);
  expect(read('notReached', '2025-07-15').said.map((s) => [s.outcome, s.newOn])).toEqual([['notReached', null]]);
  expect(read('', '2025-07-15')).toEqual({ said: [], problems: [] });
  const wrong = (...typed: Parameters<typeof read>) => read(...typed).problems.map((p) => [p.code, p.at]);
  expect([wrong('late'), wrong('late', '2025-07-14'), wrong('late', '2026-01-01')]).toEqual([
    [['form.required', at]],
    [['reports.due.newDay', at]],
    [['reports.due.newDay', at]],
  ]);
  expect(wrong('notReached', '', 'Tardi.')).toEqual([['reports.due.reason', dueField(it, 'reason')]]);
  expect([isSaid(it), isSaid({ ...it, metOn: '2025-03-01' }), isSaid({ ...it, said: late('2025-08-01') })]).toEqual([false, true, true]);
});
