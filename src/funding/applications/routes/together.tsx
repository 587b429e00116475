import { AppError, demand, notFound } from '#src/core/errors.ts';
import { door, type Again, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { speak } from '#src/core/words.ts';
import { baseOf, saveAnswer, type Outcome } from '../actions/answers.ts';
import { addComment, deleteComment, editComment, reopenThread, resolveThread } from '../actions/comments.ts';
import { togetherCopy } from '../copy/together.ts';
import { can } from '../policy.ts';
import type { Application } from '../queries/application.ts';
import { colleagues, commentOf, threadsOf } from '../queries/comments.ts';
import { editOf, history, lastEdits, openBranches, type Branch } from '../queries/edits.ts';
import { fieldAt, historySpec, namesOf } from '../queries/historySpec.ts';
import { answerText, differences } from '../rules/differences.ts';
import { formValues, isSent, readAnswer } from '../rules/typed.ts';
import { commentInput, editedCommentInput, isUuid, settlementInput, type CommentInput } from '../schema.ts';
import { liveStream } from '../together/stream.ts';
import { discusses, reads } from '../together/policy.ts';
import { saysHere } from '../together/presence.ts';
import { addressOf } from '../views/parts.tsx';
import { CommentsPage } from '../views/together/comments.tsx';
import { ConflictPage } from '../views/together/conflict.tsx';
import { HistoryPage } from '../views/together/history.tsx';
import { idOf, load, person, signedIn, type AnyAsk } from './pages.tsx';

/** For its own people; whoever else may see an application sees nothing of how it was written. */
async function loadOwn(ask: AnyAsk): Promise<Application> {
  const application = await load(ask);
  if (!reads(ask.actor, application).ok) throw notFound();
  return application;
}

const writable = (ask: AnyAsk, application: Application) => can.write(ask.actor, application, application.version.call, ask.now.toISOString());
const words = (ask: AnyAsk) => speak(togetherCopy, ask.locale);
const editIdOf = (ask: AnyAsk): number => {
  const asked = ask.params['edit'] ?? '';
  if (!/^\d{1,15}$/.test(asked)) throw notFound();
  return Number(asked);
};

/** The fields with two texts, of these edits. */
export async function conflictPage(ask: AnyAsk, edits: readonly number[], status = 200, again?: Again): Promise<Reply> {
  const application = await loadOwn(ask);
  const branches = (await openBranches(ask.house.db, application.id)).filter((b) => edits.includes(b.edit));
  if (branches.length === 0) return seeOther(addressOf(application.id));
  const view = (
    <ConflictPage
      application={application}
      branches={branches}
      last={await lastEdits(ask.house.db, application.id)}
      writable={writable(ask, application)}
      form={again}
    />
  );
  return page(words(ask).conflict, view, { status, address: addressOf(application.id, `conflicts/${branches[0]!.edit}`), script: true });
}

/** What became of an autosave, with what a page needs to show it in place. */
export async function toldOutcome(ask: AnyAsk, outcome: Outcome) {
  const application = await load(ask);
  const shown = (value: Parameters<typeof answerText>[1], at: { section: string; field: string }) =>
    answerText(fieldAt(application, at), value, ask.locale, namesOf(application));
  return {
    revision: outcome.revision,
    at: outcome.at,
    saved: outcome.saved.map(({ value, ...s }) => {
      const field = fieldAt(application, s);
      return { ...s, ...(field && s.how !== 'typed' && { values: formValues(field, value, ask.locale) }) };
    }),
    conflicts: outcome.conflicts.map(({ mine, theirs, ...c }) => {
      const field = fieldAt(application, c);
      return {
        ...c,
        address: addressOf(application.id, `conflicts/${c.edit}`),
        values: field ? formValues(field, theirs, ask.locale) : {},
        differences: differences(shown(theirs, c), shown(mine, c)),
      };
    }),
  };
}

async function openBranch(ask: AnyAsk): Promise<Branch> {
  const [branch] = await openBranches(ask.house.db, (await loadOwn(ask)).id, editIdOf(ask));
  if (!branch) throw notFound();
  return branch;
}

async function historyPage(ask: AnyAsk): Promise<Reply> {
  const application = await loadOwn(ask);
  const spec = historySpec(application);
  const listed = await list(ask.house.db, history(ask.house.db, application.id), spec, ask.url);
  if (listed.state.csv) return file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', ask.locale === 'it' ? 'cronologia.csv' : 'history.csv');
  const restored = ask.url.searchParams.has('restored');
  return page(words(ask).history, <HistoryPage application={application} listed={listed} writable={writable(ask, application)} restored={restored} />, {
    wide: true,
    script: true,
  });
}

async function commentsPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const application = await loadOwn(ask);
  const asked = {
    section: String(again?.values['section'] ?? ask.url.searchParams.get('section') ?? ''),
    field: String(again?.values['field'] ?? ask.url.searchParams.get('field') ?? ''),
  };
  const place = fieldAt(application, asked) ? asked : null;
  const { db } = ask.house;
  return page(
    words(ask).comments,
    <CommentsPage
      application={application}
      threads={await threadsOf(db, application.id, place ?? undefined)}
      place={place}
      people={await colleagues(db, application)}
      discusses={discusses(ask.actor, application)}
      form={again}
    />,
    { address: commentsAddress(application.id, place), script: true },
  );
}

