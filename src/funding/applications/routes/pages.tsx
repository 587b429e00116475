import type { Actor } from '#src/core/actor.ts';
import { no, reason, yes, type Reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { callPhase } from '#src/funding/calls/rules/calendar.ts';
import { checkRule } from '#src/funding/calls/rules/findings.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { searchOrganisations } from '#src/partnership/organisations/queries.ts';
import type { Again, Ask } from '#src/plumbing/http/door.ts';
import { page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { applicationsCopy } from '../copy/words.ts';
import { can, isOwn } from '../policy.ts';
import { applicationFor, type Application } from '../queries/application.ts';
import { programmeChoices, startingPoints } from '../queries/lists.ts';
import { examine, sameContent, stepsOf } from '../rules.ts';
import { clean, isName } from '../schema.ts';
import { BudgetPage } from '../views/budget.tsx';
import { DocumentsPage } from '../views/documents.tsx';
import { MembersPage } from '../views/members.tsx';
import { OverviewPage } from '../views/overview.tsx';
import { ProjectPage } from '../views/project.tsx';
import { SectionPage } from '../views/section.tsx';
import { addressOf, nameOf, stepLabel, type StepProps } from '../views/shared.tsx';
import { StartPage } from '../views/start.tsx';
import { SubmissionPage } from '../views/submission.tsx';

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
  const changed = state === 'submitted' && !sameContent(proposal, submission.snapshot);
  const over = callPhase(version.call, ask.now.toISOString()) === 'closed';
  return { frozen: !changed || over || !isOwn(ask.actor, application), changed };
}

/** A page of one step. Steps are for those who write the application; who only reads what was handed in reads the whole of it. */
async function stepPage(
  ask: AnyAsk,
  step: string,
  again: Again | undefined,
  draw: (props: StepProps, application: Application) => Promise<Parameters<typeof page>[1]> | Parameters<typeof page>[1],
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
    address: addressOf(application.id, step),
    script: true,
  });
}

export const sectionPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, `sections/${ask.params['section']}`, again, (props, application) => {
    const section = application.version.call.form.sections.find((s) => s.id === ask.params['section']);
    if (!section) throw notFound();
    return <SectionPage {...props} section={section} />;
  });

export const projectPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, 'project', again, async (props, { version }) => (
    <ProjectPage {...props} choices={await programmeChoices(ask.house.db, version.call.programme)} />
  ));

export const membersPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, 'members', again, async (props) => {
    const asked = clean(ask.url.searchParams.get('q') ?? '').slice(0, 100);
    return <MembersPage {...props} search={{ words: asked, found: asked === '' ? [] : await searchOrganisations(ask.house.db, asked) }} />;
  });

export const budgetPage = (ask: AnyAsk, again?: Again) => stepPage(ask, 'budget', again, (props) => <BudgetPage {...props} />);
export const documentsPage = (ask: AnyAsk, again?: Again) => stepPage(ask, 'documents', again, (props) => <DocumentsPage {...props} />);

export const submissionPage = (ask: AnyAsk, again?: Again) =>
  stepPage(ask, 'submission', again, (props, application) => {
    const { submission } = application;
    const same = submission !== null && submission.supersededAt === null && sameContent(application.proposal, submission.snapshot);
    return (
      <SubmissionPage {...props} unchanged={same ? no(reason('application.unchanged', { protocol: submission.protocol, at: submission.submittedAt })) : yes} />
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
    />,
    { address: addressOf(application.id) },
  );
}

/** On to the next step, or back to the same one; either says what was saved and what it still lacks. */
export async function afterSaving(ask: AnyAsk, step: string): Promise<Reply> {
  const steps = [...stepsOf((await load(ask)).version.call), 'submission'];
  const next = ask.raw['next'] === 'stay' ? step : steps[steps.indexOf(step) + 1]!;
  return seeOther(`${addressOf(idOf(ask), next)}?saved=${encodeURIComponent(step)}`);
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
      form={again}
    />,
    { address: `/calls/${call.id}/applications/new` },
  );
}
