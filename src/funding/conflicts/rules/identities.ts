/** Somebody as a record has them: whatever of it is known. `person` is an account here. */
export type Mention = {
  person: string | null;
  name: string;
  orcid: string | null;
  fiscalCode: string | null;
  email: string | null;
  /** Where it stands. */ at: string;
};

/**
 * Which records are one person: those that share an ORCID, a fiscal code or an e-mail address. A name joins nothing. For each record the nodes that it stands
 * for: accounts where there are any, else one node for all that are the same. An address that people of different codes gave is an office's, and joins nothing.
 */
export function nodesOf(records: readonly Mention[]): string[][] {
  const shared = sharedAddresses(records);
  const above = new Map<string, string>();
  const top = (key: string): string => {
    const next = above.get(key);
    if (next === undefined || next === key) return key;
    const found = top(next);
    above.set(key, found);
    return found;
  };
  const keys = records.map((r) => keysOf(r, shared));
  for (const [first, ...others] of keys) for (const other of others) above.set(top(other), top(first!));
  const groups = Map.groupBy(
    records.flatMap((r, i) => (keys[i]!.length > 0 ? [{ r, group: top(keys[i]![0]!), keys: keys[i]! }] : [])),
    (r) => r.group,
  );
  const nodes = new Map(
    [...groups].map(([group, of]) => {
      const accounts = [...new Set(of.flatMap(({ r }) => (r.person ? [r.person] : [])))].sort();
      return [group, accounts.length > 0 ? accounts : [of.flatMap((o) => o.keys).sort()[0]!]];
    }),
  );
  return records.map((r, i) => (keys[i]!.length > 0 ? nodes.get(top(keys[i]![0]!))! : [`named ${r.at} ${r.name}`]));
}

const keysOf = (r: Mention, shared: ReadonlySet<string>): string[] => [
  ...(r.person ? [`account ${r.person}`] : []),
  ...(r.orcid ? [`orcid ${r.orcid}`] : []),
  ...(r.fiscalCode ? [`code ${r.fiscalCode}`] : []),
  ...(r.email && !shared.has(r.email) ? [`mail ${r.email}`] : []),
];

function sharedAddresses(records: readonly Mention[]): Set<string> {
  const by = Map.groupBy(records, (r) => r.email);
  const several = (values: readonly (string | null)[]) => new Set(values.filter(Boolean)).size > 1;
  return new Set([...by].flatMap(([email, of]) => (email && (several(of.map((r) => r.orcid)) || several(of.map((r) => r.fiscalCode))) ? [email] : [])));
}

/** Codes that differ tell two people apart, whatever they are called. */
export const contradicts = (a: Pick<Mention, 'orcid' | 'fiscalCode'>, b: Pick<Mention, 'orcid' | 'fiscalCode'>): boolean =>
  Boolean((a.orcid && b.orcid && a.orcid !== b.orcid) || (a.fiscalCode && b.fiscalCode && a.fiscalCode !== b.fiscalCode));
