import type { Viewer } from '#src/funding/conflicts/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { RawBuilder } from 'kysely';

/**
 * Reviews to count. `person`, `call`: SQL for whose and of which call. Proposals that the viewer has something to do with are in no number, since one that moves
 * would say what becomes of them; null is the expert themself, who knows them all.
 */
export type ReviewsCounted = {
  person: RawBuilder<string>;
  call?: RawBuilder<string>;
  states: readonly ('assigned' | 'submitted' | 'declined')[];
  viewer: Viewer | null;
};

declare module '#src/plumbing/house.ts' {
  interface Ports {
    /** SQL for: how many reviews. It goes into statements of lists, which sort by it. */
    reviewsCounted: (of: ReviewsCounted) => RawBuilder<number>;
    /** How many reviews each proposal of a call has, given back ones apart. One statement. */
    reviewsTaken: (db: Reader, callId: string) => Promise<ReadonlyMap<string, number>>;
  }
}
