import { hasRole, type Actor } from '#src/core/actor.ts';
import { number } from '#src/core/money.ts';
import { romeDate } from '#src/core/time.ts';
import { copy, speak } from '#src/core/words.ts';
import { callPhase } from '#src/funding/calls/rules/calendar.ts';
import { callPages } from '#src/funding/calls/copy/pages.ts';
import { uncoveredRoles, type Uncovered } from '#src/funding/conflicts/queries.ts';
import { findingWords } from '#src/funding/conflicts/copy/findings.ts';
import { deskCounts, type DeskCounts } from '#src/funding/screening/queries/queue.ts';
import { repairWords } from '#src/funding/screening/copy/repairs.ts';
import { repairsOf, type RepairRow } from '#src/funding/screening/queries/repairs.ts';
import { organisationsOfPerson } from '#src/partnership/organisations/queries.ts';
import { paymentCounts, type PaymentCounts } from '#src/delivery/payments/queries.ts';
import { reportCounts, type ReportCounts } from '#src/delivery/reports/queries.ts';
import { contractCounts, type ContractCounts } from '#src/delivery/contracts/queries.ts';
import { projectCounts, type ProjectCounts } from '#src/delivery/projects/queries.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { page } from '#src/plumbing/http/reply.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { Gallery } from '#src/ui/gallery.tsx';
import { notFound } from '#src/core/errors.ts';
import { Countdown, Stepper, type Step } from '#src/ui/course.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, CardGrid, EmptyState, LinkButton } from '#src/ui/parts.tsx';
import { callStages, type CallStage } from './stages.ts';
import { ContractFigures, ProjectFigures, ReportFigures, PaymentFigures, ScreeningFigures } from './deskFigures.tsx';

export const deskCopy = copy({
  gallery: { it: 'Campionario dei componenti', en: 'Component gallery' },
  desk: { it: 'La mia scrivania', en: 'My desk' },
  hello: { it: (name: string) => `Buongiorno, ${name}`, en: (name: string) => `Hello, ${name}` },
  lead: { it: 'Ciò che aspetta un passo, in base ai ruoli ricoperti.', en: 'What waits for a step, by the roles that you hold.' },
  calls: { it: 'Bandi in corso', en: 'Calls under way' },
  noCalls: { it: 'Nessun bando pubblicato', en: 'No published call' },
  publication: { it: 'Pubblicazione', en: 'Publication' },
  applications: { it: 'Domande', en: 'Applications' },
  screening: { it: 'Ammissibilità', en: 'Admission check' },
  review: { it: 'Valutazione', en: 'Review' },
  ranking: { it: 'Graduatoria', en: 'Ranking' },
  award: { it: 'Concessione', en: 'Award' },
  submitted: {
    it: (n: number, drafts: number) => `${number(n, 'it')} ${n === 1 ? 'presentata' : 'presentate'}, ${number(drafts, 'it')} in bozza`,
    en: (n: number, drafts: number) => `${number(n, 'en')} submitted, ${number(drafts, 'en')} ${drafts === 1 ? 'draft' : 'drafts'}`,
  },
  screened: { it: (n: string, all: string) => `${n} di ${all}`, en: (n: string, all: string) => `${n} of ${all}` },
  noRanking: { it: 'da pubblicare', en: 'to be published' },
  provisional: { it: 'provvisoria', en: 'provisional' },
  final: { it: 'definitiva', en: 'final' },
  scrolled: { it: 'con scorrimento', en: 'scrolled' },
  awards: {
    it: (n: number) => `${number(n, 'it')} ${n === 1 ? 'progetto' : 'progetti'}`,
    en: (n: number) => `${number(n, 'en')} ${n === 1 ? 'project' : 'projects'}`,
  },
  yourOrganisations: { it: 'Le organizzazioni per cui si agisce', en: 'Organisations that you act for' },
  noOrganisation: { it: 'Non si agisce ancora per alcuna organizzazione', en: 'You act for no organisation yet' },
  noOrganisationMore: { it: 'Per presentare una domanda occorre registrare la propria organizzazione.', en: 'To apply, register your organisation first.' },
  register: { it: 'Registra un’organizzazione', en: 'Register an organisation' },
  openCalls: { it: 'Bandi aperti', en: 'Open calls' },
  myApplications: { it: 'Le mie domande', en: 'My applications' },
  myReviews: { it: 'Le mie valutazioni', en: 'My reviews' },
  myReviewsText: { it: 'Le proposte assegnate, con la scheda da compilare.', en: 'The proposals assigned to you, with their score sheets.' },
  declare: { it: 'Conflitti e riservatezza', en: 'Conflicts and confidentiality' },
  declareText: { it: 'La dichiarazione che precede l’assegnazione delle proposte.', en: 'The declaration that comes before proposals are assigned.' },
  experts: { it: 'Esperti', en: 'Experts' },
  assignment: { it: 'Assegnazione', en: 'Assignment' },
  panel: { it: 'Commissione', en: 'Panel' },
});

