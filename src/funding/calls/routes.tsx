import { hasRole } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { AppError } from '#src/core/errors.ts';
import { reason } from '#src/core/decision.ts';
import { parseEuros } from '#src/core/money.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { page, seeOther } from '#src/plumbing/http/reply.ts';
import { filled } from '#src/ui/form.tsx';
import { z } from 'zod';
import { addAct, draftCall, publishCall, type NewAct } from './actions.ts';
import { callPages } from './copy/pages.ts';
import { can } from './policy.ts';
import { incidentsOf } from './queries/incidents.ts';
import { currentVersion, draftById, drafts, publishedCalls, versionsOfCall } from './queries.ts';
import { callSchema, type Call } from './schema.ts';
import { editDoors } from './routes/edit.tsx';
import { eligibilityDoors } from './routes/eligibility.tsx';
import { incidentDoors } from './routes/incidents.tsx';
import { actKinds, ActsPage } from './views/acts.tsx';
import { CallPage } from './views/call.tsx';
import { DraftPage } from './views/draft.tsx';
import { LastCorrection } from './views/correction.tsx';
import { IncidentNotice } from './views/incidents.tsx';
import { reusableIn } from './queries/returned.ts';
import { CallsPage } from './views/list.tsx';
import { VersionsPage } from './views/versions.tsx';

const words = (ask: Ask<unknown>) => speak(callPages, ask.locale);
const programme = (ask: Ask<unknown>) => ask.house.settings.programme;
const id = (ask: Ask<unknown>) => ask.params['callId'] ?? '';

const cents = z.string().transform((text, context) => {
  const value = parseEuros(text);
  if (value === undefined || value === 0) context.addIssue({ code: 'custom', message: text.trim() === '' ? 'form.required' : 'form.notAnAmount' });
  return value ?? 0;
});
const common = { seen: z.coerce.number().int(), ref: z.string().trim().min(3).max(300), on: z.iso.date() };
const actInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('budgetRaise'), ...common, amount: cents, pot: z.string() }),
  z.object({ kind: z.literal('returnedMoney'), ...common, amount: cents, pot: z.string() }),
  z.object({ kind: z.literal('deadlineExtension'), ...common, to: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/) }),
  z.object({ kind: z.literal('rectification'), ...common, textIt: z.string().trim().min(1).max(4000), textEn: z.string().trim().min(1).max(4000) }),
]);

async function actsPage(ask: Ask<unknown>, again?: Again) {
  const [version, draft] = [await currentVersion(ask.house.db, id(ask)), await draftById(ask.house.db, id(ask))];
  const call = version?.call ?? (draft as Call | undefined);
  if (!call || !can.readDraft(ask.actor, call.id).ok) throw notFound();
  const kind = again?.values['kind'];
  const reusable = await reusableIn(ask.house.db, call.id);
  const now = ask.now.toISOString();
  return page(
    words(ask).acts,
    <ActsPage
      call={call}
      number={version?.number ?? null}
      forms={again && (actKinds as readonly unknown[]).includes(kind) ? { [String(kind)]: again } : {}}
      reusable={reusable}
      decisions={{
        publish: can.publish(ask.actor, version !== undefined, call.id),
        budgetRaise: can.raiseBudget(ask.actor, call.id),
        returnedMoney: can.reuseReturned(ask.actor, call.id, reusable),
        deadlineExtension: can.extendDeadline(ask.actor, call, now),
        rectification: can.rectify(ask.actor, call.id),
      }}
    />,
    { address: `/calls/${call.id}/acts` },
  );
}

async function draftPage(ask: Ask<unknown>, again?: Again) {
  const copies = await publishedCalls(ask.house.db, programme(ask));
  const from = copies.find((c) => c.callId === ask.url.searchParams.get('from'));
  const start = from ? filled({ definition: JSON.stringify({ ...from.call, id: `${from.call.id}-copy`, acts: [], example: true }, null, 2) }) : undefined;
  const form = again ?? start;
  // Two forms: what was typed goes back into its own.
  const beginning = again && again.values['id'] !== undefined;
  return page(words(ask).draftTitle, <DraftPage copies={copies} {...(form && (beginning ? { begin: form } : { form }))} />, {
    address: '/calls/new',
    script: true,
  });
}

