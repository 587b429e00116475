import { sha256 } from '#src/core/canonical.ts';
import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { organisationsOfPerson, searchOrganisations } from '#src/partnership/organisations/queries.ts';
import { staffRegister } from '#src/partnership/organisations/queries/register.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { page, type Reply } from '#src/plumbing/http/reply.ts';
import { consortiumCopy } from '../copy/consortium.ts';
import { can, isOwn } from '../policy.ts';
import { applicationById } from '../queries/application.ts';
import { asMembers, confirmationsOf, consortiumOf, elsewhere, invitationByToken, representativesOf } from '../queries/consortium.ts';
import { confirmationOf, confirmStamp, differences, eligibilityOf, linesOfMember, toConfirm, type ToConfirm } from '../rules/consortium.ts';
import { canAnswer } from '../rules/invitations.ts';
import { addedFromRegister, linesFromRegister } from '../rules/prefill.ts';
import { clean } from '../schema.ts';
import { ConfirmationPage } from '../views/consortium/confirmation.tsx';
import { InvitationPage } from '../views/consortium/invitation.tsx';
import { MemberPage } from '../views/consortium/member.tsx';
import { MembersPage } from '../views/members.tsx';
import { person, stepPage, type AnyAsk } from './pages.tsx';

export const organisationOf = (ask: AnyAsk): string => ask.params['organisationId'] ?? '';
const at = (ask: AnyAsk): string => ask.now.toISOString();

const members = (ask: AnyAsk, again: Again | undefined, inviteForm: Again | undefined): Promise<Reply> =>
  stepPage(ask, 'members', again ?? inviteForm, async (props, application) => {
    const { db } = ask.house;
    const asked = clean(ask.url.searchParams.get('q') ?? '').slice(0, 100);
    const found = asked === '' ? [] : await searchOrganisations(db, asked);
    const facts = await asMembers(
      db,
      application.version,
      found.map((o) => o.id),
    );
    const { call } = application.version;
    return (
      <MembersPage
        {...props}
        form={again}
        inviteForm={inviteForm}
        search={{
          words: asked,
          found: found.map((organisation) => {
            const fact = facts.find((f) => f.id === organisation.id)!;
            // Where it will carry the project out is asked once it takes part.
            return { organisation, findings: eligibilityOf(call, fact).filter((f) => f.code !== 'rule.placeOfImplementation.missing') };
          }),
        }}
        consortium={await consortiumOf(db, application.id, application.memberIds, at(ask))}
        elsewhere={await elsewhere(db, person(ask), application)}
      />
    );
  });

export const membersPage = (ask: AnyAsk, again?: Again) => members(ask, again, undefined);
export const invitePage = (ask: AnyAsk, again?: Again) => members(ask, undefined, again);

/** One member's own part. Its people and the lead's write it; the others of the consortium read it. */
const member = (ask: AnyAsk, again: Again | undefined, leaveForm: Again | undefined): Promise<Reply> =>
  stepPage(
    ask,
    'members',
    again ?? leaveForm,
    async (props, application) => {
      const id = organisationOf(ask);
      const found = application.proposal.facts.members.find((m) => m.id === id);
      if (!found) throw notFound();
      const { call } = application.version;
      const own = person(ask).organisationIds.includes(id);
      const asked = own && ask.url.searchParams.get('from') === 'register';
      const lines = linesOfMember(application.proposal, id);
      const register = own ? await staffRegister(ask.house.db, id) : [];
      return (
        <MemberPage
          {...props}
          form={again}
          leaveForm={leaveForm}
          editable={can.changeMember(ask.actor, application, id, call, at(ask))}
          member={found}
          lines={lines}
          findings={eligibilityOf(call, found)}
          standing={confirmationOf(call, application.proposal, found).standing}
          prefill={asked ? addedFromRegister(lines, linesFromRegister(register, Number(romeDate(ask.now).slice(0, 4)))) : null}
          mayPrefill={register.length > 0}
          leaving={can.leave(ask.actor, application, id, call, at(ask))}
        />
      );
    },
    `members/${organisationOf(ask)}`,
  );

export const memberPage = (ask: AnyAsk, again?: Again) => member(ask, again, undefined);
export const leavePage = (ask: AnyAsk, again?: Again) => member(ask, undefined, again);

export const confirmationPage = (ask: AnyAsk, again?: Again) =>
  stepPage(
    ask,
    'members',
    again,
    async (props, application) => {
      const id = organisationOf(ask);
      const found = application.proposal.facts.members.find((m) => m.id === id);
      if (!found) throw notFound();
      const { call } = application.version;
      const { db } = ask.house;
      const lines = linesOfMember(application.proposal, id);
      const now = toConfirm(call, found, lines);
      const confirmation = (await confirmationsOf(db, application.id)).find((k) => k.organisationId === id) ?? null;
      const representatives = await representativesOf(db, [id], romeDate(ask.now));
      return (
        <ConfirmationPage
          {...props}
          member={found}
          text={now}
          stamp={confirmStamp(call, found, lines)}
          standing={confirmationOf(call, application.proposal, found).standing}
          confirmation={confirmation}
          differences={confirmation ? differences(JSON.parse(confirmation.confirmed) as ToConfirm, now) : []}
          representatives={representatives}
          confirming={can.confirm(
            ask.actor,
            application,
            id,
            representatives.some((p) => p.id === ask.actor?.id),
            call,
            at(ask),
          )}
        />
      );
    },
    `members/${organisationOf(ask)}/confirmation`,
  );

/** What a letter leads to. A secret that opens nothing is a page that is not there. */
export async function invitationPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const token = ask.params['token'] ?? '';
  const { db } = ask.house;
  const invitation = /^[\w-]{43}$/.test(token) ? await invitationByToken(db, sha256(token), at(ask)) : undefined;
  const application = invitation && (await applicationById(db, invitation.applicationId));
  if (!invitation || !application) throw notFound();
  const { call } = application.version;
  const t = speak(consortiumCopy, ask.locale);
  return page(
    t.invitation,
    <InvitationPage
      token={token}
      invitation={invitation}
      leadName={application.leadName}
      call={call}
      open={canAnswer(invitation, application, call, at(ask))}
      within={isOwn(ask.actor, application)}
      signedIn={ask.actor !== null}
      organisations={ask.actor ? await organisationsOfPerson(db, ask.actor.id) : []}
      memberIds={application.memberIds}
      form={again}
    />,
    { address: `/invitations/${token}` },
  );
}