/** The steps of a call with what each has come to; links lead to where the step is done. How far the reviews are is told to those who watch them. */
function stepsOf(stage: CallStage, now: string, t: ReturnType<typeof useDesk>, locale: 'it' | 'en', sees: boolean, watches: boolean): Step[] {
  const n = (value: number) => number(value, locale);
  const phase = callPhase(stage.call, now);
  const id = stage.callId;
  const screenedAll = stage.submitted > 0 && stage.screened === stage.submitted;
  const wanted = stage.admitted * stage.call.evaluation.reviewsPerProposal;
  const reviewedAll = stage.admitted > 0 && stage.reviewed >= wanted;
  const done = [
    phase !== 'upcoming',
    phase === 'closed',
    screenedAll && phase === 'closed',
    reviewedAll && screenedAll,
    stage.ranking !== null && stage.ranking !== 'provisional',
    stage.decreed,
  ];
  const current = done.indexOf(false);
  const state = (i: number) => (done[i] ? 'done' : i === current ? 'current' : 'todo') as Step['state'];
  const link = (href: string) => (sees ? { href } : {});
  return [
    { label: t.publication, state: state(0), href: `/calls/${id}` },
    { label: t.applications, state: state(1), note: t.submitted(stage.submitted, stage.drafts), ...link(`/applications?call=${id}`) },
    { label: t.screening, state: state(2), note: t.screened(n(stage.screened), n(stage.submitted)), ...link(`/calls/${id}/screening`) },
    { label: t.review, state: state(3), ...(watches && { note: t.screened(n(stage.reviewed), n(wanted)) }), ...link(`/calls/${id}/panel`) },
    { label: t.ranking, state: state(4), note: stage.ranking ? t[stage.ranking] : t.noRanking, href: `/calls/${id}/ranking` },
    { label: t.award, state: state(5), note: t.awards(stage.awards), href: `/calls/${id}/awards` },
  ];
}

export const useDesk = () => useCopy(deskCopy);

function DeskPage({
  actor,
  stages,
  organisations,
  repairs,
  screening,
  uncovered,
  contracts,
  projects,
  reports,
  payments,
}: {
  actor: Actor;
  stages: readonly CallStage[];
  organisations: readonly { id: string; legalName: string }[];
  /** Requests for repair whose term runs: nothing on this page is more pressing. */
  repairs: readonly RepairRow[];
  /** Roles in which everyone has a conflict on some proposal; the office gives roles. */
  uncovered: readonly Uncovered[];
  /** What waits for this officer in the admission check of closed calls. */
  screening: readonly DeskCounts[];
  /** Contracts that wait for this person; null for who has none to see. */
  contracts: ContractCounts | null;
  projects: ProjectCounts;
  reports: ReportCounts | null;
  payments: PaymentCounts | null;
}) {
  const t = useDesk();
  const c = useCopy(callPages);
  const r = useCopy(repairWords);
  const f = useCopy(findingWords);
  const { locale, now } = usePage();
  const path = useHref();
  const sees = hasRole(actor, 'office', 'auditor');
  const office = hasRole(actor, 'office');
  const chair = hasRole(actor, 'chair');
  const applicant = hasRole(actor, 'applicant') || organisations.length > 0;
  const expert = hasRole(actor, 'expert');
  const open = stages.filter((s) => callPhase(s.call, now) === 'open');
  return (
    <>
      <PageHead
        title={t.hello(actor.name)}
        kicker={t.desk}
        lead={t.lead}
        actions={
          office && (
            <LinkButton href="/calls/new" icon="plus">
              {c.newCall}
            </LinkButton>
          )
        }
      />
      {repairs.length > 0 && (
        <Section title={r.mine} id="repairs">
          {repairs.map((row) => (
            <Callout key={row.id} tone="warn" title={<a href={path(`/repairs/${row.id}`)}>{r.requestOf(row.acronym)}</a>}>
              <p>{r.until(row.dueAt)}</p>
              <Countdown to={row.dueAt} />
            </Callout>
          ))}
        </Section>
      )}
      {expert && (
        <Section title={t.myReviews}>
          <CardGrid
            wide
            cards={[
              { title: t.myReviews, href: '/reviews', children: t.myReviewsText },
              ...stages
                .filter((s) => s.ranking === null && s.experts > 0)
                .map((s) => ({ title: t.declare, kicker: s.call.officialCode, href: `/calls/${s.callId}/conflicts`, children: t.declareText })),
            ]}
          />
        </Section>
      )}
      {contracts && <ContractFigures counts={contracts} office={office} />}
      <ProjectFigures counts={projects} office={office} leader={hasRole(actor, 'spokeLeader')} />
      {reports && <ReportFigures counts={reports} office={office} />}
      {payments && <PaymentFigures counts={payments} />}
      {applicant && (
        <>
          <Section title={t.yourOrganisations}>
            {organisations.length === 0 ? (
              <EmptyState title={t.noOrganisation} action={<LinkButton href="/organisations/new">{t.register}</LinkButton>}>
                {t.noOrganisationMore}
              </EmptyState>
            ) : (
              <ul>
                {organisations.map((o) => (
                  <li key={o.id}>
                    <a href={path(`/organisations/${o.id}`)}>{o.legalName}</a>
                  </li>
                ))}
              </ul>
            )}
            <Actions>
              <LinkButton href="/applications">{t.myApplications}</LinkButton>
              <LinkButton href="/organisations/new" tone="secondary">
                {t.register}
              </LinkButton>
            </Actions>
          </Section>
          {open.length > 0 && (
            <Section title={t.openCalls}>
              <CardGrid
                wide
                cards={open.map((s) => ({
                  title: s.call.title[locale],
                  kicker: s.call.officialCode,
                  href: `/calls/${s.callId}`,
                  meta: c.closesAt(s.closesAt),
                }))}
              />
            </Section>
          )}
        </>
      )}
      <UncoveredRoles uncovered={uncovered} stages={stages} />
      {(sees || chair || hasRole(actor, 'spokeLeader')) && (
        <Section title={t.calls}>
          {stages.length === 0 && <EmptyState title={t.noCalls} />}
          {stages.map((s) => (
            <div class="m-call-stage" key={s.callId}>
              <h3>
                <a href={path(`/calls/${s.callId}`)}>{s.call.officialCode}</a>
              </h3>
              <p>{s.call.title[locale]}</p>
              <Stepper label={`${s.call.officialCode}: ${t.calls}`} steps={stepsOf(s, now, t, locale, sees, sees || chair)} />
              <ScreeningFigures counts={screening.find((c) => c.callId === s.callId)} />
              {(office || chair) && (
                <Actions>
                  {office && (
                    <LinkButton small tone="secondary" href={`/calls/${s.callId}/acts`}>
                      {c.manage}
                    </LinkButton>
                  )}
                  {office && (
                    <LinkButton small tone="secondary" href={`/calls/${s.callId}/experts`}>
                      {t.experts}
                    </LinkButton>
                  )}
                  {office && (
                    <LinkButton small tone="secondary" href={`/calls/${s.callId}/conflicts-found`}>
                      {f.title}
                    </LinkButton>
                  )}
                  <LinkButton small tone="secondary" href={`/calls/${s.callId}/assignment`}>
                    {t.assignment}
                  </LinkButton>
                  <LinkButton small tone="secondary" href={`/calls/${s.callId}/panel`}>
                    {t.panel}
                  </LinkButton>
                  <LinkButton small tone="secondary" href={`/calls/${s.callId}/ranking/preview`}>
                    {t.ranking}
                  </LinkButton>
                </Actions>
              )}
            </div>
          ))}
        </Section>
      )}
    </>
  );
}

