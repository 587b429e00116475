import type { Actor } from '#src/core/actor.ts';
import { no, reason, yes, type Reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { callPhase, currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { checkRule } from '#src/funding/calls/rules/findings.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { storedDocumentsEndedBy } from '#src/partnership/organisations/queries/register.ts';
import type { Again, Ask } from '#src/plumbing/http/door.ts';
import { page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { signedToken } from '#src/plumbing/http/token.ts';
import { readTicket, type Ticket } from '../actions/submit/ticket.ts';
import { applicationsCopy } from '../copy/words.ts';
import { can, isOwn } from '../policy.ts';
import { applicationFor, type Application } from '../queries/application.ts';
import { signersOn } from '../queries/documents.ts';
import { mentionsIn } from '../queries/identities.ts';
import { openThreads } from '../queries/comments.ts';
import { lastEdits, openBranches } from '../queries/edits.ts';
import { programmeChoices, startingPoints } from '../queries/lists.ts';
import { earlierApplications } from '../queries/reuse.ts';
import { examine, sameContent } from '../rules/examine.ts';
import { stepsOf } from '../rules/steps.ts';
import { isName } from '../schema.ts';
import { fixedSteps } from '../states.ts';
import { BudgetPage } from '../views/budget.tsx';
import { DocumentsPage } from '../views/documents.tsx';
import { OverviewPage } from '../views/overview.tsx';
import { ProjectPage } from '../views/project.tsx';
import { SectionPage } from '../views/section.tsx';
import { addressOf, nameOf, stepLabel, type StepProps } from '../views/parts.tsx';
import { StartPage } from '../views/start.tsx';
import { SubmissionPage } from '../views/submission.tsx';

export const signedIn = 'signedIn' as const;

export type AnyAsk = Ask<unknown>;

export const words = (ask: AnyAsk) => speak(applicationsCopy, ask.locale);
/** Every door here is for those who are signed in. */
export const person = (ask: AnyAsk): Actor => ask.actor!;
export const idOf = (ask: AnyAsk): string => ask.params['id'] ?? '';
export const load = (ask: AnyAsk): Promise<Application> => applicationFor(ask.house.db, ask.actor, idOf(ask));

/** What was handed in is what counts: nothing was changed since, or nothing can be any more. */
export function frozenOf(ask: AnyAsk, application: Application): { frozen: boolean; changed: boolean } {
  const { submission, proposal, state, version } = application;
  if (!submission) return { frozen: false, changed: false };
  const changed = state === 'submitted' && !sameContent(proposal, submission.snapshot, version.call.form);
  const over = callPhase(version.call, ask.now.toISOString()) === 'closed';
  return { frozen: !changed || over || !isOwn(ask.actor, application), changed };
}

/** A page of one step. Steps are for those who write the application; who only reads what was handed in reads the whole of it. */
export async function stepPage(
  ask: AnyAsk,
  step: string,
  again: Again | undefined,
  draw: (props: StepProps, application: Application) => Promise<Parameters<typeof page>[1]> | Parameters<typeof page>[1],
  /** Where the page is, if it is not the step itself but within it. */
  address: string = step,
): Promise<Reply> {
  const application = await load(ask);
  if (!isOwn(ask.actor, application)) {
    // Someone else's form is refused as such: an answer that leads on would look as if it had been saved.
    if (again) throw new AppError('forbidden', again.reasons);
    return seeOther(addressOf(application.id, 'dossier'));
  }
  const { call } = application.version;
  const props: StepProps = {
    application,
    examination: examine(call, application.proposal),
    editable: can.edit(ask.actor, application, call, ask.now.toISOString()),
    form: again,
    saved: ask.url.searchParams.get('saved') ?? undefined,
  };
  // Drawn first: a step that the call does not have is not found.
  const view = await draw(props, application);
  return page(`${stepLabel(call, step, ask.locale)}, ${nameOf(application, words(ask).untitled)}`, view, {
    address: addressOf(application.id, address),
    script: true,
  });
}

export const sectionPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, `sections/${ask.params['section']}`, again, async (props, application) => {
    const { call } = application.version;
    const section = call.form.sections.find((s) => s.id === ask.params['section']);
    if (!section) throw notFound();
    const { db } = ask.house;
    const together = {
      last: await lastEdits(db, application.id, section.id),
      branches: (await openBranches(db, application.id)).filter((b) => b.section === section.id),
      open: await openThreads(db, application.id),
      merged: ask.url.searchParams.getAll('merged'),
    };
    return <SectionPage {...props} editable={can.write(ask.actor, application, call, ask.now.toISOString())} section={section} together={together} />;
  });

export const projectPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, 'project', again, async (props, { version }) => (
    <ProjectPage {...props} choices={await programmeChoices(ask.house.db, version.call.programme)} />
  ));

export const budgetPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, 'budget', again, (props, application) => (
    <BudgetPage {...props} mayWriteOf={(id) => can.changeMember(ask.actor, application, id, application.version.call, ask.now.toISOString()).ok} />
  ));
