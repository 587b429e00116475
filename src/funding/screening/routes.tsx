import type { Door } from '#src/plumbing/http/door.ts';
import { applicantDoors } from './routes/applicant.tsx';
import { letterDoors } from './routes/letters.tsx';
import { officeDoors } from './routes/office.tsx';

/** The ways into the room: the office's work, the applicant's answers, the letters. */
export const screeningDoors: Door[] = [...officeDoors, ...applicantDoors, ...letterDoors];
