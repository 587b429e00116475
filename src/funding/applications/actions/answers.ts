import type { Actor } from '#src/core/actor.ts';
import { hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import type { FormField } from '#src/funding/calls/schema.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import type { Answers } from '../proposal.ts';
import type { Application } from '../queries/application.ts';
import { editOf, lastEdits, openBranches, placeKey, textsAt, type Place } from '../queries/edits.ts';
import { asText, isBlank, refusesDraft } from '../rules/answers.ts';
import { mergeAnswers, sameAnswer } from '../rules/merge.ts';
import { isSent, readAnswer } from '../rules/typed.ts';
import type { Answer } from '../snapshot.ts';
import type { EditKind } from '../states.ts';
import { tellChanged } from '../together/presence.ts';
import { knownForm, locked, subjectOf } from './locked.ts';

/** What somebody wrote in one field, and the version that they had before them; null where their form did not say. */
export type Written = Place & {
  value: Answer;
  base: number | null;
  /** They had what they sent for that version, not what it was merged into: they went on writing meanwhile. */
  sent?: boolean;
};

export type SavedAnswer = Place & {
  version: number;
  /** `kept`: nothing to save, the current text says it already or says more. */
  how: Exclude<EditKind, 'found' | 'branched'> | 'kept';
  value: Answer;
};

/** Two texts for one field. Mine is kept in the history as edit `edit`; theirs is current, as version `version`. */
export type AnswerConflict = Place & { edit: number; version: number; mine: Answer; theirs: Answer; by: string | null; at: Instant };

export type Outcome = { revision: number; at: Instant; saved: SavedAnswer[]; conflicts: AnswerConflict[] };

export type How = {
  how?: 'typed' | 'restored' | 'reused';
  /** The same key does the same once. */
  key?: string | null;
  /** The application's revision that a form without versions was drawn from. */
  revision?: number | null;
  /** A branch that this text settles. */
  settles?: number;
};

/** A field named in what was sent, as a reason names it. */
const inForm = ({ section, field }: Place) => `sections.${section}.${field}`;

/**
 * Saves answers, each against the version that its writer had. Somebody else's change of other words is kept: the two are merged. Of
 * the same words: both are kept, the current one and this one as a branch, for somebody to settle. Nothing that was typed is lost.
 */
export const saveAnswers = (house: House, actor: Actor | null, applicationId: string, answers: readonly Written[], more: How = {}): Promise<Outcome> =>
  saving(house, actor, applicationId, more, inForm, () => answers);

export const saveAnswer = (
  house: House,
  actor: Actor | null,
  applicationId: string,
  { how, key = null, settles, ...written }: Written & How,
): Promise<Outcome> => saveAnswers(house, actor, applicationId, [written], { key, ...(how && { how }), ...(settles !== undefined && { settles }) });

/** Several fields of one form. A field that the form did not send is left alone; each is sent with its version as `_base.<field>`. */
export const saveSection = (
  house: House,
  actor: Actor | null,
  applicationId: string,
  { section: id, values, ...more }: { section: string; values: Readonly<Record<string, unknown>> } & How,
): Promise<Outcome> =>
  saving(
    house,
    actor,
    applicationId,
    more,
    ({ field }) => field,
    ({ version }) => {
      const section = version.call.form.sections.find((s) => s.id === id);
      if (!section) throw notFound();
      return section.fields.flatMap((field): Written[] => {
        const base = baseOf(values, field.id);
        if (field.kind === 'document' || (base === null && !isSent(field, values))) return [];
        return [{ section: id, field: field.id, value: readAnswer(field, values), base, sent: sentBase(values, field.id) }];
      });
    },
  );

/** The version that a form says it showed; `3s` for what was sent when version 3 was made of it. */
export function baseOf(values: Readonly<Record<string, unknown>>, field: string): number | null {
  const said = values[`_base.${field}`];
  return typeof said === 'string' && /^\d{1,9}s?$/.test(said) ? Number.parseInt(said, 10) : null;
}

const sentBase = (values: Readonly<Record<string, unknown>>, field: string): boolean => String(values[`_base.${field}`] ?? '').endsWith('s');

/** Which fields a form has is the call's to say, so what was sent is read under the lock. */
async function saving(
  house: House,
  actor: Actor | null,
  applicationId: string,
  { how = 'typed', key = null, revision = null, settles }: How,
  place: (at: Place) => string,
  read: (application: Application) => readonly Written[],
): Promise<Outcome> {
  knownForm(applicationId);
  const outcome = await act(house, actor, 'application.saveSection', subjectOf(applicationId), async (deed) => {
    const application = await locked(deed, actor, applicationId);
    demand(can.write(actor, application, application.version.call, deed.at));
    const repeated = key === null ? null : await doneBefore(deed, actor!, application, key);
    if (repeated) {
      await deed.record({ kind: 'application.answersRepeated', subject: subjectOf(applicationId) });
      return repeated;
    }
    const written = read(application);
    refuseMisfits(application, written, place);
    const judged = await judge(deed, application, written, { how, revision, settling: settles !== undefined }, place);
    if (settles !== undefined) await settle(deed, application, settles, judged);
    return put(deed, actor!, application, judged, { key, settles });
  });
  if (outcome.saved.some((s) => s.how !== 'kept')) tellChanged(house, actor!, applicationId, outcome);
  return outcome;
}

const fieldOf = (application: Application, { section, field }: Place): FormField | undefined =>
  application.version.call.form.sections.find((s) => s.id === section)?.fields.find((f) => f.id === field);

/** What does not fit its field is refused, and nothing of it all is kept; unfinished is fine. */
function refuseMisfits(application: Application, written: readonly Written[], place: (at: Place) => string): void {
  const wrong = written.flatMap((w) => {
    const field = fieldOf(application, w);
    return field && field.kind !== 'document'
      ? refusesDraft(field, w.value, place(w), application.version.call.form.source)
      : [reason('form.invalid', {}, { at: place(w) })];
  });
  if (wrong.length > 0) throw new AppError('invalid', wrong);
}

type Judged = Place & {
  current: number;
  theirs: Answer | undefined;
  base: number;
  mine: Answer;
  /** What is to be saved; null to keep what is current. A branch saves nothing. */
  result: { how: Exclude<EditKind, 'found' | 'branched'>; value: Answer } | 'kept' | 'branched';
};

/** What becomes of each answer. */
async function judge(
  { tx }: Deed,
  application: Application,
  written: readonly Written[],
  { how, revision, settling }: { how: 'typed' | 'restored' | 'reused'; revision: number | null; settling: boolean },
  place: (at: Place) => string,
): Promise<Judged[]> {
  const against = written.map((w) => {
    const current = application.answerVersions[w.section]?.[w.field] ?? 0;
    // A form that says nothing of versions is taken for current only if nothing at all has changed since; otherwise it knew of none.
    const base = w.base ?? (revision === application.revision ? current : 0);
    if (base > current) throw new AppError('invalid', [reason('form.invalid', {}, { at: place(w) })]);
    return { ...w, current, base, theirs: application.proposal.answers[w.section]?.[w.field] };
  });
  const stale = against.filter((a) => a.base !== a.current || a.sent);
  const bases = await textsAt(
    tx,
    application.id,
    stale.map((a) => ({ section: a.section, field: a.field, version: a.base, sent: a.sent ?? false })),
  );
  return against.map(({ value: mine, base, current, theirs, section, field: id, sent }): Judged => {
    const field = fieldOf(application, { section, field: id })!;
    const judged = { section, field: id, current, theirs, base, mine };
    const saved = settling ? 'chosen' : how;
    if (!settling && sameAnswer(mine, theirs)) return { ...judged, result: 'kept' };
    if (base === current && !sent) return { ...judged, result: { how: saved, value: mine } };
    const merge = mergeAnswers(field, bases.get(placeKey({ section, field: id })), mine, theirs ?? '');
    // What was merged may fit no more: too long, too many.
    if (!merge.clean || refusesDraft(field, merge.answer, place({ section, field: id })).length > 0) return { ...judged, result: 'branched' };
    if (!settling && sameAnswer(merge.answer, theirs)) return { ...judged, result: 'kept' };
    return { ...judged, result: { how: sameAnswer(merge.answer, mine) ? saved : 'merged', value: merge.answer } };
  });
}

/** A branch is settled once, in its own field. */
async function settle({ tx }: Deed, application: Application, branch: number, judged: readonly Judged[]): Promise<void> {
  const edit = await editOf(tx, application.id, branch);
  if (!edit || edit.version !== null || judged.length !== 1 || placeKey(edit) !== placeKey(judged[0]!)) throw notFound();
  const [open] = await openBranches(tx, application.id, branch);
  if (!open) throw new AppError('conflict', [reason('application.alreadySettled')]);
}

/** Writes history, versions and the current text. */
async function put(
  deed: Deed,
  actor: Actor,
  application: Application,
  judged: readonly Judged[],
  { key, settles }: { key: string | null; settles: number | undefined },
): Promise<Outcome> {
  const changed = judged.flatMap(({ result, ...j }) => (typeof result === 'object' ? [{ ...j, ...result, version: j.current + 1 }] : []));
  const branched = judged.filter((j) => j.result === 'branched');
  const row = (j: Judged | (typeof changed)[number]) => ({
    application_id: application.id,
    section: j.section,
    field: j.field,
    base: j.base,
    person_id: actor.id,
    at: deed.at,
    key,
    settles: settles ?? null,
  });
  const found = foundBefore(application, [...changed, ...branched]);
  const rows = [
    ...changed.map((c) => ({
      ...row(c),
      version: c.version,
      how: c.how,
      value: JSON.stringify(c.value),
      sent: sameAnswer(c.value, c.mine) ? null : JSON.stringify(c.mine),
    })),
    ...branched.map((b) => ({ ...row(b), version: null, how: 'branched' as const, value: JSON.stringify(b.mine), sent: null })),
  ];
  if (found.length > 0) await deed.tx.insertInto('application_edits').values(found).execute();
  const inserted =
    rows.length === 0 ? [] : await deed.tx.insertInto('application_edits').values(rows).returning(['id', 'section', 'field', 'version']).execute();
  const revision = application.revision + (changed.length > 0 ? 1 : 0);
  if (changed.length > 0) await putCurrent(deed, application, changed, revision);
  const conflicts = await conflictsOf(
    deed,
    application,
    branched.map((b) => ({ ...b, theirs: b.theirs ?? '', edit: inserted.find((i) => i.version === null && placeKey(i) === placeKey(b))!.id })),
  );
  await deed.record({
    kind: changed.length > 0 || branched.length === 0 ? 'application.answersSaved' : 'application.answersBranched',
    subject: subjectOf(application.id),
    body: {
      revision,
      saved: changed.map((c) => ({ section: c.section, field: c.field, version: c.version, how: c.how, sha256: hashOf(c.value) })),
      ...(branched.length > 0 && { kept: branched.map((b) => ({ section: b.section, field: b.field, base: b.base, sha256: hashOf(b.mine) })) }),
      ...(settles !== undefined && { settles }),
    },
  });
  return {
    revision,
    at: deed.at,
    saved: judged.flatMap(({ section, field, result, current, theirs }): SavedAnswer[] =>
      result === 'branched'
        ? []
        : [{ section, field, ...(result === 'kept' ? { version: current, how: result, value: theirs ?? '' } : { version: current + 1, ...result }) }],
    ),
    conflicts,
  };
}

/** What a field held before its history began becomes its version 0. */
const foundBefore = (application: Application, places: readonly (Place & { current: number; theirs: Answer | undefined })[]) =>
  places
    .filter((p) => p.current === 0 && !isBlank(p.theirs) && application.answerVersions[p.section]?.[p.field] === undefined)
    .map((p) => ({
      application_id: application.id,
      section: p.section,
      field: p.field,
      version: 0,
      base: 0,
      how: 'found' as const,
      value: JSON.stringify(p.theirs),
      at: application.updatedAt,
    }));

async function conflictsOf(
  { tx, at }: Deed,
  application: Application,
  branched: readonly (Judged & { edit: number; theirs: Answer })[],
): Promise<AnswerConflict[]> {
  if (branched.length === 0) return [];
  const last = await lastEdits(tx, application.id);
  return branched.map(({ section, field, edit, current, mine, theirs }) => {
    const by = last.find((l) => l.section === section && l.field === field);
    return { section, field, edit, version: current, mine, theirs, by: by?.person ?? null, at: by?.at ?? at };
  });
}

/** The same request again: what it did, as things stand now. */
async function doneBefore(deed: Deed, actor: Actor, application: Application, key: string): Promise<Outcome | null> {
  const edits = await deed.tx
    .selectFrom('application_edits')
    .select(['id as edit', 'section', 'field', 'version', 'how', 'value'])
    .where('application_id', '=', application.id)
    .where('person_id', '=', actor.id)
    .where('key', '=', key)
    .orderBy('id')
    .execute();
  if (edits.length === 0) return null;
  const current = ({ section, field }: Place) => application.answerVersions[section]?.[field] ?? 0;
  const open = new Set((await openBranches(deed.tx, application.id)).map((b) => b.edit));
  const branched = edits
    .filter((e) => open.has(e.edit))
    .map((e) => ({
      ...e,
      base: 0,
      mine: e.value as Answer,
      current: current(e),
      theirs: application.proposal.answers[e.section]?.[e.field] ?? '',
      result: 'branched' as const,
    }));
  return {
    revision: application.revision,
    at: deed.at,
    saved: edits.flatMap((e): SavedAnswer[] =>
      e.version === null
        ? []
        : [{ section: e.section, field: e.field, version: e.version, how: e.how as Exclude<EditKind, 'found' | 'branched'>, value: e.value as Answer }],
    ),
    conflicts: await conflictsOf(deed, application, branched),
  };
}

/** Title and acronym are answers like others and, by the ids `title` and `acronym`, what the application is called. */
async function putCurrent(
  { tx, at }: Deed,
  application: Application,
  changed: readonly (Place & { value: Answer; version: number })[],
  revision: number,
): Promise<void> {
  const answers: Record<string, Record<string, Answer>> = { ...application.proposal.answers };
  const versions: Record<string, Record<string, number>> = { ...application.answerVersions };
  for (const { section, field, value, version } of changed) {
    answers[section] = { ...answers[section], [field]: value };
    versions[section] = { ...versions[section], [field]: version };
  }
  const called = (id: string) =>
    Object.values(answers)
      .map((fields) => asText(fields[id]))
      .find((text) => text !== '') ?? '';
  await tx
    .updateTable('applications')
    .set({
      answers: JSON.stringify(answers),
      answer_versions: JSON.stringify(versions),
      title: called('title').slice(0, 500),
      acronym: called('acronym').slice(0, 100),
      revision,
      updated_at: at,
    })
    .where('id', '=', application.id)
    .execute();
}

/** All answers of these sections, as they were read from a whole draft that is known to be current. */
export async function putAnswers(deed: Deed, actor: Actor, application: Application, sections: Answers): Promise<void> {
  const changed = Object.entries(sections).flatMap(([section, fields]) =>
    Object.entries(fields).flatMap(([field, value]) => {
      const theirs = application.proposal.answers[section]?.[field];
      const current = application.answerVersions[section]?.[field] ?? 0;
      return sameAnswer(value, theirs) ? [] : [{ section, field, value, theirs, current, version: current + 1 }];
    }),
  );
  if (changed.length === 0) return;
  const rows = changed.map((c) => ({
    application_id: application.id,
    section: c.section,
    field: c.field,
    version: c.version,
    base: c.current,
    how: 'typed' as const,
    value: JSON.stringify(c.value),
    person_id: actor.id,
    at: deed.at,
  }));
  await deed.tx
    .insertInto('application_edits')
    .values([...foundBefore(application, changed), ...rows])
    .execute();
  await putCurrent(deed, application, changed, application.revision);
}
