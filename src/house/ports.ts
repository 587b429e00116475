import { teamsOfProjects } from '#src/delivery/projects/queries/teams.ts';
import { leadMoneyOf } from '#src/delivery/payments/queries/transfers.ts';
import { reportedOf, saidOfDues } from '#src/delivery/reports/queries/told.ts';
import type { Ports } from '#src/plumbing/house.ts';

/** What earlier rooms ask of later ones, each with its answer. */
export const roomPorts: Ports = { teamsOfProjects, leadMoneyOf, reportedOf, saidOfDues };
