/** Everything above an organisation: what it is part of, what that is part of, and so on. */
export function above(ties: readonly { childId: string; parentId: string }[], id: string): Set<string> {
  const found = new Set<string>();
  for (const next = [id]; next.length > 0;) {
    const child = next.pop()!;
    for (const { childId, parentId } of ties)
      if (childId === child && !found.has(parentId)) {
        found.add(parentId);
        next.push(parentId);
      }
  }
  return found;
}
