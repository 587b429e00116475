import { folded } from '#src/partnership/organisations/rules.ts';

/** Someone on record as a legal representative, by one register or the other. */
export type Binder = {
  organisationId: string;
  name: string;
  fiscalCode: string | null;
  /** The register of legal representatives, or the person's own account. */
  codeFrom: 'register' | 'account' | null;
  /** Who they are here, where they have an account. */
  account: { id: string; name: string; email: string; locale: string } | null;
};

/** Never the same where two codes or two accounts say otherwise; else by code, by account, or by what they are called. */
function same(a: Binder, b: Binder): boolean {
  if (a.organisationId !== b.organisationId) return false;
  if (a.fiscalCode !== null && b.fiscalCode !== null) return a.fiscalCode === b.fiscalCode;
  if (a.account && b.account) return a.account.id === b.account.id;
  return folded(a.name) === folded(b.name);
}

/** Each person once, whichever register names them; what the first does not say the later one adds. */
export function oneEach(binders: readonly Binder[]): Binder[] {
  const known: Binder[] = [];
  for (const binder of binders) {
    const at = known.findIndex((k) => same(k, binder));
    const there = known[at];
    if (!there) known.push(binder);
    else
      known[at] = {
        ...there,
        ...(there.fiscalCode === null && { fiscalCode: binder.fiscalCode, codeFrom: binder.codeFrom }),
        account: there.account ?? binder.account,
      };
  }
  return known;
}
