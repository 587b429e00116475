import { namedOrganisations } from '#src/partnership/organisations/queries/names.ts';
import { resolver } from '#src/partnership/organisations/rules/resolve.ts';
import { proposalsOf, type DeclaredTie } from '../rules/ties.ts';
import { groundOf, involvedIn, type Across } from './graph.ts';

/** `known`: of somebody whom the register knows for certain, so that what it bars was found without anybody. */
export type TieRow = DeclaredTie & { person: string; known: boolean };

/** Whom the experts of a double-blind call named, each with whether the register knows them. Nothing of it speaks of a proposal. */
export async function tiesDeclared({ db, ports }: Across, callId: string, viewer: { id: string }): Promise<TieRow[]> {
  const rows = await db
    .selectFrom('conflict_declarations as d')
    .innerJoin('people as p', 'p.id', 'd.person_id')
    .select(['p.name as person', 'd.ties'])
    .where('d.call_id', '=', callId)
    .where('d.person_id', '<>', viewer.id)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  if (rows.every((r) => r.ties.length === 0)) return [];
  const ground = await groundOf({ db, ports }, callId, await involvedIn({ db, ports }, callId));
  const resolve = resolver(await namedOrganisations(db));
  return rows.flatMap(({ person, ties }) => (ties as DeclaredTie[]).map((tie) => ({ ...tie, person, known: proposalsOf(tie, ground, resolve) !== null })));
}
