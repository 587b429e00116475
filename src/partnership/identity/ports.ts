import type { RawBuilder } from 'kysely';

declare module '#src/plumbing/house.ts' {
  interface Ports {
    /** SQL for each published call: its `id`, which a role may be limited to, and its official `code`. */
    callCodes: RawBuilder<{ id: string; code: string }>;
  }
}