const commentsAddress = (id: string, place: { section: string | null; field: string | null } | null) =>
  `${addressOf(id, 'comments')}${place?.section && place.field ? `?section=${encodeURIComponent(place.section)}&field=${encodeURIComponent(place.field)}` : ''}`;

/** Back to the thread that something was done in. */
async function toThread(ask: AnyAsk, comment: string): Promise<Reply> {
  const found = isUuid(comment) ? await commentOf(ask.house.db, idOf(ask), comment) : undefined;
  return seeOther(`${commentsAddress(idOf(ask), found ?? null)}#comment-${found?.threadId ?? comment}`);
}

const commentOn = (ask: AnyAsk, { section = null, field = null, thread = null, body, tell }: CommentInput) =>
  addComment(ask.house, ask.actor, idOf(ask), { section, field, thread, body, tell, key: ask.idempotencyKey });

const commentDoor = (what: string, does: string, work: (house: AnyAsk['house'], actor: AnyAsk['actor'], id: string, comment: string) => Promise<void>): Door =>
  door({
    method: 'POST',
    path: `/applications/:id/comments/:comment/${what}`,
    access: signedIn,
    does,
    async handler(ask) {
      const comment = ask.params['comment'] ?? '';
      await work(ask.house, ask.actor, idOf(ask), comment);
      return toThread(ask, comment);
    },
  });

