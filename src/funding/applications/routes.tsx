import type { Actor } from '#src/core/actor.ts';
import { no, reason, yes, type Reason } from '#src/core/decision.ts';
import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { currentVersion, publishedCalls } from '#src/funding/calls/queries.ts';
import { callPhase } from '#src/funding/calls/rules/calendar.ts';
import { checkRule } from '#src/funding/calls/rules/findings.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { searchOrganisations } from '#src/partnership/organisations/queries.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { addPartner, removePartner, saveBudget, saveMembers, saveProject, saveSection } from './actions/draft.ts';
import { removeDocument, uploadDocument } from './actions/documents.ts';
import { startApplication } from './actions/start.ts';
import { submitApplication } from './actions/submit.ts';
import { withdrawApplication } from './actions/withdraw.ts';
import { applicationsCopy } from './copy.ts';
import { can, isOwn, visibleTo } from './policy.ts';
import { applicationFor, type Application } from './queries/application.ts';
import { applicationsOf, applicationsSpec, draftCounts, frozenText, programmeChoices, receiptsOf, startingPoints } from './queries/lists.ts';
import { examine, sameContent, stepsOf } from './rules.ts';
import { budgetInput, membersInput, partnerInput, projectInput, sectionInput, startInput, submissionInput, uploadInput } from './schema.ts';
import { BudgetPage } from './views/budget.tsx';
import { DocumentsPage } from './views/documents.tsx';
import { Dossier } from './views/dossier.tsx';
import { ApplicationsPage } from './views/list.tsx';
import { MembersPage } from './views/members.tsx';
import { OverviewPage } from './views/overview.tsx';
import { ProjectPage } from './views/project.tsx';
import { ReceiptPage } from './views/receipt.tsx';
import { SectionPage } from './views/section.tsx';
import { addressOf, ApplicationHead, nameOf, stepLabel, type StepProps } from './views/shared.tsx';
import { StartPage } from './views/start.tsx';
import { SubmissionPage } from './views/submission.tsx';
import { Callout } from '#src/ui/parts.tsx';

type AnyAsk = Ask<unknown>;

const words = (ask: AnyAsk) => speak(applicationsCopy, ask.locale);
/** Every door here is for those who are signed in. */
const person = (ask: AnyAsk): Actor => ask.actor!;
const idOf = (ask: AnyAsk): string => ask.params['id'] ?? '';
const load = (ask: AnyAsk): Promise<Application> => applicationFor(ask.house.db, ask.actor, idOf(ask));

/** What was handed in is what counts: nothing was changed since, or nothing can be any more. */
function frozenOf(ask: AnyAsk, application: Application): { frozen: boolean; changed: boolean } {
  const { submission, proposal, state, version } = application;
  if (!submission) return { frozen: false, changed: false };
  const changed = state === 'submitted' && !sameContent(proposal, submission.snapshot);
  const over = callPhase(version.call, ask.now.toISOString()) === 'closed';
  return { frozen: !changed || over || !isOwn(ask.actor, application), changed };
}

/** A page of one step. Steps are for those who write the application; who only reads what was handed in reads the whole of it. */
async function stepPage(ask: AnyAsk, step: string, again: Again | undefined, draw: (props: StepProps, application: Application) => Promise<Parameters<typeof page>[1]> | Parameters<typeof page>[1]): Promise<Reply> {
  const application = await load(ask);
  if (!isOwn(ask.actor, application)) return seeOther(addressOf(application.id, 'dossier'));
  const { call } = application.version;
  const props: StepProps = {
    application,
    examination: examine(call, application.proposal),
    editable: can.edit(ask.actor, application, call, ask.now.toISOString()),
    form: again,
    saved: ask.url.searchParams.get('saved') ?? undefined,
  };
  return page(`${stepLabel(call, step, ask.locale)}, ${nameOf(application, words(ask).untitled)}`, await draw(props, application), { address: addressOf(application.id, step), script: true });
}

const sectionPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, `sections/${ask.params['section']}`, again, (props, application) => {
    const section = application.version.call.form.sections.find((s) => s.id === ask.params['section']);
    if (!section) throw notFound();
    return <SectionPage {...props} section={section} />;
  });

const projectPage = (ask: AnyAsk, again?: Again) => stepPage(ask, 'project', again, async (props, { version }) => <ProjectPage {...props} choices={await programmeChoices(ask.house.db, version.call.programme)} />);

const membersPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, 'members', again, async (props) => {
    const asked = (ask.url.searchParams.get('q') ?? '').trim().slice(0, 100);
    return <MembersPage {...props} search={{ words: asked, found: asked === '' ? [] : await searchOrganisations(ask.house.db, asked) }} />;
  });

