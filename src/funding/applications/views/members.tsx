import { yes, type Finding } from '#src/core/decision.ts';
import { percent } from '#src/core/money.ts';
import { isRegion, region } from '#src/core/regions.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { costOf } from '#src/funding/calls/rules/eligibleCosts.ts';
import { kindWords, sizeWords } from '#src/partnership/organisations/copy.ts';
import type { Organisation } from '#src/partnership/organisations/queries.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { fieldId, Form } from '#src/ui/form.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { Section, WithAside } from '#src/ui/head.tsx';
import { Actions, Callout, EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { Findings, Reasons } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { consortiumCopy, departureWords, invitationWords, kindWords as invitedAs, standingWords } from '../copy/consortium.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { Consortium, Elsewhere } from '../queries/consortium.ts';
import { confirmationOf, eligibilityOf, limitShares, type Standing } from '../rules/consortium.ts';
import { placeOf } from '../rules/steps.ts';
import { Invitations, InviteForm } from './consortium/invitations.tsx';
import { Places, shareOf, Shares } from './consortium/shares.tsx';
import { addressOf, ApplicationHead, Deadline, ReadOnly, SavedNote, Steps, type StepProps } from './parts.tsx';

/** What was searched, and for each organisation found what the call's rules say before it is added. */
export type Search = { words: string; found: readonly { organisation: Organisation; findings: readonly Finding[] }[] };

export type MembersProps = StepProps & {
  search: Search;
  consortium: Consortium;
  elsewhere: readonly Elsewhere[];
  inviteForm?: Again | undefined;
};

const tones = { notAsked: 'neutral', missing: 'warn', confirmed: 'good', lapsed: 'warn' } as const satisfies Record<Standing, string>;

/** Who takes part, how each stands with the call's rules, shares and places; and, for the lead's people, who else is asked. */
export function MembersPage({ search, consortium, elsewhere, inviteForm, ...props }: MembersProps) {
  const { application, examination, editable, saved } = props;
  const t = useCopy(applicationsCopy);
  const c = useCopy(consortiumCopy);
  const { call } = application.version;
  const { members } = application.proposal.facts;
  const findings = examination.findings.filter(
    (f) =>
      (f.at !== undefined && placeOf(f.at).step === 'members') ||
      /^rule\.(applicantForm|leadKind|memberKind|outsidePartnership|sizeAmong|members|mustInclude|proposalsPerApplicant|womenShare|placeOfImplementation)\./.test(
        f.code,
      ),
  );
  const manage = editable.ok;
  return (
    <>
      <ApplicationHead application={application} step="members" lead={t.membersLead} />
      <Steps application={application} examination={examination} current="members" />
      <SavedNote application={application} examination={examination} saved={saved} />
      {elsewhere.length > 0 && (
        <Callout tone="warn" title={c.elsewhereTitle}>
          {elsewhere.map((e) => (
            <p key={e.organisationId}>{c.elsewhere(application.memberNames?.[e.organisationId] ?? '', e.drafts, e.submitted)}</p>
          ))}
        </Callout>
      )}
      <Who {...props} consortium={consortium} />
      <Actions>
        <LinkButton href={addressOf(application.id, 'budget')}>{c.toBudget}</LinkButton>
      </Actions>
      {!manage && <ReadOnly editable={editable} />}
      <WithAside
        aside={
          <>
            <Deadline call={call} />
            <Findings findings={findings} noCount level={2} />
          </>
        }
      >
        <Shares limits={limitShares(call, application.proposal.facts, examination.costs)} members={members} costs={examination.costs} />
        <Places members={members} />
        {(manage || inviteForm) && <InviteForm applicationId={application.id} form={inviteForm} />}
        {(manage || consortium.invitations.length > 0) && <Invitations applicationId={application.id} consortium={consortium} manage={manage} />}
        {manage && <AddPartner application={application} search={search} />}
        {manage && <ChangePartners application={application} search={search} />}
        <Gone application={application} consortium={consortium} manage={manage} />
      </WithAside>
    </>
  );
}

export function kindOf(member: Pick<MemberFacts, 'kind' | 'size'>, locale: 'it' | 'en'): string {
  return member.size ? sizeWords[member.size][locale] : kindWords[member.kind][locale];
}

function Who({ application, examination, consortium }: StepProps & { consortium: Consortium }) {
  const t = useCopy(applicationsCopy);
  const c = useCopy(consortiumCopy);
  const { locale } = usePage();
  const path = useHref();
  const { call } = application.version;
  const { proposal } = application;
  const waiting = consortium.invitations.filter((i) => i.state === 'sent' && i.kind === 'partner');
  const asked = call.consortium?.confirmation === 'required';
  const wrongOf = (m: MemberFacts) => eligibilityOf(call, m).filter((f) => !f.met);
  return (
    <PlainTable
      caption={c.who}
      columns={[
        { label: t.organisation },
        { label: t.kind },
        { label: t.place },
        { label: c.staff },
        { label: c.share, numeric: true },
        { label: c.eligibility },
        ...(asked ? [{ label: c.confirmation }] : []),
        { label: <span class="visually-hidden">{c.open}</span> },
      ]}
      rows={[
        ...proposal.facts.members.map((m) => {
          const heads = m.staff.women + m.staff.men + (m.staff.other ?? 0);
          const wrong = wrongOf(m);
          const { standing } = confirmationOf(call, proposal, m);
          return [
            <span id={`member-${m.id}`}>
              <strong>{m.name}</strong>
              <br />
              <small>{m.role === 'lead' ? t.roleLead : t.rolePartner}</small>
            </span>,
            kindOf(m, locale),
            isRegion(m.region) ? region(m.region).name[locale] : c.notStated,
            heads === 0 ? c.noStaff : c.staffSaid(heads, m.staff.women),
            percent(shareOf(costOf(examination.costs, m.id), examination.costs.totalCents), locale),
            wrong.length === 0 ? (
              <StatusChip tone="good">{c.fits}</StatusChip>
            ) : (
              <details>
                <summary>
                  <StatusChip tone="bad">{c.unfit(wrong.length)}</StatusChip>
                </summary>
                <Reasons reasons={wrong} />
              </details>
            ),
            ...(asked
              ? [
                  m.role === 'lead' ? (
                    standingWords.notAsked[locale]
                  ) : (
                    <a href={path(addressOf(application.id, `members/${m.id}/confirmation`))}>
                      <StatusChip tone={tones[standing]}>{standingWords[standing][locale]}</StatusChip>
                      <span class="visually-hidden">: {m.name}</span>
                    </a>
                  ),
                ]
              : []),
            <LinkButton href={addressOf(application.id, `members/${m.id}`)} tone="secondary" small>
              <span aria-hidden="true">{c.open}</span>
              <span class="visually-hidden">{c.openNamed(m.name)}</span>
            </LinkButton>,
          ];
        }),
        ...waiting.map((i) => [
          i.organisationName ?? i.email,
          invitedAs.partner[locale],
          '',
          '',
          '',
          '',
          ...(asked ? [''] : []),
          <StatusChip tone="info">{invitationWords.sent[locale]}</StatusChip>,
        ]),
      ]}
    />
  );
}

function AddPartner({ application, search }: { application: StepProps['application']; search: Search }) {
  const t = useCopy(applicationsCopy);
  const c = useCopy(consortiumCopy);
  const { locale } = usePage();
  const path = useHref();
  const address = addressOf(application.id, 'members');
  return (
    <Section title={t.addPartner} id="partners" lead={t.addPartnerLead}>
      <form class="m-toolbar" role="search" method="get" action={`${path(address)}#partners`} aria-label={t.addPartner}>
        <div class="m-search">
          <label for={fieldId('q', 'partner')}>{t.search}</label>
          <div class="m-search-box">
            <input id={fieldId('q', 'partner')} class="m-input" type="search" name="q" value={search.words} />
            <button class="m-button m-secondary" type="submit">
              <Icon name="search" />
              <span>{t.find}</span>
            </button>
          </div>
        </div>
      </form>
      {search.words !== '' && (
        <PlainTable
          caption={t.found}
          columns={[{ label: t.organisation }, { label: t.kind }, { label: t.seat }, { label: c.eligibility }, { label: t.add }]}
          empty={
            <EmptyState
              title={t.nobodyFound}
              action={
                <LinkButton href="/organisations/new" tone="secondary">
                  {t.registerFirst}
                </LinkButton>
              }
            >
              {t.nobodyFoundMore}
            </EmptyState>
          }
          rows={search.found.map(({ organisation: o, findings }) => {
            const wrong = findings.filter((f) => !f.met);
            return [
              o.legalName,
              kindOf({ kind: o.kind, size: o.sizeClass }, locale),
              o.city,
              wrong.length === 0 ? <StatusChip tone="good">{c.fits}</StatusChip> : <Reasons reasons={wrong} />,
              application.memberIds.includes(o.id) ? (
                <StatusChip>{t.inAlready}</StatusChip>
              ) : (
                <ActionButton action={addressOf(application.id, 'partners')} fields={{ organisationId: o.id }} tone="secondary" icon="plus" small>
                  <span aria-hidden="true">{t.add}</span>
                  <span class="visually-hidden">{t.addNamed(o.legalName)}</span>
                </ActionButton>
              ),
            ];
          })}
        />
      )}
    </Section>
  );
}

/** Each partner can be taken out, or another of those that were found put in its place. */
function ChangePartners({ application, search }: { application: StepProps['application']; search: Search }) {
  const t = useCopy(applicationsCopy);
  const c = useCopy(consortiumCopy);
  const partners = application.proposal.facts.members.filter((m) => m.role === 'partner');
  const others = search.found.map((f) => f.organisation).filter((o) => !application.memberIds.includes(o.id));
  if (partners.length === 0) return null;
  const at = (m: MemberFacts, deed: string) => addressOf(application.id, `partners/${m.id}/${deed}`);
  return (
    <Section title={c.change} id="removal">
      {partners.map((m) => (
        <div key={m.id}>
          <ConfirmDetails summary={t.removePartner(m.name)} consequences={[c.removeMore]}>
            <ActionButton action={at(m, 'removal')} tone="danger">
              {t.remove}
            </ActionButton>
          </ConfirmDetails>
          <ConfirmDetails summary={c.replacePartner(m.name)} consequences={[c.replaceMore]}>
            {others.length === 0 ? (
              <p>
                <a href="#partners">{c.replaceSearch}</a>
              </p>
            ) : (
              <Form action={at(m, 'replacement')} id={`replace-${m.id}`}>
                <SelectField name="organisationId" label={c.replaceBy} required options={others.map((o) => ({ value: o.id, label: o.legalName }))} />
                <TextArea name="motive" label={c.motive} rows={2} limit={1000} />
                <SubmitRow label={c.replaceNow} tone="danger" decision={yes} />
              </Form>
            )}
          </ConfirmDetails>
        </div>
      ))}
    </Section>
  );
}

function Gone({ application, consortium, manage }: { application: StepProps['application']; consortium: Consortium; manage: boolean }) {
  const c = useCopy(consortiumCopy);
  const { locale } = usePage();
  if (consortium.departures.length === 0) return null;
  return (
    <Section title={c.gone} id="gone">
      <PlainTable
        caption={c.gone}
        captionHidden
        columns={[{ label: c.participant }, { label: c.how }, { label: c.motive }, { label: c.on }, { label: c.by }, ...(manage ? [{ label: c.deeds }] : [])]}
        rows={consortium.departures.map((d) => [
          d.name,
          d.replacedBy ? c.replacedBy(d.replacedBy) : departureWords[d.why][locale],
          d.motive,
          c.moment(d.goneAt),
          d.goneBy,
          ...(manage
            ? [
                d.undoneAt !== null ? (
                  c.undone
                ) : d.why === 'removed' && !application.memberIds.includes(d.organisationId) ? (
                  <ActionButton action={addressOf(application.id, `departures/${d.id}/undo`)} tone="secondary" small>
                    <span aria-hidden="true">{c.undo}</span>
                    <span class="visually-hidden">{c.undoNamed(d.name)}</span>
                  </ActionButton>
                ) : (
                  ''
                ),
              ]
            : []),
        ])}
      />
    </Section>
  );
}
