import type { Door } from '#src/plumbing/http/door.ts';
import { assignmentDoors } from './routes/assignment.tsx';
import { expertDoors } from './routes/experts.tsx';
import { panelDoors } from './routes/panel.tsx';
import { ownReviewDoors } from './routes/reviews.tsx';

/** The profile stands before `/reviews/:id`, which would take it for an id. */
export const reviewsDoors: Door[] = [...expertDoors, ...assignmentDoors, ...ownReviewDoors, ...panelDoors];
