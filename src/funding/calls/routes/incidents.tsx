import { hasRole } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { z } from 'zod';
import { declareIncident, extendForIncident } from '../actions/incidents.ts';
import { incidentCopy } from '../copy/incidents.ts';
import { can } from '../policy.ts';
import { currentVersion } from '../queries.ts';
import { incidentsOf } from '../queries/incidents.ts';
import { currentDeadline } from '../rules/calendar.ts';
import { readLocal, suggestedDeadline } from '../rules/incidents.ts';
import { IncidentsPage } from '../views/incidents.tsx';

const idOf = (ask: Ask<unknown>) => ask.params['callId'] ?? '';

async function incidentsPage(ask: Ask<unknown>, again?: Again): Promise<Reply> {
  const [version, incidents] = [await currentVersion(ask.house.db, idOf(ask)), await incidentsOf(ask.house.db, idOf(ask))];
  if (!version) throw notFound();
  const now = ask.now.toISOString();
  const key = ask.params['incident'] ?? 'new';
  return page(
    `${speak(incidentCopy, ask.locale).incidents}, ${version.call.officialCode}`,
    <IncidentsPage
      version={version}
      incidents={incidents}
      forms={again ? { [key]: again } : {}}
      declare={can.declareIncident(ask.actor, version.callId)}
      extend={(incident) => can.extendForIncident(ask.actor, version.call, incident, now)}
      suggested={(incident) => suggestedDeadline(currentDeadline(version.call), incident, now)}
      today={romeDate(ask.now)}
      manages={hasRole(ask.actor, 'office')}
    />,
    { address: `/calls/${version.callId}/incidents`, ...(!ask.actor && { cache: 'public' as const }), ...(ask.actor && { script: true }) },
  );
}

const local = z.string().transform((text, context) => {
  const at = readLocal(text);
  if (at === undefined) context.addIssue({ code: 'custom', message: text.trim() === '' ? 'form.required' : 'call.noSuchTime' });
  return at ?? '';
});
const incidentInput = z.object({
  startsAt: local,
  endsAt: local,
  whatIt: z.string().trim().min(1).max(4000),
  whatEn: z.string().trim().min(1).max(4000),
  log: z.string().max(100_000).default(''),
  actRef: z.string().trim().min(3).max(300),
  actOn: z.iso.date(),
});
const extensionInput = z.object({
  seen: z.coerce.number().int(),
  to: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'form.required'),
  ref: z.string().trim().min(3).max(300),
  on: z.iso.date(),
});

export const incidentDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/incidents', access: 'public', handler: (ask) => incidentsPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/incidents',
    access: { anyOf: ['office'] },
    does: 'call.declareIncident',
    input: incidentInput,
    again: incidentsPage,
    async handler(ask) {
      const { whatIt, whatEn, ...rest } = ask.input;
      const id = await declareIncident(ask.house, ask.actor, idOf(ask), { ...rest, what: { it: whatIt, en: whatEn } }, ask.idempotencyKey);
      return seeOther(`/calls/${idOf(ask)}/incidents#i-${id}`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/incidents/:incident/extension',
    access: { anyOf: ['office'] },
    does: 'call.extendForIncident',
    input: extensionInput,
    again: incidentsPage,
    async handler(ask) {
      await extendForIncident(ask.house, ask.actor, idOf(ask), ask.params['incident'] ?? '', ask.input);
      return seeOther(`/calls/${idOf(ask)}/incidents`);
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/incidents',
    access: 'public',
    summary: 'The incidents of the platform declared for one call',
    async handler({ house, params }) {
      const version = await currentVersion(house.db, params['callId']!);
      if (!version) throw notFound();
      return json({ incidents: await incidentsOf(house.db, version.callId) });
    },
  }),
];
