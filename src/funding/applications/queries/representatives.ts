import type { CalendarDate } from '#src/core/time.ts';
import { legalRepresentativesOn } from '#src/partnership/organisations/queries/profile.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { oneEach, type Binder } from '../rules/representatives.ts';

/**
 * Who may bind these organisations on a day: whoever the register of legal representatives names with a term that covers it, and the people of
 * the organisation who act as its representatives. Each once, by name. The register's fiscal code goes before the one of the person's own account. Two
 * statements.
 */
export async function bindersOn(db: Reader, organisationIds: readonly string[], day: CalendarDate): Promise<Binder[]> {
  if (organisationIds.length === 0) return [];
  const register = await legalRepresentativesOn(db, organisationIds, day);
  const linked = register.flatMap((r) => r.personId ?? []);
  const people = await db
    .selectFrom('people as p')
    .leftJoin('organisation_people as op', (join) =>
      join.onRef('op.person_id', '=', 'p.id').on('op.role', '=', 'representative').on('op.organisation_id', 'in', organisationIds),
    )
    .select(['p.id', 'p.name', 'p.email', 'p.locale', 'p.fiscal_code as code', 'op.organisation_id as organisationId'])
    .where((e) => e.or([e('op.organisation_id', 'is not', null), sql<boolean>`p.id = any(${linked}::uuid[])`]))
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  const accountOf = ({ id, name, email, locale }: (typeof people)[number]) => ({ id, name, email, locale });
  const named = register.map(({ organisationId, name, fiscalCode, personId }): Binder => {
    const person = people.find((p) => p.id === personId);
    const code = fiscalCode ?? person?.code ?? null;
    const codeFrom = fiscalCode !== null ? 'register' : code !== null ? 'account' : null;
    return { organisationId, name, fiscalCode: code, codeFrom, account: person ? accountOf(person) : null };
  });
  const acting = people.flatMap((p): Binder[] =>
    p.organisationId === null
      ? []
      : [{ organisationId: p.organisationId, name: p.name, fiscalCode: p.code, codeFrom: p.code === null ? null : 'account', account: accountOf(p) }],
  );
  const collator = new Intl.Collator('it');
  return oneEach([...named, ...acting]).sort((a, b) => collator.compare(a.name, b.name));
}