const budgetPage = (ask: AnyAsk, again?: Again) => stepPage(ask, 'budget', again, (props) => <BudgetPage {...props} />);
const documentsPage = (ask: AnyAsk, again?: Again) => stepPage(ask, 'documents', again, (props) => <DocumentsPage {...props} />);

const submissionPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, 'submission', again, (props, application) => {
    const { submission } = application;
    const same = submission !== null && submission.supersededAt === null && sameContent(application.proposal, submission.snapshot);
    return <SubmissionPage {...props} unchanged={same ? no(reason('application.unchanged', { protocol: submission.protocol, at: submission.submittedAt })) : yes} />;
  });

async function overviewPage(ask: AnyAsk): Promise<Reply> {
  const application = await load(ask);
  const { call } = application.version;
  const now = ask.now.toISOString();
  const own = isOwn(ask.actor, application);
  return page(own ? nameOf(application, words(ask).untitled) : (application.submission?.snapshot.title ?? ''), (
    <OverviewPage
      application={application}
      examination={examine(call, application.proposal)}
      own={own}
      {...frozenOf(ask, application)}
      editable={can.edit(ask.actor, application, call, now)}
      withdrawable={can.withdraw(ask.actor, application, call, now)}
    />
  ), { address: addressOf(application.id) });
}

/** On to the next step, or back to the same one; either says what was saved and what it still lacks. */
async function afterSaving(ask: AnyAsk, step: string): Promise<Reply> {
  const steps = [...stepsOf((await load(ask)).version.call), 'submission'];
  const next = ask.raw['next'] === 'stay' ? step : steps[steps.indexOf(step) + 1]!;
  return seeOther(`${addressOf(idOf(ask), next)}?saved=${encodeURIComponent(step)}`);
}

/** Rules of the call that an organisation can be held against before anything is written. */
const against = (call: Call, organisation: MemberFacts): Reason[] => {
  const facts = { members: [organisation], mainSpoke: null, spokes: [], sector: null, durationMonths: null, startsOn: null, wideDissemination: false, mayPublishResults: false };
  return call.rules.filter((r) => ['leadKind', 'outsidePartnership', 'sizeAmong', 'proposalsPerApplicant'].includes(r.rule)).flatMap((r) => checkRule(r, facts, call)).filter((f) => !f.met);
};

async function startPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const version = await currentVersion(ask.house.db, ask.params['callId'] ?? '');
  if (!version) throw notFound();
  const { call } = version;
  const { organisations, existing } = await startingPoints(ask.house.db, person(ask), version);
  return page(`${words(ask).newApplication}, ${call.officialCode}`, (
    <StartPage call={call} decision={can.start(ask.actor, call, ask.now.toISOString())} organisations={organisations.map((o) => ({ organisation: o, against: against(call, o) }))} existing={existing} form={again} />
  ), { address: `/calls/${call.id}/applications/new` });
}

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
      if (listed.state.csv) return file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', ask.locale === 'it' ? 'domande.csv' : 'applications.csv');
      const { submittedOf } = visibleTo(person(ask));
      const watched = submittedOf === 'all' ? calls.map((c) => c.callId) : submittedOf;
      const all = watched.length > 0;
      return page(all ? words(ask).allApplications : words(ask).myApplications, <ApplicationsPage listed={listed} calls={calls} all={all} drafts={await draftCounts(db, watched)} />, { wide: true });
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
      const id = await startApplication(ask.house, person(ask), { callId: ask.params['callId'] ?? '', organisationId: ask.input.organisationId, idempotencyKey: ask.idempotencyKey });
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
      return page(`${t.dossier}, ${proposal.acronym || proposal.title || t.untitled}`, (
        <>
          <ApplicationHead application={application} step="dossier" own={own} lead={proposal.title} />
          <Callout tone={frozen ? 'good' : 'warn'} title={frozen ? t.dossierFrozen(application.submission!.protocol) : t.dossierDraft} />
          <Dossier id={application.id} call={call} proposal={proposal} choices={choices} />
        </>
      ));
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
      await uploadDocument(ask.house, person(ask), idOf(ask), { document, organisation, fileName: given.name, bytes: new Uint8Array(await given.arrayBuffer()) });
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
      if (ask.url.searchParams.get('format') === 'json') return json(receipt);
      return page(words(ask).receiptOf(receipt.protocol), <ReceiptPage receipts={[receipt, ...earlier]} own={isOwn(ask.actor, application)} example={application.example} />);
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/snapshots/:protocol',
    access: signedIn,
    async handler(ask) {
      const { id } = await load(ask);
      const protocol = ask.params['protocol'] ?? '';
      const text = await frozenText(ask.house.db, id, protocol);
      if (text === undefined) throw notFound();
      return file(text, 'application/json; charset=utf-8', `${protocol}.json`);
    },
  }),
];
