import type { Actor } from '#src/core/actor.ts';
import type { CallStage } from '#src/funding/experts/queries/stage.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { panelList, type PanelRow } from './panel.ts';

/** What a meeting can speak of, in the order of the protocol: admitted proposals that this person has nothing to do with. */
export async function eligible(db: Reader, { callId, version }: CallStage, viewer: Pick<Actor, 'id' | 'organisationIds'>): Promise<PanelRow[]> {
  const { rows } = await sql<PanelRow>`select * from (${panelList(callId, version.call.evaluation, viewer)}) e order by protocol`.execute(db as never);
  return rows;
}

/** What an agenda starts with: what is to be agreed, or everything. */
export function usualAgenda(rows: readonly PanelRow[]): string[] {
  const diverging = rows.filter((r) => r.state === 'diverging');
  return (diverging.length > 0 ? diverging : rows).map((r) => r.applicationId);
}
