import type { Actor } from '#src/core/actor.ts';
import { sha256 } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { showInstant } from '#src/core/time.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { liveOf } from '#src/plumbing/live.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { applicationById, type Application } from '../queries/application.ts';
import { colleagues, commentOf, untoldTo } from '../queries/comments.ts';
import { isUuid } from '../schema.ts';
import { changesComment, discusses, reads } from '../together/policy.ts';
import { topicOf } from '../together/presence.ts';
import { knownForm, locked, subjectOf } from './locked.ts';

export type NewComment = {
  section: string | null;
  field: string | null;
  /** The comment that is answered; its place counts. */
  thread: string | null;
  body: string;
  /** Who is to hear of it by mail. */
  tell: readonly string[];
  key?: string | null;
};

type Kept = NonNullable<Awaited<ReturnType<typeof commentOf>>>;

/** For whoever does not work on the application there are no comments at all. */
function commenting<T>(
  house: House,
  actor: Actor | null,
  applicationId: string,
  deed: string,
  work: (deed: Deed, application: Application) => Promise<T>,
): Promise<T> {
  knownForm(applicationId);
  return act(house, actor, deed, subjectOf(applicationId), async (d) => {
    const application = await locked(d, actor, applicationId);
    if (!reads(actor, application).ok) throw notFound();
    return work(d, application);
  });
}

async function existing({ tx }: Deed, application: Application, id: string): Promise<Kept> {
  const comment = isUuid(id) ? await commentOf(tx, application.id, id) : undefined;
  if (!comment) throw notFound();
  return comment;
}

