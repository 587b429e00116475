import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, only, unless, type Decision } from '#src/core/decision.ts';
import { isLive, type ProjectState, type VariationState } from './states.ts';

/** What has to be known of a project to say who may do what with it. `people` are those of its team who sign in. */
export type Project = {
  callId: string;
  mainSpoke: number;
  state: ProjectState;
  members: readonly { id: string; role: string; leftOn: string | null }[];
  people: readonly string[];
};

const actsFor = (actor: Actor | null, id: string): boolean => actor?.organisationIds.includes(id) ?? false;
const present = (it: Project) => it.members.filter((m) => m.leftOn === null);
const leads = (actor: Actor | null, it: Project): boolean => present(it).some((m) => m.role === 'lead' && actsFor(actor, m.id));
const takesPart = (actor: Actor | null, it: Project): boolean => present(it).some((m) => actsFor(actor, m.id));
const isOffice = (actor: Actor | null, it: Pick<Project, 'callId'>): boolean => hasRoleFor(actor, 'office', it.callId);
const live = (it: Project): Decision => unless(isLive(it.state), 'project.ended');
const own = (actor: Actor | null, it: Project): boolean => it.members.some((m) => actsFor(actor, m.id));

/** Who may do what with a project, when, and why not. Nobody else knows that there is one. */
export const can = {
  /** Budget, people and variations: office, auditors, who pays, the leader of its Spoke, who acts for a member. */
  readAll: (actor: Actor | null, it: Project): Decision =>
    can.readDeeds(actor, it).ok ? { ok: true } : unless(hasRoleFor(actor, 'spokeLeader', String(it.mainSpoke)), 'notFound'),

  /** Its contract and its money, each in a room of its own: all of them but the leader of its Spoke. */
  readDeeds: (actor: Actor | null, it: Project): Decision =>
    unless(isOffice(actor, it) || hasRoleFor(actor, 'auditor', it.callId) || hasRole(actor, 'payer') || own(actor, it), 'notFound'),

  /** Who works on it sees what it is about, too. */
  read: (actor: Actor | null, it: Project): Decision =>
    can.readAll(actor, it).ok ? { ok: true } : unless(actor !== null && it.people.includes(actor.id), 'notFound'),

  /** The plan, indicators, risks and phases are the lead's to keep. */
  edit: (actor: Actor | null, it: Project): Decision => all(can.readAll(actor, it), only(leads(actor, it), 'project.leadOnly'), live(it)),

  /** The lead for all, each member for its own people. */
  editPerson: (actor: Actor | null, it: Project, organisation: string): Decision =>
    all(
      can.readAll(actor, it),
      only(leads(actor, it) || (takesPart(actor, it) && actsFor(actor, organisation)), 'project.ownPeople'),
      unless(
        present(it).some((m) => m.id === organisation),
        'project.notMember',
      ),
      live(it),
    ),

  /** Any member shows what it has finished. */
  prove: (actor: Actor | null, it: Project): Decision => all(can.readAll(actor, it), only(takesPart(actor, it), 'project.membersOnly'), live(it)),

  /** Any member proposes, one request at a time. */
  propose: (actor: Actor | null, it: Project, open: boolean): Decision =>
    all(can.readAll(actor, it), only(takesPart(actor, it), 'project.membersOnly'), live(it), unless(!open, 'project.requestOpen')),

  withdraw: (actor: Actor | null, it: Project, state: VariationState): Decision =>
    all(can.readAll(actor, it), only(takesPart(actor, it), 'project.membersOnly'), unless(state === 'requested', 'project.answered')),

  /** The office, as long as none of its own organisations takes part. */
  answer: (actor: Actor | null, it: Project, state: VariationState): Decision =>
    all(
      can.readAll(actor, it),
      only(isOffice(actor, it), 'project.officeOnly'),
      only(!own(actor, it), 'project.ownOrganisation', {}, { source: { ref: 'L. 241/1990, art. 6-bis (conflitto di interessi)', status: 'inferred' } }),
      unless(state === 'requested', 'project.answered'),
      live(it),
    ),
};
