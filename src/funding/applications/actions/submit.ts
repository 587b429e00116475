import type { Actor } from '#src/core/actor.ts';
import type { House } from '#src/plumbing/house.ts';
import type { Receipt } from '../queries/lists.ts';
import { knownForm } from './locked.ts';
import { intakeOf } from './submit/intake.ts';

export type Submit = {
  /** When the request reached the server. The deadline is measured against this instant, however long the rest takes. */
  arrivedAt: Date;
  /** The same key gives the same receipt, however often the request arrives. */
  idempotencyKey: string | null;
};

/**
 * Hands in the application as it stands: looks at the deadline and at every rule again, freezes the snapshot, takes the next protocol number of
 * the year and writes the receipt. An earlier submission of the same application is superseded by it. Requests that wait together are committed
 * together; each is decided for itself.
 */
export async function submitApplication(house: House, actor: Actor, applicationId: string, { arrivedAt, idempotencyKey }: Submit): Promise<Receipt> {
  knownForm(applicationId);
  return intakeOf(house).submit({
    applicationId: applicationId.toLowerCase(),
    who: actor,
    arrivedAt: arrivedAt.toISOString(),
    idempotencyKey,
    at: house.clock().toISOString(),
  });
}
