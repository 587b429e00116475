/** How this process answered in one minute; quiet ones too, so that a missing one means that it was not running. */
export type AvailabilityMinutesRow = {
  minute: string;
  process: number;
  /** Submissions answered, with a receipt or with reasons. */
  served: number;
  /** Submissions that got a ticket, or wait without holding the line. */
  turned_back: number;
  /** Submissions that could not be dealt with: the database was away, or a bug. */
  failed: number;
  /** Every other request, and those of them that ended in a fault of ours. */
  requests: number;
  errors: number;
  p50_ms: number | null;
  p99_ms: number | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    availability_minutes: AvailabilityMinutesRow;
  }
}
