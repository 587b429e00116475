/** A part of the reviewers, of whom a proposal under this rule must have at least `least` and at most `most`. `rule` and `name` say which one it is. */
export type Part = { rule: number; name: string; least: number; most: number; isMember: Uint8Array };

/** How many of a part are in a set. */
export function countIn(part: Part, set: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < set.length; i++) count += part.isMember[set[i]!]!;
  return count;
}

/** How many reviewers a set has too few or too many of, over all parts. */
export function violations(parts: readonly Part[], set: ArrayLike<number>): number {
  let sum = 0;
  for (const part of parts) {
    const count = countIn(part, set);
    sum += Math.max(0, part.least - count) + Math.max(0, count - part.most);
  }
  return sum;
}
