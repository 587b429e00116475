import type { RoleGrant } from '#src/core/actor.ts';
import type { Words } from '#src/core/words.ts';

/** A synthetic person of example mode, for one-click sign-in: fixed ids, so that seeds and tests can name them. */
export type Persona = { id: string; personId: string; name: string; email: string; role: Words; grants: readonly RoleGrant[]; fiscalCode?: string };

/** Of those who sign: legal representatives of organisations, and who signs the minutes of the panel. Made up, with a right check character. */
const fiscalCodes: Record<string, string> = {
  'applicant-enterprise': 'CLMMRT80A41F205Q',
  'applicant-research': 'SPSDVD75C12F839G',
  office: 'FRRGLI78C52H501M',
  chair: 'MRCNDR72E14F205I',
};

const persona = (number: number, id: string, name: string, email: string, role: Words, ...grants: RoleGrant[]): Persona => ({
  id,
  personId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name,
  email: `${email}@example.org`,
  role,
  grants,
  ...(fiscalCodes[id] && { fiscalCode: fiscalCodes[id] }),
});

const everywhere = (role: RoleGrant['role']): RoleGrant => ({ role, scope: null });

/** One persona per role, two applicants, three experts and a researcher without any role. Which organisations they act for is seeded by the organisations room. */
export const personas: readonly Persona[] = [
  persona(1, 'office', 'Giulia Ferraro', 'giulia.ferraro', { it: 'Ufficio di programma', en: 'Programme office' }, everywhere('office')),
  persona(
    2,
    'spoke-leader',
    'Tommaso Rinaldi',
    'tommaso.rinaldi',
    { it: 'Responsabile dello Spoke 6', en: 'Leader of Spoke 6' },
    { role: 'spokeLeader', scope: '6' },
  ),
  persona(3, 'applicant-enterprise', 'Marta Colombo', 'marta.colombo', { it: 'Proponente, impresa', en: 'Applicant, enterprise' }, everywhere('applicant')),
  persona(
    4,
    'applicant-research',
    'Davide Esposito',
    'davide.esposito',
    { it: 'Proponente, organismo di ricerca', en: 'Applicant, research body' },
    everywhere('applicant'),
  ),
  persona(5, 'expert', 'Chiara Lombardi', 'chiara.lombardi', { it: 'Esperta valutatrice', en: 'Expert reviewer' }, everywhere('expert')),
  persona(6, 'expert-2', 'Paolo Gallo', 'paolo.gallo', { it: 'Esperto valutatore', en: 'Expert reviewer' }, everywhere('expert')),
  persona(7, 'expert-3', 'Silvia Moretti', 'silvia.moretti', { it: 'Esperta valutatrice', en: 'Expert reviewer' }, everywhere('expert')),
  persona(8, 'chair', 'Andrea Marchetti', 'andrea.marchetti', { it: 'Presidente della commissione', en: 'Chair of the panel' }, everywhere('chair')),
  persona(9, 'auditor', 'Elena Santoro', 'elena.santoro', { it: 'Revisora', en: 'Auditor' }, everywhere('auditor')),
  persona(10, 'payer', 'Luca Barone', 'luca.barone', { it: 'Responsabile dei pagamenti', en: 'Head of payments' }, everywhere('payer')),
  persona(11, 'researcher', 'Ida Greco', 'ida.greco', { it: 'Ricercatrice di un progetto', en: 'Researcher of a project' }),
];

export const personaOf = (id: string): Persona | undefined => personas.find((p) => p.id === id);
