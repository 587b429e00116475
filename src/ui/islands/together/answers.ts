/** A refusal with its reasons (RFC 9457), whatever its status. */
export const isProblem = (answer: Response): boolean => (answer.headers.get('content-type') ?? '').startsWith('application/problem+json');

/** What was saved, and what could not be merged: no refusal, though its status may be that of a conflict. */
export const isOutcome = (answer: Response): boolean => answer.status === 200 || (answer.status === 409 && !isProblem(answer));
