import { teamsOfProjects } from '#src/delivery/projects/queries/teams.ts';
import { leadMoneyOf } from '#src/delivery/payments/queries/transfers.ts';
import { reportedOf, saidOfDues } from '#src/delivery/reports/queries/told.ts';
import { callCodes } from '#src/funding/calls/queries.ts';
import { expertGround, expertsOf, servingExpert } from '#src/funding/experts/queries/told.ts';
import { hadReviews, reviewsCounted, reviewsInHand, reviewsTaken } from '#src/funding/reviews/queries/told.ts';
import { isExcluded } from '#src/funding/screening/queries/told.ts';
import type { Ports } from '#src/plumbing/house.ts';

/** What earlier rooms ask of later ones, each with its answer. */
export const roomPorts: Ports = {
  callCodes,
  expertGround,
  expertsOf,
  hadReviews,
  isExcluded,
  leadMoneyOf,
  reportedOf,
  reviewsCounted,
  reviewsInHand,
  reviewsTaken,
  saidOfDues,
  servingExpert,
  teamsOfProjects,
};
