/** A refusal with its reasons (RFC 9457), whatever its status. */
export const isProblem = (answer: Response): boolean => (answer.headers.get('content-type') ?? '').startsWith('application/problem+json');

/** What was saved, and what could not be merged: no refusal, though its status may be that of a conflict. */
export const isOutcome = (answer: Response): boolean => answer.status === 200 || (answer.status === 409 && !isProblem(answer));
/** A refusal as the API tells it. */
export type Told = { message: string; at?: string; source?: { ref: string } };

/** Every reason in the reader's words, each with the text that it rests on. `source` is what stands before that. */
export const toldReasons = (reasons: readonly Told[], source: string): string =>
  reasons.map((r) => (r.source ? `${r.message} ${source} ${r.source.ref}.` : r.message)).join(' ');
