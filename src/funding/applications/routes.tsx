import { notFound } from '#src/core/errors.ts';
import { publishedCalls } from '#src/funding/calls/queries.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { Callout } from '#src/ui/parts.tsx';
import { addPartner, removePartner, saveBudget, saveMembers, saveProject, saveSection } from './actions/draft.ts';
import { removeDocument, uploadDocument } from './actions/documents.ts';
import { startApplication } from './actions/start.ts';
import { submitApplication } from './actions/submit.ts';
import { withdrawApplication } from './actions/withdraw.ts';
import { isOwn, visibleTo } from './policy.ts';
import { provenReceipt } from './receipt.ts';
import { applicationFor } from './queries/application.ts';
import { applicationsOf, applicationsSpec, draftCounts, frozenText, programmeChoices, receiptsOf } from './queries/lists.ts';
import { stepsOf } from './rules.ts';
import { budgetInput, isName, membersInput, partnerInput, projectInput, sectionInput, startInput, submissionInput, uploadInput } from './schema.ts';
import { Dossier } from './views/dossier.tsx';
import { ApplicationsPage } from './views/list.tsx';
import { ReceiptPage } from './views/receipt.tsx';
import { addressOf, ApplicationHead } from './views/shared.tsx';
import {
  afterSaving,
  budgetPage,
  documentsPage,
  frozenOf,
  idOf,
  load,
  membersPage,
  overviewPage,
  person,
  projectPage,
  sectionPage,
  startPage,
  submissionPage,
  words,
} from './routes/pages.tsx';

const signedIn = 'signedIn' as const;

