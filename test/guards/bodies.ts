import type { Door } from '#src/plumbing/http/door.ts';

const id = '00000000-0000-4000-8000-00000000abcd';
const act = { kind: 'rectification', textIt: 'Testo', textEn: 'Text', seen: 1, ref: 'Atto di prova', on: '2026-11-20' };
const organisation = {
  legalName: 'Prova Guardia S.r.l.',
  kind: 'enterprise',
  ownership: 'private',
  sizeClass: 'small',
  region: 'lazio',
  city: 'Roma',
  revision: 1,
};
const profile = { employerId: null, region: 'lazio', gender: 'f', spokes: [1], sectors: ['clothing'], keywords: 'riciclo' };
const draft = {
  revision: 1,
  answers: {},
  mainSpoke: 1,
  spokes: [1],
  sector: 'clothing',
  startsOn: null,
  durationMonths: 12,
  wideDissemination: true,
  mayPublishResults: false,
  members: [{ organisationId: id, region: 'lazio', women: 1, men: 1, under40: 1, newHires: 0, costs: [] }],
};
const ranking = { kind: 'provisional', ref: 'Decreto di prova' };
const renunciation = { application: id, on: '2026-11-20', ref: 'Rinuncia di prova' };
const password = 'una password lunga abbastanza';

/** For each door that takes something: a body of the right shape. By path, for what a page's form and the API send may differ. */
const bodies: Record<string, Record<string, unknown> | (() => FormData)> = {
  '/sign-in': { email: 'nessuno@example.org', password },
  '/example/session': { persona: 'nobody' },
  '/api/example/session': { persona: 'nobody' },
  '/sign-up': { name: 'Prova', email: 'prova@example.org', password },
  '/sign-up/verification': { token: 'x' },
  '/password/forgotten': { email: 'nessuno@example.org' },
  '/password/reset': { token: 'x', password },
  '/account/profile': { name: 'Prova', locale: 'it' },
  '/account/password': { current: 'x', password },
  '/people/:id/grants': { role: 'auditor', scope: '' },
  '/organisations/new': organisation,
  '/organisations/:id': organisation,
  '/organisations/:id/aliases': { alias: 'Altro nome' },
  '/organisations/:id/aliases/removal': { alias: 'Altro nome' },
  '/organisations/:id/people': { email: 'nessuno@example.org', role: 'member' },
  '/api/organisations': organisation,
  '/calls': { definition: '{}' },
  '/api/calls': { id: 'prova' },
  '/calls/:callId/acts': act,
  '/api/calls/:callId/acts': { seen: 1, act: { kind: 'rectification', on: '2026-11-20', ref: 'Atto di prova', text: { it: 'Testo', en: 'Text' } } },
  '/calls/:callId/applications': { organisationId: id },
  '/api/calls/:callId/applications': { organisationId: id },
  '/applications/:id/sections/:section': { revision: 2 },
  '/applications/:id/project': { revision: 1, mainSpoke: '1', spokes: ['1'] },
  '/applications/:id/members': { revision: 1 },
  '/applications/:id/partners': { organisationId: id },
  '/applications/:id/budget': { revision: 1 },
  '/applications/:id/documents': () => {
    const form = new FormData();
    form.set('document', 'dnsh');
    form.set('file', new File(['%PDF-1.7'], 'dnsh.pdf'));
    return form;
  },
  '/api/applications/:id/documents': { documents: [{ document: 'dnsh', organisation: null, fileName: 'dnsh.pdf', base64: 'JVBERi0xLjc=' }] },
  '/applications/:id/submission': { declaration: 'on' },
  '/api/applications/:id/submission': { declaration: true },
  '/api/applications/:id': draft,
  '/calls/:callId/screening': { applications: [id], confirmed: 'on' },
  '/api/calls/:callId/screening': { applications: [id], confirmed: true },
  '/calls/:callId/screening/:applicationId': { outcome: 'admitted', verified: ['all'] },
  '/api/calls/:callId/screening/:applicationId': { outcome: 'admitted', verified: ['all'] },
  '/calls/:callId/experts': { email: 'nessuno@example.org', maxLoad: '3' },
  '/api/calls/:callId/experts': { experts: [{ email: 'nessuno@example.org', maxLoad: 3, profile }] },
  '/reviews/profile': profile,
  '/api/reviews/profile': profile,
  '/calls/:callId/conflicts': { noneElse: 'on', confidentiality: 'on' },
  '/api/calls/:callId/conflicts': { noneElse: true, confidentiality: true },
  '/calls/:callId/assignment': { objective: 'fair' },
  '/api/calls/:callId/assignment': { objective: 'fair' },
  '/calls/:callId/assignment/release': { run: id },
  '/api/calls/:callId/assignment/release': { run: id },
  '/reviews/:id': { revision: '1' },
  '/api/reviews/:id': { revision: 1, points: {} },
  '/reviews/:id/submission': { revision: '1' },
  '/api/reviews/:id/submission': { revision: 1 },
  '/reviews/:id/refusal': { kind: 'expertise', text: 'Non è il mio campo, e di questo tema so poco.' },
  '/api/reviews/:id/refusal': { kind: 'expertise', text: 'Non è il mio campo, e di questo tema so poco.' },
  '/calls/:callId/panel/:applicationId': { report: 'Prova' },
  '/api/calls/:callId/panel/:applicationId': { points: {}, report: 'Prova' },
  '/calls/:callId/rankings': ranking,
  '/api/calls/:callId/rankings': ranking,
  '/calls/:callId/renunciations': renunciation,
  '/api/calls/:callId/renunciations': renunciation,
};

/** A body that the door's schema takes. */
export function bodyFor(door: Door): Record<string, unknown> | FormData {
  const body = bodies[door.path] ?? {};
  return typeof body === 'function' ? body() : body;
}
