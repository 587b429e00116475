import type { Words } from '#src/core/words.ts';
import type { Measured } from '#src/plumbing/availability/measured.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Span } from '../rules/incidents.ts';

/** A failure of the platform, as declared for one call. */
export type Incident = Span & {
  id: string;
  what: Words;
  log: string;
  actRef: string;
  actOn: string;
  /** What the platform measured by itself, frozen when it was declared; null of an incident declared before it was measured. */
  measured: Measured | null;
  extensionActId: string | null;
  declaredAt: string;
};

const columns = [
  'id',
  'starts_at as startsAt',
  'ends_at as endsAt',
  'what_it as whatIt',
  'what_en as whatEn',
  'log',
  'act_ref as actRef',
  'act_on as actOn',
  'measured',
  'extension_act_id as extensionActId',
  'declared_at as declaredAt',
] as const;

type Row = Omit<Incident, 'what'> & { whatIt: string; whatEn: string };
const asIncident = ({ whatIt, whatEn, ...row }: Row): Incident => ({ ...row, what: { it: whatIt, en: whatEn } });

/** The incidents of one call, the first first. */
export async function incidentsOf(db: Reader, callId: string): Promise<Incident[]> {
  const rows = await db.selectFrom('call_incidents').select(columns).where('call_id', '=', callId).orderBy('starts_at').orderBy('id').execute();
  return rows.map(asIncident);
}

export async function incidentById(db: Reader, callId: string, id: string): Promise<Incident | undefined> {
  const row = await db.selectFrom('call_incidents').select(columns).where('call_id', '=', callId).where('id', '=', id).executeTakeFirst();
  return row && asIncident(row);
}
