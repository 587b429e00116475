import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import { storedDocumentsValidOn } from '#src/partnership/organisations/queries/register.ts';
import { door, type Again, type Door } from '#src/plumbing/http/door.ts';
import { page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { z } from 'zod';
import { attachStored, copyFromEarlier, reuseText } from '../actions/reuse.ts';
import { dossierCopy } from '../copy/dossier.ts';
import { can, isOwn } from '../policy.ts';
import { earlierApplication, earlierApplications, reusableTexts } from '../queries/reuse.ts';
import { copiedInto } from '../rules/reuse.ts';
import { isUuid } from '../schema.ts';
import { CopyPage, reusableFields, ReusePage, StoredPage } from '../views/reuse.tsx';
import { addressOf } from '../views/parts.tsx';
import { idOf, load, person, signedIn, type AnyAsk } from './pages.tsx';

const words = (ask: AnyAsk) => speak(dossierCopy, ask.locale);
const name = z.string().min(1).max(100);

export const reuseInput = z.object({
  section: name,
  field: name,
  candidate: z.string({ error: 'form.required' }).min(1).max(300),
  how: z.enum(['replace', 'append']).default('replace'),
  base: z.coerce.number().int().min(0),
});
export const attachInput = z.object({
  document: name,
  organisation: z.preprocess((v) => (v === '' || v === undefined ? null : v), z.string().refine(isUuid, 'form.invalid').nullable()),
  stored: z.string({ error: 'form.required' }).refine(isUuid, 'form.invalid'),
});
export const copyInput = z.object({ from: z.string({ error: 'form.required' }).refine(isUuid, 'form.required') });

/** The application, for those whose it is: to others it has nothing to reuse. */
async function ownOf(ask: AnyAsk) {
  const application = await load(ask);
  if (!isOwn(ask.actor, application)) throw notFound();
  return { application, editable: can.write(ask.actor, application, application.version.call, ask.now.toISOString()) };
}

async function reusePage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const { application, editable } = await ownOf(ask);
  const choices = reusableFields(application.version.call.form.sections);
  const asked = again
    ? `${String(again.values['section'])}.${String(again.values['field'])}`
    : ask.url.searchParams.has('section')
      ? `${ask.url.searchParams.get('section')}.${ask.url.searchParams.get('field')}`
      : ask.url.searchParams.get('field');
  const chosen = choices.find((c) => `${c.section.id}.${c.field.id}` === asked) ?? choices[0];
  if (!chosen) throw notFound();
  const candidates = await reusableTexts(ask.house.db, person(ask), { field: chosen.field, except: application.id });
  return page(
    `${words(ask).reuse}, ${chosen.field.label[ask.locale]}`,
    <ReusePage application={application} editable={editable} {...chosen} candidates={candidates} form={again} />,
    {
      address: addressOf(application.id, `reuse?section=${chosen.section.id}&field=${chosen.field.id}`),
      failed: again !== undefined,
      script: true,
    },
  );
}

async function storedPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const { application } = await ownOf(ask);
  const { call } = application.version;
  const own = application.memberIds.filter((id) => person(ask).organisationIds.includes(id));
  const kept = await storedDocumentsValidOn(ask.house.db, own, romeDate(currentDeadline(call)));
  const places = documentsAsked(call, application.proposal.facts).flatMap(({ document, member }) => {
    const of = member?.id ?? application.leadId;
    const stored = kept.filter((d) => d.organisationId === of);
    if (stored.length === 0 || !can.putDocument(ask.actor, application, member?.id ?? null, call, ask.now.toISOString()).ok) return [];
    return [{ document: document.id, organisation: member?.id ?? null, title: document.title[ask.locale], of: member?.name ?? application.leadName, stored }];
  });
  return page(
    words(ask).storedDocuments,
    <StoredPage application={application} places={places} form={again} done={ask.url.searchParams.get('done') === 'attached'} />,
    {
      address: addressOf(application.id, 'reuse/documents'),
      failed: again !== undefined,
    },
  );
}

async function copyPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const { application, editable } = await ownOf(ask);
  const earlier = await earlierApplications(ask.house.db, person(ask), application.id);
  const asked = ask.url.searchParams.get('from');
  const from = again || asked === null || asked === application.id ? undefined : await earlierApplication(ask.house.db, person(ask), asked);
  const outcome = from ? copiedInto(from, application.version.call.form, application.proposal.answers) : null;
  return page(words(ask).copyFrom, <CopyPage application={application} editable={editable} earlier={earlier} form={again} outcome={outcome} />, {
    address: addressOf(application.id, 'reuse/application'),
    failed: again !== undefined,
  });
}

export const reuseDoors: Door[] = [
  door({ method: 'GET', path: '/applications/:id/reuse', access: signedIn, handler: (ask) => reusePage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/reuse',
    access: signedIn,
    does: 'application.saveSection',
    input: reuseInput,
    again: reusePage,
    async handler(ask) {
      await reuseText(ask.house, person(ask), idOf(ask), { ...ask.input, key: ask.idempotencyKey });
      // A text that somebody changed meanwhile stands beside this one in the section, to be settled there.
      return seeOther(`${addressOf(idOf(ask), `sections/${ask.input.section}`)}?saved=sections/${ask.input.section}#f-${ask.input.field}`);
    },
  }),
  door({ method: 'GET', path: '/applications/:id/reuse/documents', access: signedIn, handler: (ask) => storedPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/reuse/documents',
    access: signedIn,
    does: 'application.uploadDocument',
    input: attachInput,
    again: storedPage,
    async handler(ask) {
      await attachStored(ask.house, person(ask), idOf(ask), ask.input);
      return seeOther(`${addressOf(idOf(ask), 'reuse/documents')}?done=attached`);
    },
  }),
  door({ method: 'GET', path: '/applications/:id/reuse/application', access: signedIn, handler: (ask) => copyPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/reuse/application',
    access: signedIn,
    does: 'application.saveSection',
    input: copyInput,
    again: copyPage,
    async handler(ask) {
      await copyFromEarlier(ask.house, person(ask), idOf(ask), ask.input.from, ask.idempotencyKey);
      return seeOther(`${addressOf(idOf(ask), 'reuse/application')}?from=${ask.input.from}`);
    },
  }),
];