/** Nobody without a conflict is left in a role: the role and the number, never which proposals they are. */
function UncoveredRoles({ uncovered, stages }: { uncovered: readonly Uncovered[]; stages: readonly CallStage[] }) {
  const w = useCopy(findingWords);
  if (uncovered.length === 0) return null;
  return (
    <Callout tone="warn" title={w.uncovered}>
      <ul>
        {uncovered.map(({ callId, role, proposals }) => (
          <li key={`${callId} ${role}`}>{w[`uncovered_${role}`](proposals, stages.find((s) => s.callId === callId)?.call.officialCode ?? callId)}</li>
        ))}
      </ul>
    </Callout>
  );
}

export const deskDoors: Door[] = [
  door({
    method: 'GET',
    path: '/gallery',
    access: 'public',
    handler({ house, locale }) {
      if (!house.settings.example) throw notFound();
      return page(speak(deskCopy, locale).gallery, <Gallery />, { wide: true, script: true });
    },
  }),
  door({
    method: 'GET',
    path: '/desk',
    access: 'signedIn',
    async handler({ house, actor, locale, now }) {
      const stages = await callStages(house.db, house.settings.programme, actor!);
      const asksOffice = hasRole(actor, 'office') ? stages.filter((s) => callPhase(s.call, now.toISOString()) === 'closed') : [];
      const screening = await deskCounts(house.db, asksOffice, actor!, now.toISOString());
      const uncovered = await uncoveredRoles(
        house.db,
        asksOffice.map((s) => s.callId),
      );
      const organisations = await organisationsOfPerson(house.db, actor!.id);
      const repairs = (await repairsOf(house.db, actor!).execute()).filter((r) => r.state === 'open' && now.toISOString() <= r.dueAt);
      const seesContracts = hasRole(actor, 'office') || organisations.length > 0;
      const contracts = seesContracts ? await contractCounts(house.db, actor!, romeDate(now)) : null;
      const seesReports = seesContracts || actor!.grants.length === 0;
      const reports = seesReports ? await reportCounts(house.db, actor!, romeDate(now)) : null;
      const desk = (
        <DeskPage
          contracts={contracts}
          projects={await projectCounts(house.db, actor!, romeDate(now))}
          reports={reports}
          payments={await paymentCounts(house.db, actor!, romeDate(now))}
          actor={actor!}
          stages={stages}
          organisations={organisations}
          repairs={repairs}
          screening={screening}
          uncovered={uncovered}
        />
      );
      return page(speak(deskCopy, locale).desk, desk);
    },
  }),
];
