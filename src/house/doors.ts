import { applicationsApi } from '#src/funding/applications/api.ts';
import { applicationsDoors } from '#src/funding/applications/routes.tsx';
import { awardApi, awardDoors } from '#src/funding/awards/routes.tsx';
import { callApi } from '#src/funding/calls/api.ts';
import { callDoors } from '#src/funding/calls/routes.tsx';
import { reviewsApi } from '#src/funding/reviews/api.ts';
import { reviewsDoors } from '#src/funding/reviews/routes.tsx';
import { rankingApi } from '#src/funding/rankings/api.ts';
import { rankingDoors } from '#src/funding/rankings/routes.tsx';
import { screeningApi } from '#src/funding/screening/api.ts';
import { screeningDoors } from '#src/funding/screening/routes.tsx';
import { eventApi } from '#src/outreach/events/api.ts';
import { eventDoors } from '#src/outreach/events/routes.tsx';
import type { Auth } from '#src/partnership/identity/auth.ts';
import { identityDoors } from '#src/partnership/identity/routes.tsx';
import { organisationApi } from '#src/partnership/organisations/api.ts';
import { organisationDoors } from '#src/partnership/organisations/routes.tsx';
import { programmeApi } from '#src/partnership/programme/api.ts';
import { programmeDoors } from '#src/partnership/programme/routes.tsx';
import type { Door } from '#src/plumbing/http/door.ts';
import { healthDoors } from './health.ts';
import { deskDoors } from './pages/desk.tsx';
import { publicDoors } from './pages/doors.tsx';
import { evidenceDoors } from './pages/evidence.tsx';

/** Every way into the house, in one list, room by room. More exact paths stand before those with parameters. */
export const roomDoors = (auth: Auth): Door[] => [
  ...healthDoors,
  ...publicDoors,
  ...deskDoors,
  ...evidenceDoors,
  ...identityDoors(auth),
  ...organisationDoors,
  ...organisationApi,
  ...programmeDoors,
  ...programmeApi,
  ...eventDoors,
  ...eventApi,
  ...callDoors,
  ...callApi,
  ...applicationsDoors,
  ...applicationsApi,
  ...screeningDoors,
  ...screeningApi,
  ...reviewsDoors,
  ...reviewsApi,
  ...rankingDoors,
  ...rankingApi,
  ...awardDoors,
  ...awardApi,
];