export const applicationsDoors: Door[] = [
  door({
    method: 'GET',
    path: '/applications',
    access: signedIn,
    async handler(ask) {
      const { db, settings } = ask.house;
      const calls = await publishedCalls(db, settings.programme);
      const spec = applicationsSpec(calls);
      const listed = await list(db, applicationsOf(db, person(ask)), spec, ask.url);
      if (listed.state.csv)
        return file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', ask.locale === 'it' ? 'domande.csv' : 'applications.csv');
      const { submittedOf } = visibleTo(person(ask));
      const watched = submittedOf === 'all' ? calls.map((c) => c.callId) : submittedOf;
      const all = watched.length > 0;
      return page(
        all ? words(ask).allApplications : words(ask).myApplications,
        <ApplicationsPage listed={listed} calls={calls} all={all} drafts={await draftCounts(db, watched)} />,
        { wide: true },
      );
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/applications/new', access: signedIn, handler: (ask) => startPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/applications',
    access: signedIn,
    does: 'application.start',
    input: startInput,
    again: startPage,
    async handler(ask) {
      const id = await startApplication(ask.house, person(ask), {
        callId: ask.params['callId'] ?? '',
        organisationId: ask.input.organisationId,
        idempotencyKey: ask.idempotencyKey,
      });
      const { version } = await applicationFor(ask.house.db, ask.actor, id);
      return seeOther(addressOf(id, stepsOf(version.call)[0]));
    },
  }),
  door({ method: 'GET', path: '/applications/:id', access: signedIn, handler: overviewPage }),
  door({
    method: 'GET',
    path: '/applications/:id/dossier',
    access: signedIn,
    async handler(ask) {
      const application = await load(ask);
      const { frozen } = frozenOf(ask, application);
      const own = isOwn(ask.actor, application);
      const proposal = frozen ? application.submission!.snapshot : application.proposal;
      const { call } = application.version;
      const t = words(ask);
      const choices = await programmeChoices(ask.house.db, call.programme);
      return page(
        `${t.dossier}, ${proposal.acronym || proposal.title || t.untitled}`,
        <>
          <ApplicationHead application={application} step="dossier" own={own} lead={proposal.title} />
          <Callout tone={frozen ? 'good' : 'warn'} title={frozen ? t.dossierFrozen(application.submission!.protocol) : t.dossierDraft} />
          <Dossier id={application.id} call={call} proposal={proposal} choices={choices} />
        </>,
      );
    },
  }),
  door({ method: 'GET', path: '/applications/:id/sections/:section', access: signedIn, handler: (ask) => sectionPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/sections/:section',
    access: signedIn,
    does: 'application.saveSection',
    input: sectionInput,
    again: sectionPage,
    async handler(ask) {
      const section = ask.params['section'] ?? '';
      await saveSection(ask.house, ask.actor, idOf(ask), { section, values: ask.input, revision: ask.input.revision });
      return afterSaving(ask, `sections/${section}`);
    },
  }),
  door({ method: 'GET', path: '/applications/:id/project', access: signedIn, handler: (ask) => projectPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/project',
    access: signedIn,
    does: 'application.saveProject',
    input: projectInput,
    again: projectPage,
    async handler(ask) {
      await saveProject(ask.house, ask.actor, idOf(ask), ask.input);
      return afterSaving(ask, 'project');
    },
  }),
  door({ method: 'GET', path: '/applications/:id/members', access: signedIn, handler: (ask) => membersPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/members',
    access: signedIn,
    does: 'application.saveMembers',
    input: membersInput,
    again: membersPage,
    async handler(ask) {
      await saveMembers(ask.house, ask.actor, idOf(ask), ask.input);
      return afterSaving(ask, 'members');
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/partners',
    access: signedIn,
    does: 'application.addPartner',
    input: partnerInput,
    async handler(ask) {
      await addPartner(ask.house, ask.actor, idOf(ask), ask.input.organisationId);
      return seeOther(`${addressOf(idOf(ask), 'members')}?saved=members#member-${ask.input.organisationId}`);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/partners/:organisationId/removal',
    access: signedIn,
    does: 'application.removePartner',
    async handler(ask) {
      await removePartner(ask.house, ask.actor, idOf(ask), ask.params['organisationId'] ?? '');
      return seeOther(`${addressOf(idOf(ask), 'members')}?saved=members`);
    },
  }),
  door({ method: 'GET', path: '/applications/:id/budget', access: signedIn, handler: (ask) => budgetPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/budget',
    access: signedIn,
    does: 'application.saveBudget',
    input: budgetInput,
    again: budgetPage,
    async handler(ask) {
      await saveBudget(ask.house, ask.actor, idOf(ask), ask.input);
      return afterSaving(ask, 'budget');
    },
  }),
  door({ method: 'GET', path: '/applications/:id/documents', access: signedIn, handler: (ask) => documentsPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/documents',
    access: signedIn,
    does: 'application.uploadDocument',
    input: uploadInput,
    again: documentsPage,
    async handler(ask) {
      const { document, organisation, file: given } = ask.input;
      await uploadDocument(ask.house, person(ask), idOf(ask), {
        document,
        organisation,
        fileName: given.name,
        bytes: new Uint8Array(await given.arrayBuffer()),
      });
      return seeOther(`${addressOf(idOf(ask), 'documents')}?saved=documents`);
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/documents/:sha256',
    access: signedIn,
    async handler(ask) {
      const application = await load(ask);
      const live = isOwn(ask.actor, application) ? application.proposal.documents : [];
      const found = [...live, ...(application.submission?.snapshot.documents ?? [])].find((d) => d.sha256 === ask.params['sha256']);
      if (!found) throw notFound();
      return file(await ask.house.files.get(found.sha256), 'application/pdf', found.fileName);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/documents/:documentId/removal',
    access: signedIn,
    does: 'application.removeDocument',
    async handler(ask) {
      await removeDocument(ask.house, ask.actor, idOf(ask), ask.params['documentId'] ?? '');
      return seeOther(`${addressOf(idOf(ask), 'documents')}?saved=documents`);
    },
  }),
  door({ method: 'GET', path: '/applications/:id/submission', access: signedIn, handler: (ask) => submissionPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/submission',
    access: signedIn,
    does: 'application.submit',
    input: submissionInput,
    again: submissionPage,
    async handler(ask) {
      await submitApplication(ask.house, person(ask), idOf(ask), { arrivedAt: ask.now, idempotencyKey: ask.idempotencyKey });
      return seeOther(addressOf(idOf(ask), 'receipt'));
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/withdrawal',
    access: signedIn,
    does: 'application.withdraw',
    async handler(ask) {
      await withdrawApplication(ask.house, ask.actor, idOf(ask));
      return seeOther(addressOf(idOf(ask)));
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/receipt',
    access: signedIn,
    async handler(ask) {
      const application = await load(ask);
      const [receipt, ...earlier] = await receiptsOf(ask.house.db, application.id);
      if (!receipt) throw notFound();
      if (ask.url.searchParams.get('format') === 'json') return json(await provenReceipt(ask.house, receipt));
      return page(
        words(ask).receiptOf(receipt.protocol),
        <ReceiptPage receipts={[receipt, ...earlier]} own={isOwn(ask.actor, application)} example={application.example} />,
      );
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/snapshots/:protocol',
    access: signedIn,
    async handler(ask) {
      const { id } = await load(ask);
      const protocol = ask.params['protocol'] ?? '';
      const text = isName(protocol) ? await frozenText(ask.house.db, id, protocol) : undefined;
      if (text === undefined) throw notFound();
      return file(text, 'application/json; charset=utf-8', `${protocol}.json`);
    },
  }),
];
