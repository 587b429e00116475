import { contractApi } from '#src/delivery/contracts/api.ts';
import { contractDoors } from '#src/delivery/contracts/routes.tsx';
import { projectApi } from '#src/delivery/projects/api.ts';
import { projectDoors } from '#src/delivery/projects/routes.tsx';
import { reportsApi } from '#src/delivery/reports/api.ts';
import { reportDoors } from '#src/delivery/reports/routes.tsx';
import { auditApi } from '#src/delivery/audit/api.ts';
import { oversightApi } from '#src/delivery/oversight/api.ts';
import { paymentsApi } from '#src/delivery/payments/api.ts';
import { paymentsDoors } from '#src/delivery/payments/routes.tsx';
import { auditDoors } from '#src/delivery/audit/routes.tsx';
import { accessApi } from '#src/funding/access/api.ts';
import { accessDoors } from '#src/funding/access/routes.tsx';
import { applicationsApi } from '#src/funding/applications/api.ts';
import { applicationsDoors } from '#src/funding/applications/routes.tsx';
import { awardApi, awardDoors } from '#src/funding/awards/routes.tsx';
import { callApi } from '#src/funding/calls/api.ts';
import { callDoors } from '#src/funding/calls/routes.tsx';
import { conflictsApi } from '#src/funding/conflicts/api.ts';
import { conflictsDoors } from '#src/funding/conflicts/routes.tsx';
import { expertsApi } from '#src/funding/experts/api.ts';
import { expertsDoors } from '#src/funding/experts/routes.tsx';
import { panelsApi } from '#src/funding/panels/api.ts';
import { panelsDoors } from '#src/funding/panels/routes.tsx';
import { reviewsApi } from '#src/funding/reviews/api.ts';
import { reviewsDoors } from '#src/funding/reviews/routes.tsx';
import { rankingApi } from '#src/funding/rankings/api.ts';
import { rankingDoors } from '#src/funding/rankings/routes.tsx';
import { screeningApi } from '#src/funding/screening/api.ts';
import { screeningDoors } from '#src/funding/screening/routes.tsx';
import { oversightDoors } from '#src/delivery/oversight/routes.tsx';
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
import { callPreviewDoors } from './pages/callPreview.tsx';
import { deskDoors } from './pages/desk.tsx';
import { publicDoors } from './pages/doors.tsx';
import { availabilityDoors } from './pages/availability.tsx';
import { releaseDoors } from './pages/release.tsx';
import { evidenceDoors } from './pages/evidence.tsx';
import { verifyDoors } from './pages/verify.tsx';
import { exampleSignatureDoors } from './pages/exampleSignature.tsx';

/** Every way into the house, in one list, room by room. More exact paths stand before those with parameters. */
export const roomDoors = (auth: Auth): Door[] => [
  ...healthDoors,
  ...publicDoors,
  ...deskDoors,
  ...evidenceDoors,
  ...verifyDoors,
  ...availabilityDoors,
  ...exampleSignatureDoors,
  ...identityDoors(auth),
  ...organisationDoors,
  ...organisationApi,
  ...programmeDoors,
  ...programmeApi,
  ...eventDoors,
  ...eventApi,
  ...callPreviewDoors,
  ...callDoors,
  ...callApi,
  ...applicationsDoors,
  ...applicationsApi,
  ...screeningDoors,
  ...screeningApi,
  ...expertsDoors,
  ...expertsApi,
  ...releaseDoors,
  ...conflictsDoors,
  ...conflictsApi,
  ...reviewsDoors,
  ...reviewsApi,
  ...panelsDoors,
  ...panelsApi,
  ...oversightDoors,
  ...rankingDoors,
  ...rankingApi,
  ...awardDoors,
  ...awardApi,
  ...accessDoors,
  ...accessApi,
  ...contractDoors,
  ...contractApi,
  ...projectDoors,
  ...projectApi,
  ...reportDoors,
  ...reportsApi,
  ...paymentsDoors,
  ...paymentsApi,
  ...oversightApi,
  ...auditApi,
  ...auditDoors,
];