/** Answers the comment's id. Who wrote in a thread before hears of what comes after. */
export async function addComment(house: House, actor: Actor | null, applicationId: string, input: NewComment): Promise<string> {
  const { key = null } = input;
  const id = await commenting(house, actor, applicationId, 'application.comment', async (deed, application) => {
    const { tx, at, record } = deed;
    const before =
      key === null
        ? undefined
        : await tx
            .selectFrom('application_comments')
            .select('id')
            .where('application_id', '=', applicationId)
            .where('person_id', '=', actor!.id)
            .where('key', '=', key)
            .executeTakeFirst();
    if (before) {
      await record({ kind: 'application.commentRepeated', subject: subjectOf(applicationId) });
      return before.id;
    }
    demand(discusses(actor, application));
    const asked = input.thread === null ? null : await existing(deed, application, input.thread);
    const first = asked?.threadId ? await existing(deed, application, asked.threadId) : asked;
    if (first?.resolvedAt) throw new AppError('conflict', [reason('application.commentResolved')]);
    const place = first ?? { section: input.section, field: input.field };
    if (
      !first &&
      place.section !== null &&
      !application.version.call.form.sections.some((s) => s.id === place.section && s.fields.some((f) => f.id === place.field))
    )
      throw notFound();
    const people = (await colleagues(tx, application)).map((c) => c.id);
    if (input.tell.some((t) => !people.includes(t))) throw new AppError('invalid', [reason('application.mentionStranger', {}, { at: 'tell' })]);
    const { id: made } = await tx
      .insertInto('application_comments')
      .values({
        application_id: applicationId,
        thread_id: first?.id ?? null,
        section: place.section,
        field: place.field,
        body: input.body,
        person_id: actor!.id,
        at,
        key,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const wrote = first
      ? await tx
          .selectFrom('application_comments')
          .select('person_id')
          .distinct()
          .where((e) => e.or([e('id', '=', first.id), e('thread_id', '=', first.id)]))
          .execute()
      : [];
    const tell = [...new Set([...input.tell, ...wrote.map((w) => w.person_id)])].filter((t) => t !== actor!.id && people.includes(t));
    if (tell.length > 0)
      await tx
        .insertInto('comment_mentions')
        .values(tell.map((person_id) => ({ comment_id: made, person_id })))
        .execute();
    for (const person of tell) await queueDigest(deed, applicationId, person);
    await record({
      kind: 'application.commented',
      subject: subjectOf(applicationId),
      body: { comment: made, thread: first?.id ?? null, section: place.section, field: place.field, told: tell, sha256: sha256(input.body) },
    });
    return made;
  });
  tellCommented(house, actor!, applicationId);
  return id;
}

/** At the next full hour, once, whatever is written until then. */
function queueDigest({ enqueue, at }: Deed, application: string, person: string): Promise<void> {
  const hour = 3_600_000;
  const runAt = new Date((Math.floor(Date.parse(at) / hour) + 1) * hour);
  return enqueue({ task: 'application.commentDigest', payload: { application, person }, key: `application.commentDigest/${application}/${person}`, runAt });
}

/** The text before is traced by its hash. */
export async function editComment(house: House, actor: Actor | null, applicationId: string, id: string, body: string): Promise<void> {
  await commenting(house, actor, applicationId, 'application.editComment', async (deed, application) => {
    const comment = await existing(deed, application, id);
    demand(changesComment(actor, application, comment));
    await deed.tx.updateTable('application_comments').set({ body, edited_at: deed.at }).where('id', '=', id).execute();
    await deed.record({
      kind: 'application.commentEdited',
      subject: subjectOf(applicationId),
      body: { comment: id, before: sha256(comment.body), sha256: sha256(body) },
    });
  });
  tellCommented(house, actor!, applicationId);
}

/** The text goes, the trace that there was one stays. */
export async function deleteComment(house: House, actor: Actor | null, applicationId: string, id: string): Promise<void> {
  await commenting(house, actor, applicationId, 'application.deleteComment', async (deed, application) => {
    const comment = await existing(deed, application, id);
    demand(changesComment(actor, application, comment));
    await deed.tx.updateTable('application_comments').set({ body: '', deleted_at: deed.at }).where('id', '=', id).execute();
    await deed.record({ kind: 'application.commentDeleted', subject: subjectOf(applicationId), body: { comment: id, sha256: sha256(comment.body) } });
  });
  tellCommented(house, actor!, applicationId);
}

export const resolveThread = (house: House, actor: Actor | null, applicationId: string, id: string): Promise<void> =>
  closing(house, actor, applicationId, id, true);
export const reopenThread = (house: House, actor: Actor | null, applicationId: string, id: string): Promise<void> =>
  closing(house, actor, applicationId, id, false);

async function closing(house: House, actor: Actor | null, applicationId: string, id: string, resolved: boolean): Promise<void> {
  await commenting(house, actor, applicationId, resolved ? 'application.resolveThread' : 'application.reopenThread', async (deed, application) => {
    const comment = await existing(deed, application, id);
    if (comment.threadId !== null) throw notFound();
    demand(discusses(actor, application));
    if ((comment.resolvedAt !== null) !== resolved)
      await deed.tx
        .updateTable('application_comments')
        .set(resolved ? { resolved_at: deed.at, resolved_by: actor!.id } : { resolved_at: null, resolved_by: null })
        .where('id', '=', id)
        .execute();
    await deed.record({
      kind: resolved ? 'application.threadResolved' : 'application.threadReopened',
      subject: subjectOf(applicationId),
      body: { comment: id },
    });
  });
  tellCommented(house, actor!, applicationId);
}

const tellCommented = (house: House, actor: Actor, applicationId: string) =>
  liveOf(house).publish(topicOf(applicationId), { kind: 'commented', person: actor.id });

/** One letter with all that a person has not heard of yet; none to somebody who does not work on the application any more. */
export async function sendCommentDigest(house: House, applicationId: string, personId: string): Promise<void> {
  const application = await applicationById(house.db, applicationId);
  if (!application || (await untoldTo(house.db, applicationId, personId)).length === 0) return;
  await act(house, null, 'application.tellComments', subjectOf(applicationId), async (deed) => {
    const { tx, at, record } = deed;
    await tx.selectFrom('applications').select('id').where('id', '=', applicationId).forUpdate().execute();
    const untold = await untoldTo(tx, applicationId, personId);
    const person = (await colleagues(tx, application)).find((c) => c.id === personId);
    if (untold.length > 0)
      await tx
        .updateTable('comment_mentions')
        .set({ told_at: at })
        .where('person_id', '=', personId)
        .where(
          'comment_id',
          'in',
          untold.map((u) => u.commentId),
        )
        .execute();
    if (person && untold.length > 0) await queueMail(deed, letter(house, application, person, untold, at));
    await record({ kind: 'application.commentsTold', subject: subjectOf(applicationId), body: { person: personId, comments: person ? untold.length : 0 } });
  });
}

function letter(
  house: House,
  application: Application,
  person: { id: string; name: string; email: string; locale: 'it' | 'en' },
  untold: Awaited<ReturnType<typeof untoldTo>>,
  at: string,
) {
  const { locale } = person;
  const it = locale === 'it';
  const { sections } = application.version.call.form;
  const name = application.proposal.acronym || application.proposal.title || (it ? 'domanda senza titolo' : 'untitled application');
  const where = ({ section, field }: { section: string | null; field: string | null }) =>
    section === null
      ? it
        ? 'sulla domanda intera'
        : 'on the whole application'
      : `${it ? 'su' : 'on'} «${sections.find((s) => s.id === section)?.fields.find((f) => f.id === field)?.label[locale] ?? field}»`;
  const lines = untold.map((u) => `${u.person}, ${showInstant(u.at, locale)}, ${where(u)}:\n${u.body.length > 500 ? `${u.body.slice(0, 500)}…` : u.body}`);
  const address = `${house.settings.origin}${it ? '' : '/en'}/applications/${application.id}/comments`;
  const n = untold.length;
  return {
    key: `application.commentDigest/${application.id}/${person.id}/${at}`,
    to: person.email,
    subject: it ? `${n === 1 ? 'Un commento' : `${n} commenti`} alla domanda ${name}` : `${n === 1 ? 'A comment' : `${n} comments`} on the application ${name}`,
    text: `${it ? `Gentile ${person.name},` : `Dear ${person.name},`}\n\n${lines.join('\n\n')}\n\n${it ? 'Per rispondere:' : 'To answer:'} ${address}`,
  };
}
