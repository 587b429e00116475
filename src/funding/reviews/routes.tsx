import type { Door } from '#src/plumbing/http/door.ts';
import { affinityDoors } from './routes/affinity.tsx';
import { assignmentDoors } from './routes/assignment.tsx';
import { ownReviewDoors } from './routes/reviews.tsx';
import { watchDoors } from './routes/watch.tsx';

export const reviewsDoors: Door[] = [...affinityDoors, ...assignmentDoors, ...watchDoors, ...ownReviewDoors];