export const togetherDoors: Door[] = [
  door({ method: 'GET', path: '/applications/:id/history', access: signedIn, handler: historyPage }),
  door({
    method: 'POST',
    path: '/applications/:id/history/:edit/restoration',
    access: signedIn,
    does: 'application.restoreAnswer',
    async handler(ask) {
      const application = await loadOwn(ask);
      const edit = await editOf(ask.house.db, application.id, editIdOf(ask));
      if (!edit) throw notFound();
      const { section, field, value } = edit;
      const base = baseOf(ask.raw, field);
      const outcome = await saveAnswer(ask.house, ask.actor, application.id, {
        section,
        field,
        value,
        base,
        how: 'restored',
        key: ask.idempotencyKey,
        revision: application.revision,
      });
      if (outcome.conflicts.length > 0)
        return conflictPage(
          ask,
          outcome.conflicts.map((c) => c.edit),
          409,
        );
      return seeOther(`${addressOf(application.id, 'history')}?section=${encodeURIComponent(section)}&field=${encodeURIComponent(field)}&restored=`);
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/conflicts/:edit',
    access: signedIn,
    handler: async (ask) => conflictPage(ask, [(await openBranch(ask)).edit]),
  }),
  door({
    method: 'POST',
    path: '/applications/:id/conflicts/:edit',
    access: signedIn,
    does: 'application.settleAnswer',
    input: settlementInput,
    again: (ask, again) => conflictPage(ask, [Number(ask.params['edit'])], 422, again),
    async handler(ask) {
      const application = await loadOwn(ask);
      const branch = await openBranch(ask);
      const { section, field: id } = branch;
      const field = fieldAt(application, branch);
      const base = baseOf(ask.raw, id);
      if (!field || base === null) throw new AppError('invalid', [{ code: 'form.invalid', params: {} }]);
      const { choice } = ask.input;
      if (choice === 'written' && !isSent(field, ask.raw)) throw new AppError('invalid', [{ code: 'form.required', params: {}, at: id }]);
      const theirs = application.proposal.answers[section]?.[id] ?? '';
      const value = choice === 'theirs' ? theirs : choice === 'mine' ? branch.mine : readAnswer(field, ask.raw);
      // Who leaves what counts means what counts now, whoever wrote it.
      const against = choice === 'theirs' ? (application.answerVersions[section]?.[id] ?? 0) : base;
      const outcome = await saveAnswer(ask.house, ask.actor, application.id, {
        section,
        field: id,
        value,
        base: against,
        key: ask.idempotencyKey,
        settles: branch.edit,
      });
      const asJson = ask.headers.get('accept')?.startsWith('application/json');
      if (asJson) return json(await toldOutcome(ask, outcome), outcome.conflicts.length > 0 ? 409 : 200);
      const more = outcome.conflicts.map((c) => c.edit);
      return more.length > 0
        ? conflictPage(ask, more, 409)
        : seeOther(`${addressOf(application.id, `sections/${section}`)}?saved=${encodeURIComponent(`sections/${section}`)}`);
    },
  }),
  door({ method: 'GET', path: '/applications/:id/comments', access: signedIn, handler: (ask) => commentsPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/comments',
    access: signedIn,
    does: 'application.comment',
    input: commentInput,
    again: commentsPage,
    handler: async (ask) => toThread(ask, await commentOn(ask, ask.input)),
  }),
  door({
    method: 'POST',
    path: '/applications/:id/comments/:comment',
    access: signedIn,
    does: 'application.editComment',
    input: editedCommentInput,
    again: commentsPage,
    async handler(ask) {
      const comment = ask.params['comment'] ?? '';
      await editComment(ask.house, ask.actor, idOf(ask), comment, ask.input.body);
      return toThread(ask, comment);
    },
  }),
  commentDoor('removal', 'application.deleteComment', deleteComment),
  commentDoor('resolution', 'application.resolveThread', resolveThread),
  commentDoor('reopening', 'application.reopenThread', reopenThread),
  door({
    method: 'GET',
    path: '/applications/:id/live',
    access: signedIn,
    async handler(ask) {
      const application = await forWriters(ask);
      return { kind: 'response', response: liveStream(ask.house, person(ask), application.id, (ask.url.searchParams.get('section') ?? '').slice(0, 100)) };
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/sections/:section/now',
    access: signedIn,
    async handler(ask) {
      const application = await forWriters(ask);
      const section = application.version.call.form.sections.find((s) => s.id === ask.params['section']);
      if (!section) throw notFound();
      const known = new Map((ask.url.searchParams.get('known') ?? '').split(',').map((k) => k.split(':') as [string, string]));
      const version = (field: string) => application.answerVersions[section.id]?.[field] ?? 0;
      const newer = section.fields.filter((f) => f.kind !== 'document' && known.has(f.id) && Number(known.get(f.id)) !== version(f.id));
      const last = newer.length === 0 ? [] : await lastEdits(ask.house.db, application.id, section.id);
      return json({
        here: saysHere(ask.house, person(ask), application.id, section.id, (ask.url.searchParams.get('field') ?? '').slice(0, 100)),
        answers: newer.map((f) => {
          const by = last.find((l) => l.field === f.id);
          return {
            field: f.id,
            version: version(f.id),
            person: by?.person ?? null,
            at: by?.at ?? null,
            values: formValues(f, application.proposal.answers[section.id]?.[f.id], ask.locale),
          };
        }),
      });
    },
  }),
];

/** Who is here and what they change now is for those who may write, while it may be written. */
async function forWriters(ask: AnyAsk): Promise<Application> {
  const application = await loadOwn(ask);
  const decision = writable(ask, application);
  demand(decision);
  return application;
}
