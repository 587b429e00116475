import { hasRole, type Actor } from '#src/core/actor.ts';
import { all, only, unless, yes, type Decision } from '#src/core/decision.ts';

const actsFor = (actor: Actor | null, organisationId: string) => actor !== null && actor.organisationIds.includes(organisationId);
const isOffice = (actor: Actor | null) => hasRole(actor, 'office');

/** In what role the person who asks acts for the organisation; null for whoever does not. */
export type Acting = { role: 'representative' | 'member' | null };

/** Who may do what with an organisation, and why not. */
export const can = {
  list: (actor: Actor | null): Decision => only(hasRole(actor, 'office', 'auditor'), 'organisations.officeOrAuditor'),
  /** Found by name or code by whoever is signed in: that is how partners are chosen. */
  search: (actor: Actor | null): Decision => unless(actor !== null, 'signIn'),
  see: (actor: Actor | null, organisation: { id: string }): Decision =>
    unless(hasRole(actor, 'office', 'auditor') || actsFor(actor, organisation.id), 'notFound'),
  /** Anyone signed in may register their own; without a fiscal code only the office may, for bodies that have none of ours. */
  register: (actor: Actor | null, asked: { fiscalCode: string | null }): Decision =>
    all(
      unless(actor !== null, 'signIn'),
      only(actor === null || isOffice(actor) || asked.fiscalCode !== null, 'organisations.fiscalCodeNeeded', {}, { at: 'fiscalCode' }),
    ),
  edit: (actor: Actor | null, organisation: { id: string }): Decision =>
    only(isOffice(actor) || actsFor(actor, organisation.id), 'organisations.representativesOnly'),
  /** Ties decide who has a conflict with whom: only the office says them. */
  tie: (actor: Actor | null): Decision => only(isOffice(actor), 'organisations.tieOfficeOnly'),
  /** A code given once identifies the body in what was submitted: from then on only the office corrects it. */
  changeFiscalCode: (actor: Actor | null, stored: string | null, asked: string | null): Decision =>
    stored === null || stored === asked ? yes : only(isOffice(actor), 'organisations.fiscalCodeFixed', {}, { at: 'fiscalCode' }),
  /** Someone must be left to act for it; the office may take away even the last. */
  removePerson: (actor: Actor | null, organisation: { id: string }, person: { role: 'representative' | 'member' }, representatives: number): Decision =>
    all(
      only(isOffice(actor) || actsFor(actor, organisation.id), 'organisations.representativesOnly'),
      unless(isOffice(actor) || person.role !== 'representative' || representatives > 1, 'organisations.lastRepresentative'),
    ),
  /** What the organisation wrote for its applications: read by whoever may see it, written by its people. */
  writeTexts: (_actor: Actor | null, { role }: Acting): Decision => only(role !== null, 'organisations.ownPeopleOnly'),
  /** Figures, fiscal data, legal representatives and documents bind the organisation. */
  manage: (_actor: Actor | null, { role }: Acting): Decision => only(role === 'representative', 'organisations.representativeNeeded'),
  /** The staff register is personal data: nobody else has a ground to read it, the office and the auditors neither. */
  seeStaff: (_actor: Actor | null, { role }: Acting): Decision => unless(role !== null, 'notFound'),
  writeStaff: (_actor: Actor | null, { role }: Acting): Decision => unless(role !== null, 'notFound'),
};