export const documentsPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, 'documents', again, async (props, application) => (
    <DocumentsPage
      {...props}
      mayPut={(organisation) => can.putDocument(ask.actor, application, organisation, application.version.call, ask.now.toISOString()).ok}
      tryOut={ask.house.settings.example}
      representatives={await signersOn(ask.house.db, [application.leadId, ...application.memberIds], romeDate(ask.now))}
      ending={await storedDocumentsEndedBy(
        ask.house.db,
        application.memberIds.filter((id) => person(ask).organisationIds.includes(id)),
        romeDate(currentDeadline(application.version.call)),
      )}
    />
  ));

/** The place in the queue that the address carries, if it is this person's own and still good. */
export function keptPlace(ask: AnyAsk): Ticket | null {
  const ticket = ask.url.searchParams.get('ticket');
  const { secret } = ask.house.settings;
  const session = ticket === null ? null : signedToken(ask.headers, secret);
  return ticket === null || session === null ? null : readTicket(secret, ticket, idOf(ask), session, ask.now);
}

export const submissionPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, 'submission', again, async (props, application) => {
    const place = keptPlace(ask);
    const kept = place && {
      arrivedAt: place.arrivedAt.toISOString(),
      ticket: ask.url.searchParams.get('ticket')!,
      decision: can.submit(ask.actor, application, application.version.call, place.arrivedAt.toISOString()),
    };
    const { submission } = application;
    const same =
      submission !== null && submission.supersededAt === null && sameContent(application.proposal, submission.snapshot, application.version.call.form);
    return (
      <SubmissionPage
        {...props}
        kept={kept}
        branches={await openBranches(ask.house.db, application.id)}
        open={await openThreads(ask.house.db, application.id)}
        mentions={await mentionsIn(ask.house.db, application)}
        unchanged={same ? no(reason('application.unchanged', { protocol: submission.protocol, at: submission.submittedAt })) : yes}
      />
    );
  });

export async function overviewPage(ask: AnyAsk): Promise<Reply> {
  const application = await load(ask);
  const { call } = application.version;
  const now = ask.now.toISOString();
  const own = isOwn(ask.actor, application);
  return page(
    own ? nameOf(application, words(ask).untitled) : (application.submission?.snapshot.title ?? ''),
    <OverviewPage
      application={application}
      examination={examine(call, application.proposal)}
      own={own}
      {...frozenOf(ask, application)}
      editable={can.edit(ask.actor, application, call, now)}
      withdrawable={can.withdraw(ask.actor, application, call, now)}
      branches={own ? await openBranches(ask.house.db, application.id) : []}
      open={own ? await openThreads(ask.house.db, application.id) : []}
      mentions={own ? await mentionsIn(ask.house.db, application) : []}
    />,
    { address: addressOf(application.id) },
  );
}

/** On to the next step, or back to the same one; either says what was saved and what it still lacks. */
export async function afterSaving(ask: AnyAsk, step: string, merged: readonly string[] = []): Promise<Reply> {
  const { version, proposal } = await load(ask);
  const asked = new Set(stepsOf(version.call, proposal.answers));
  // Of all parts of the form, so that there is a next one after a part that does not apply any more.
  const every = [...version.call.form.sections.map((s) => `sections/${s.id}`), ...fixedSteps];
  const following = [...every.slice(every.indexOf(step) + 1).filter((s) => asked.has(s)), 'submission'];
  const next = ask.raw['next'] === 'stay' ? step : following[0]!;
  return seeOther(`${addressOf(idOf(ask), next)}?saved=${encodeURIComponent(step)}${merged.map((m) => `&merged=${encodeURIComponent(m)}`).join('')}`);
}

/** Rules of the call that an organisation can be held against before anything is written. */
const against = (call: Call, organisation: MemberFacts): Reason[] => {
  const facts = {
    members: [organisation],
    mainSpoke: null,
    spokes: [],
    sector: null,
    durationMonths: null,
    startsOn: null,
    wideDissemination: false,
    mayPublishResults: false,
  };
  return call.rules
    .filter((r) => ['leadKind', 'outsidePartnership', 'sizeAmong', 'proposalsPerApplicant'].includes(r.rule))
    .flatMap((r) => checkRule(r, facts, call))
    .filter((f) => !f.met);
};

export async function startPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const callId = ask.params['callId'] ?? '';
  const version = isName(callId) ? await currentVersion(ask.house.db, callId) : undefined;
  if (!version) throw notFound();
  const { call } = version;
  const { organisations, existing } = await startingPoints(ask.house.db, person(ask), version);
  return page(
    `${words(ask).newApplication}, ${call.officialCode}`,
    <StartPage
      call={call}
      decision={can.start(ask.actor, call, ask.now.toISOString())}
      organisations={organisations.map((o) => ({ organisation: o, against: against(call, o) }))}
      existing={existing}
      earlier={await earlierApplications(ask.house.db, person(ask), null)}
      form={again}
    />,
    { address: `/calls/${call.id}/applications/new` },
  );
}