export const callDoors: Door[] = [
  ...editDoors(draftPage),
  ...incidentDoors,
  ...eligibilityDoors,
  door({
    method: 'GET',
    path: '/calls',
    access: 'public',
    async handler(ask) {
      const office = can.readDraft(ask.actor).ok;
      const calls = await publishedCalls(ask.house.db, programme(ask));
      const unpublished = office ? await drafts(ask.house.db, programme(ask)) : [];
      return page(words(ask).calls, <CallsPage calls={calls} drafts={unpublished} canDraft={can.draft(ask.actor).ok} />, {
        cache: 'public',
        description: words(ask).callsLead,
      });
    },
  }),
  door({ method: 'GET', path: '/calls/new', access: { anyOf: ['office'] }, handler: (ask) => draftPage(ask) }),
  door({
    method: 'POST',
    path: '/calls',
    access: { anyOf: ['office'] },
    does: 'call.draft',
    input: z
      .object({ definition: z.string().max(1_000_000).optional(), file: z.instanceof(File).optional() })
      .refine((given) => given.definition || given.file?.size, { path: ['definition'], message: 'form.required' }),
    again: draftPage,
    async handler(ask) {
      const { definition, file } = ask.input;
      let value: unknown;
      try {
        value = JSON.parse(file?.size ? (await file.text()).slice(0, 1_000_000) : definition!);
      } catch {
        throw new AppError('invalid', [reason('call.notJson', {}, { at: 'definition' })]);
      }
      return seeOther(`/calls/${await draftCall(ask.house, ask.actor, value)}/acts`);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId',
    access: 'public',
    async handler(ask) {
      const version = await currentVersion(ask.house.db, id(ask));
      if (!version) throw notFound();
      const [incidents, versions] = [await incidentsOf(ask.house.db, version.callId), await versionsOfCall(ask.house.db, version.callId)];
      const { call } = version;
      return page(
        `${call.officialCode}: ${call.title[ask.locale]}`,
        <CallPage
          version={version}
          latest={version.number}
          mayManage={hasRole(ask.actor, 'office')}
          signedIn={ask.actor !== null}
          notice={
            <>
              <IncidentNotice incidents={incidents} version={version} />
              <LastCorrection versions={versions} />
            </>
          }
        />,
        { cache: 'public', description: call.summary[ask.locale] },
      );
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/preview',
    access: { anyOf: ['office', 'auditor'] },
    async handler(ask) {
      const draft = await draftById(ask.house.db, id(ask));
      if (!can.readDraft(ask.actor, id(ask)).ok) throw notFound();
      // Nothing is being changed: the page is the one that everybody sees.
      if (!draft && (await currentVersion(ask.house.db, id(ask)))) return seeOther(`/calls/${id(ask)}`);
      if (!draft) throw notFound();
      // What is incomplete has no preview yet: the editor says what it lacks.
      const read = callSchema.safeParse(draft);
      if (!read.success) return seeOther(`/calls/${id(ask)}/edit`);
      const call = read.data;
      return page(call.title[ask.locale], <CallPage version={{ number: 0, hash: '', call }} draft latest={0} mayManage signedIn />);
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/versions',
    access: 'public',
    async handler(ask) {
      const versions = await versionsOfCall(ask.house.db, id(ask));
      if (versions.length === 0) throw notFound();
      return page(words(ask).versions, <VersionsPage versions={versions} />, { cache: 'public' });
    },
  }),
  door({
    method: 'GET',
    path: '/calls/:callId/versions/:number',
    access: 'public',
    async handler(ask) {
      const versions = await versionsOfCall(ask.house.db, id(ask));
      const version = versions.find((v) => String(v.number) === ask.params['number']);
      if (!version) throw notFound();
      return page(
        `${version.call.officialCode} · ${words(ask).version} ${version.number}`,
        <CallPage version={version} latest={versions.at(-1)!.number} mayManage={false} signedIn={ask.actor !== null} />,
        { cache: 'public' },
      );
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/acts', access: { anyOf: ['office', 'auditor'] }, handler: (ask) => actsPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/publication',
    access: { anyOf: ['office'] },
    does: 'call.publish',
    async handler(ask) {
      await publishCall(ask.house, ask.actor, id(ask));
      return seeOther(`/calls/${id(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/acts',
    access: { anyOf: ['office'] },
    does: 'call.act',
    input: actInput,
    again: actsPage,
    async handler(ask) {
      const { input } = ask;
      const base = { on: input.on, ref: input.ref };
      const entry: NewAct =
        input.kind === 'budgetRaise' || input.kind === 'returnedMoney'
          ? { ...base, kind: input.kind, pot: input.pot, cents: input.amount }
          : input.kind === 'deadlineExtension'
            ? { ...base, kind: 'deadlineExtension', to: input.to }
            : { ...base, kind: 'rectification', text: { it: input.textIt, en: input.textEn } };
      await addAct(ask.house, ask.actor, id(ask), input.seen, entry);
      return seeOther(`/calls/${id(ask)}/versions`);
    },
  }),
];
