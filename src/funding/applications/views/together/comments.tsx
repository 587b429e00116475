import type { Decision } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, Button } from '#src/ui/buttons.tsx';
import { CheckboxGroup } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Actions, EmptyState } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { togetherCopy } from '../../copy/together.ts';
import type { Application } from '../../queries/application.ts';
import type { Colleague, Comment, Thread } from '../../queries/comments.ts';
import { addressOf, ApplicationHead } from '../parts.tsx';
import { fieldAt } from '../../queries/historySpec.ts';

export type CommentsProps = {
  application: Application;
  threads: readonly Thread[];
  /** The field that the page is about; the whole application and all its fields otherwise. */
  place: { section: string; field: string } | null;
  people: readonly Colleague[];
  discusses: Decision;
  form?: Again | undefined;
};

export function CommentsPage({ application, threads, place, people, discusses, form }: CommentsProps) {
  const t = useCopy(togetherCopy);
  const { locale, actor } = usePage();
  const open = threads.filter((c) => c.resolvedAt === null);
  const resolved = threads.filter((c) => c.resolvedAt !== null);
  const label = place && fieldAt(application, place)?.label[locale];
  const draw = (list: readonly Thread[]) =>
    list.map((thread) => <OneThread key={thread.id} {...{ application, thread, discusses }} placed={place === null} form={form} />);
  return (
    <>
      <ApplicationHead application={application} step={label ? t.commentsOn(label) : t.comments} lead={t.commentsLead} />
      <Section title={t.openThreads} id="open">
        {open.length === 0 ? <EmptyState title={t.noComments} /> : draw(open)}
      </Section>
      <Section title={t.newComment} id="new">
        {discusses.ok ? (
          <Form action={addressOf(application.id, 'comments')} form={form && !open.some((c) => c.id === form.values['thread']) ? form : filled({})} id="new">
            {place && (
              <>
                <input type="hidden" name="section" value={place.section} />
                <input type="hidden" name="field" value={place.field} />
              </>
            )}
            <TextArea name="body" label={t.yourComment} required rows={4} limit={4000} />
            {people.length > 1 && (
              <CheckboxGroup
                name="tell"
                label={t.tell}
                hint={t.tellHint}
                inline
                options={people.filter((p) => p.id !== actor?.id).map((p) => ({ value: p.id, label: p.name }))}
              />
            )}
            <Actions>
              <Button>{t.send}</Button>
            </Actions>
          </Form>
        ) : (
          <Reasons reasons={discusses.reasons} />
        )}
      </Section>
      {resolved.length > 0 && (
        <Section title={t.resolvedThreads} id="resolved">
          {draw(resolved)}
        </Section>
      )}
    </>
  );
}

function OneThread({
  application,
  thread,
  discusses,
  placed,
  form,
}: {
  application: Application;
  thread: Thread;
  discusses: Decision;
  placed: boolean;
  form: Again | undefined;
}) {
  const t = useCopy(togetherCopy);
  const { locale } = usePage();
  const path = useHref();
  const field = fieldAt(application, thread);
  const at = (what: string) => addressOf(application.id, `comments/${thread.id}/${what}`);
  const refused = form?.values['thread'] === thread.id ? form : undefined;
  return (
    <article class="m-thread" id={`comment-${thread.id}`}>
      {placed && (
        <h3>
          {thread.section === null ? (
            t.onWhole
          ) : (
            <a href={path(`${addressOf(application.id, `sections/${thread.section}`)}#f-${thread.field}`)}>{field?.label[locale] ?? thread.field}</a>
          )}
        </h3>
      )}
      <OneComment application={application} comment={thread} discusses={discusses} />
      {thread.answers.map((answer) => (
        <div class="m-answer" key={answer.id}>
          <OneComment application={application} comment={answer} discusses={discusses} />
        </div>
      ))}
      {thread.resolvedAt !== null && <p class="m-hint">{t.resolvedBy(thread.resolvedBy ?? '', thread.resolvedAt)}</p>}
      {discusses.ok && (
        <Actions>
          {thread.resolvedAt === null ? (
            <>
              <details open={refused !== undefined}>
                <summary>{t.reply}</summary>
                <Form action={addressOf(application.id, 'comments')} form={refused ?? filled({})} id={`a-${thread.id}`}>
                  <input type="hidden" name="thread" value={thread.id} />
                  <TextArea name="body" label={t.reply} required rows={3} limit={4000} />
                  <Button small>{t.send}</Button>
                </Form>
              </details>
              <ActionButton action={at('resolution')} tone="secondary" small>
                {t.resolve}
              </ActionButton>
            </>
          ) : (
            <ActionButton action={at('reopening')} tone="secondary" small>
              {t.reopen}
            </ActionButton>
          )}
        </Actions>
      )}
    </article>
  );
}

function OneComment({ application, comment, discusses }: { application: Application; comment: Comment; discusses: Decision }) {
  const t = useCopy(togetherCopy);
  const { locale, actor } = usePage();
  if (comment.deletedAt !== null) return <p class="m-none">{t.removed}</p>;
  const at = (what = '') => addressOf(application.id, `comments/${comment.id}${what}`);
  return (
    <>
      <p class="m-comment-head">
        <strong>{comment.person}</strong>, {showInstant(comment.at, locale)}
        {comment.editedAt && ` (${t.edited(comment.editedAt)})`}
      </p>
      <p class="m-comment">{comment.body}</p>
      {comment.told.length > 0 && <p class="m-hint">{t.told(comment.told.join(', '))}</p>}
      {discusses.ok && actor?.id === comment.personId && (
        <details>
          <summary>{t.edit}</summary>
          <Form action={at()} form={filled({ body: comment.body })} id={`e-${comment.id}`}>
            <TextArea name="body" label={t.yourComment} required rows={3} limit={4000} />
            <Button small>{t.saveComment}</Button>
          </Form>
          <ActionButton action={at('/removal')} tone="danger" small>
            {t.remove}
          </ActionButton>
        </details>
      )}
    </>
  );
}
