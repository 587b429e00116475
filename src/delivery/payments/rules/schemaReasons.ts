import { reason, type Reason } from '#src/core/decision.ts';

/** What a schema does not allow in a document, as its validator tells it. */
type Problem = { what: string; line: number; place: string; expected?: readonly string[] };

/** As many as somebody reads; the rest is counted. */
const SHOWN = 8;

/** What is wrong with a file, in words with the line. The standard is named once, with the first. */
export function schemaReasons(message: string, problems: readonly Problem[]): Reason[] {
  const source = { ref: `ISO 20022, ${message}.xsd`, status: 'sourced' as const };
  const shown = problems.slice(0, SHOWN).map(({ what, expected, ...params }, i) =>
    reason(
      `payments.schema.${what}`,
      {
        ...params,
        // Of a long list of things that may come, the last is the one that has to.
        ...(expected && { expected: (expected.length > 3 ? expected.slice(-1) : expected).join('|') }),
      },
      { at: 'file', ...(i === 0 && { source }) },
    ),
  );
  const rest = problems.length - shown.length;
  return rest > 0 ? [...shown, reason('payments.schema.more', { count: rest }, { at: 'file' })] : shown;
}
