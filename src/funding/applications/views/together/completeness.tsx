import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { Icon } from '#src/ui/icon.tsx';
import { Progress } from '#src/ui/course.tsx';
import { togetherCopy } from '../../copy/together.ts';
import type { Application } from '../../queries/application.ts';
import type { OpenThreads } from '../../queries/comments.ts';
import type { Branch } from '../../queries/edits.ts';
import type { Examination } from '../../rules/examine.ts';
import { progressOf } from '../../rules/progress.ts';
import { addressOf, stepLabel, ToPutRight } from '../parts.tsx';
import { OpenConflicts } from './conflict.tsx';

export type CompletenessProps = { application: Application; examination: Examination; branches: readonly Branch[]; open: readonly OpenThreads[] };

/** How far each step has come, then all that stands between the draft and its submission, every line a link to its place. */
export function Completeness({ application, examination, branches, open }: CompletenessProps) {
  const t = useCopy(togetherCopy);
  const { locale } = usePage();
  const path = useHref();
  const { call } = application.version;
  const commentsIn = (step: string) => open.filter((o) => o.section !== null && `sections/${o.section}` === step).reduce((n, o) => n + o.count, 0);
  const whole = open.filter((o) => o.section === null).reduce((n, o) => n + o.count, 0);
  return (
    <>
      <OpenConflicts application={application} branches={branches} />
      <ul class="m-steps-progress">
        {progressOf(call, application.proposal, examination).map(({ step, done, of, left }) => {
          const comments = commentsIn(step);
          return (
            <li key={step}>
              <Progress
                label={<a href={path(addressOf(application.id, step))}>{stepLabel(call, step, locale)}</a>}
                value={of === 0 ? 1 : done}
                max={of === 0 ? 1 : of}
                said={left === 0 ? t.complete : t.done(done, of)}
                tone={left === 0 ? 'good' : 'accent'}
                note={
                  (left > 0 || comments > 0) && (
                    <>
                      {left > 0 && t.toDo(left)}
                      {left > 0 && comments > 0 && ', '}
                      {comments > 0 && <a href={path(`${addressOf(application.id, 'comments')}`)}>{t.commentCount(comments)}</a>}
                    </>
                  )
                }
              />
            </li>
          );
        })}
      </ul>
      {whole > 0 && (
        <p>
          <Icon name="arrow-right" />{' '}
          <a href={path(addressOf(application.id, 'comments'))}>
            {t.onWhole}: {t.commentCount(whole)}
          </a>
        </p>
      )}
      <ToPutRight application={application} reasons={examination.toPutRight} />
    </>
  );
}
