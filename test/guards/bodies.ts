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
const requestAnswer = { outcome: 'rejected', answer: 'I criteri sono stati applicati come scritti.', ref: 'Atto di prova' };
const meeting = { heldAt: '2026-12-10T10:00', place: 'Aula 1', chair: id, secretary: id, members: id, agenda: id };
const minutes = (): FormData => {
  const form = new FormData();
  form.set('file', new File(['%PDF-1.7'], 'verbale.pdf'));
  return form;
};
const publications = (): FormData => {
  const form = new FormData();
  form.set('file', new File(['e-mail;titolo\nnessuno@example.org;Prova'], 'pubblicazioni.csv'));
  return form;
};
const statement = (): FormData => {
  const form = new FormData();
  form.set('file', new File(['<a/>'], 'estratto.xml'));
  return form;
};
const renunciation = { application: id, on: '2026-11-20', ref: 'Rinuncia di prova' };
const expertInvitation = { email: 'nessuno@example.org', name: 'Nessuno', maxLoad: 1, replyBy: '2026-12-20', message: '' };
const password = 'una password lunga abbastanza';

const costLine = {
  organisation: id,
  category: 'materials',
  description: 'Resine',
  supplier: 'Fornitore S.r.l.',
  supplierVat: '12345678903',
  invoiceNumber: '12/A',
  invoiceOn: '2026-10-01',
  paidOn: '2026-10-20',
  paymentRef: 'TRN 1',
  cents: '1234,50',
  cup: 'D43C22003120001',
};
const attachment = (): FormData => {
  const form = new FormData();
  form.set('organisation', id);
  form.set('kind', 'checklist');
  form.set('file', new File(['%PDF-1.7'], 'check-list.pdf'));
  return form;
};
const proofFiles = (): FormData => {
  const form = new FormData();
  form.set('organisation', id);
  form.append('files', new File(['%PDF-1.7'], 'fattura-12.pdf'));
  form.append('files', new File(['%PDF-1.7'], 'fattura-13.pdf'));
  return form;
};
const importFile = (): FormData => {
  const form = new FormData();
  form.set('organisation', id);
  form.set('kind', 'costs');
  form.set('file', new File(['Voce di costo;Importo netto'], 'costi.csv'));
  return form;
};

/** For each door that takes something: a body of the right shape. By path, for what a page's form and the API send may differ. */
const bodies: Record<string, Record<string, unknown> | (() => FormData)> = {
  '/oversight/handovers': { half: '2024-2', note: 'Prot. 1' },
  '/audit/samples': { title: 'Prova', population: 'payments', method: 'simple', size: '3', confidence: '95', materiality: '2', expected: '0' },
  '/audit/samples/:id/items/:number': { outcome: 'conform', cents: '', finding: '' },
  '/audit/samples/:id/rounds': { round: '1', more: '2' },
  '/audit/samples/:id/systemic': { cents: '100,00', how: 'Stessa causa, cercata ovunque.' },
  '/audit/samples/:id/closing': { conclusion: 'Nulla da rilevare.' },
  '/payments/orders': { project: id, organisation: id },
  '/api/payments/orders': { project: id, organisation: id },
  '/api/payments/orders/:id/decision': { outcome: 'approved' },
  '/payments/orders/:id/decision': { outcome: 'approved' },
  '/payments/tranches/:id/decision': { outcome: 'approved' },
  '/api/payments/tranches/:id/decision': { outcome: 'approved' },
  '/projects/:id/money/tranche': {},
  '/api/projects/:id/tranche': {},
  '/payments/orders/:id/transfers': () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ cents: '1.000,00', on: '2026-11-20' })) form.set(name, value);
    form.set('file', new File(['%PDF-1.7'], 'contabile.pdf'));
    return form;
  },
  '/api/payments/orders/:id/transfers': { cents: 100_000, on: '2026-11-20', fileName: 'contabile.pdf', base64: 'JVBERi0xLjc=' },
  '/payments/transfers/:id/withdrawal': { reason: 'Importo sbagliato' },
  '/api/payments/transfers/:id/withdrawal': { reason: 'Importo sbagliato' },
  '/payments/batches': { executeOn: '2026-12-01' },
  '/experts/publications/import': publications,
  '/payments/statements': statement,
  '/payments/statements/:id/movements/:line/bookings': { about: 'foreign', reason: 'Commissioni della banca' },
  '/api/payments/statements/:id/movements/:line/bookings': { about: 'foreign', reason: 'Commissioni della banca' },
  '/api/payments/bookings/:id/decision': { outcome: 'booked' },
  '/api/projects/:id/closure': {},
  '/api/oversight/handovers': { half: '2024-2', note: 'Prot. 1' },
  '/api/audit/samples': { title: 'Prova', population: 'payments', method: 'simple', size: 3, confidence: 95, materiality: 2, expected: 0 },
  '/api/audit/samples/:id/items/:number': { outcome: 'conform', cents: 0, finding: '' },
  '/api/audit/samples/:id/rounds': { round: 1, more: 2 },
  '/api/audit/samples/:id/systemic': { cents: 10_000, how: 'Stessa causa, cercata ovunque.' },
  '/api/audit/samples/:id/closing': { conclusion: 'Nulla da rilevare.' },
  '/payments/bookings/:id/decision': { outcome: 'booked' },
  '/payments/recoveries/:id/instalments': { count: '3', firstOn: '2026-12-10' },
  '/payments/accounts': { organisation: id, iban: 'IT60X0542811101000000123456', holder: 'Prova', reason: 'Comunicazione' },
  '/payments/accounts/:id/decision': { outcome: 'confirmed' },
  '/projects/:id/money/cuts': { organisation: id, cents: '1.000,00', reason: 'Fatture presentate due volte' },
  '/verify': { text: '{}' },
  '/api/contracts/:id/terms': { cup: 'D43C22003120001', startsOn: '2026-12-01' },
  '/api/contracts/:id/aid': { organisation: id, car: '123', cor: '456', registeredOn: '2026-11-20', deggendorf: 'none', deMinimis: '0' },
  '/api/contracts/:id/registers': { document: 'durc', organisation: id, reference: 'INPS_1', validUntil: '2027-02-28' },
  '/api/contracts/:id/refusals': { document: id, reason: 'Manca la firma di prova.' },
  '/api/contracts/:id/documents': { document: 'durc', organisation: null, fileName: 'durc.pdf', base64: 'JVBERi0xLjc=' },
  '/api/contracts/:id/deed': { fileName: 'contratto.pdf', base64: 'JVBERi0xLjc=' },
  '/api/contracts/:id/addenda/:number/signature': { organisation: id, fileName: 'addendum.pdf', base64: 'JVBERi0xLjc=' },
  '/api/contracts/:id/addenda/:number/withdrawal': { reason: 'Motivo di prova.' },
  '/api/contracts/:id/renunciation': { reason: 'Motivo di prova del beneficiario.' },
  '/api/contracts/:id/lapse': { reason: 'Motivo di prova.', ref: 'Atto di prova' },
  '/api/contracts/:id/revocation': { reason: 'Motivo di prova.', ref: 'Atto di prova' },
  '/api/projects/:id/team': {
    organisation: id,
    name: 'Prova',
    role: 'Ricerca',
    contract: 'permanent',
    band: 'medium',
    region: 'lazio',
    ftePercent: 50,
    fromOn: '2026-11-01',
  },
  '/api/projects/:id/evidence': { of: 'milestones', id: 'm-1', metOn: '2026-11-01', fileName: 'prova.pdf', base64: 'JVBERi0xLjc=' },
  '/api/projects/:id/risks': { risk: 'Un rischio', likelihood: 'high', impact: 'low', measure: 'Una misura' },
  '/api/projects/:id/risks/closing': { risk: id },
  '/api/projects/:id/indicators': { name: 'Scarti', unit: 't', target: 10 },
  '/api/projects/:id/values': { indicator: id, on: '2026-11-01', value: 3.5 },
  '/api/projects/:id/phases': { phases: ['design'], strategies: ['reuse'] },
  '/api/projects/:id/variations': { kind: 'extension', reason: 'Un motivo di prova abbastanza lungo.', months: '14' },
  '/api/projects/:id/variations/:number/answer': { outcome: 'approved', answer: 'Risposta di prova.' },
  '/contracts/:id/documents': () => {
    const form = new FormData();
    form.set('document', 'durc');
    form.set('file', new File(['%PDF-1.7'], 'durc.pdf'));
    return form;
  },
  '/projects/:id/team': {
    organisation: id,
    name: 'Prova',
    role: 'Ricerca',
    contract: 'permanent',
    band: 'medium',
    region: 'lazio',
    ftePercent: '50',
    fromOn: '2026-11-01',
  },
  '/projects/:id/evidence': () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ of: 'milestones', id: 'm-1', metOn: '2026-11-01' })) form.set(name, value);
    form.set('file', new File(['%PDF-1.7'], 'prova.pdf'));
    return form;
  },
  '/projects/:id/risks': { risk: 'Un rischio', likelihood: 'high', impact: 'low', measure: 'Una misura' },
  '/projects/:id/risks/closing': { risk: id },
  '/projects/:id/indicators': { name: 'Scarti', unit: 't', target: '10' },
  '/projects/:id/values': { indicator: id, on: '2026-11-01', value: '3,5' },
  '/projects/:id/phases': { phases: ['design'], strategies: ['reuse'] },
  '/projects/:id/variations': { kind: 'extension', reason: 'Un motivo di prova abbastanza lungo.', months: '14' },
  '/projects/:id/variations/:number/answer': { outcome: 'approved', answer: 'Risposta di prova.' },
  '/contracts/:id/deed': minutes,
  '/contracts/:id/addenda/:number/signature': () => {
    const form = new FormData();
    form.set('organisation', id);
    form.set('file', new File(['%PDF-1.7'], 'addendum.pdf'));
    return form;
  },
  '/contracts/:id/addenda/:number/withdrawal': { reason: 'Motivo di prova.' },
  '/contracts/:id/registers': { document: 'durc', organisation: id, reference: 'INPS_1', validUntil: '2027-02-28' },
  '/contracts/:id/refusals': { document: id, reason: 'Manca la firma di prova.' },
  '/contracts/:id/terms': { cup: 'D43C22003120001', startsOn: '2026-12-01' },
  '/contracts/:id/aid': { organisation: id, car: '123', cor: '456', registeredOn: '2026-11-20', deggendorf: 'none', deMinimis: '0' },
  '/contracts/:id/renunciation': { reason: 'Motivo di prova del beneficiario.' },
  '/contracts/:id/lapse': { reason: 'Motivo di prova.', ref: 'Atto di prova' },
  '/contracts/:id/revocation': { reason: 'Motivo di prova.', ref: 'Atto di prova' },
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
  '/calls/:callId/conflicts-found': { applicationId: id, personId: id, reason: 'Emerso da un atto di prova' },
  '/api/calls/:callId/conflicts-found': { applicationId: id, personId: id, reason: 'Emerso da un atto di prova' },
  '/calls/:callId/conflicts-found/:id/waiver': { reason: 'Motivo di prova per la guardia' },
  '/calls/:callId/conflicts-found/:id/waiver-answer': { outcome: 'confirmed' },
  '/organisations/:id/ties': { parent: 'CNR', kind: 'part' },
  '/organisations/:id/people': { email: 'nessuno@example.org', role: 'member' },
  '/api/organisations': organisation,
  '/api/organisations/:id/texts/:kind': { textIt: 'Testo', textEn: 'Text', revision: 0 },
  '/organisations/:id/texts/:kind': { textIt: 'Testo', textEn: 'Text', revision: 0 },
  '/organisations/:id/fiscal': { pec: 'prova@pec.example', sdiCode: 'ABC1234', ateco: '15.11.00', revision: 0 },
  '/organisations/:id/size': { year: 2023, staffUnits: '8,5', turnoverCents: '1.000.000', balanceCents: '900.000', revision: 0 },
  '/organisations/:id/size/:year/related': {
    name: 'Collegata di prova',
    relation: 'linked',
    percent: '60',
    staffUnits: '5',
    turnoverCents: '1.000',
    balanceCents: '1.000',
  },
  '/organisations/:id/representatives': { name: 'Prova', role: 'Presidente', fromOn: '2024-01-01', revision: 0 },
  '/organisations/:id/representatives/:representativeId': { name: 'Prova', role: 'Presidente', fromOn: '2024-01-01', revision: 1 },
  '/organisations/:id/staff': { name: 'Prova', role: 'Ricerca', gender: 'x', birthYear: 1990, contract: 'permanent', revision: 0 },
  '/organisations/:id/staff/:staffId': { name: 'Prova', role: 'Ricerca', gender: 'x', birthYear: 1990, contract: 'permanent', revision: 1 },
  '/organisations/:id/documents': () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ kind: 'durc', title: 'DURC', validFrom: '2026-11-01', validUntil: '2027-02-28' })) form.set(name, value);
    form.set('file', new File(['%PDF-1.7'], 'durc.pdf'));
    return form;
  },
  '/calls': { definition: '{}' },
  '/calls/new': { id: 'prova', officialCode: 'Bando di prova', titleIt: 'Prova', titleEn: 'Trial' },
  '/calls/:callId/edit/:chapter': { revision: 1 },
  '/calls/:callId/drafts/:revision/restoration': { revision: 1 },
  '/calls/:callId/amendment': { seen: 1, revision: 1, ref: 'Atto di prova', on: '2026-11-20', textIt: 'Testo', textEn: 'Text' },
  '/calls/:callId/incidents': {
    startsAt: '2026-11-20T10:00',
    endsAt: '2026-11-20T11:00',
    whatIt: 'Prova',
    whatEn: 'Trial',
    log: '',
    actRef: 'Atto di prova',
    actOn: '2026-11-20',
  },
  '/calls/:callId/incidents/:incident/extension': { seen: 1, to: '2026-12-20T12:00', ref: 'Atto di prova', on: '2026-11-20' },
  '/api/calls': { id: 'prova' },
  '/calls/:callId/acts': act,
  '/api/calls/:callId/acts': { seen: 1, act: { kind: 'rectification', on: '2026-11-20', ref: 'Atto di prova', text: { it: 'Testo', en: 'Text' } } },
  '/calls/:callId/applications': { organisationId: id },
  '/api/calls/:callId/applications': { organisationId: id },
  '/applications/:id/sections/:section': { revision: 2 },
  '/applications/:id/conflicts/:edit': { choice: 'theirs' },
  '/applications/:id/comments': { body: 'Da rivedere' },
  '/applications/:id/comments/:comment': { body: 'Da rivedere' },
  '/api/applications/:id/comments': { body: 'Da rivedere' },
  '/api/applications/:id/comments/:comment': { body: 'Da rivedere' },
  '/api/applications/:id/answers': { answers: [{ section: 'identity', field: 'title', value: 'Titolo', base: 0 }] },
  '/applications/:id/project': { revision: 1, mainSpoke: '1', spokes: ['1'] },
  '/applications/:id/members/:organisationId': { seen: '0'.repeat(64), region: 'lazio' },
  '/applications/:id/members/:organisationId/confirmation': { seen: '0'.repeat(64), data: 'on', mandate: 'on', declarations: ['data'] },
  '/applications/:id/members/:organisationId/leave': { motive: 'Motivo di prova' },
  '/applications/:id/partners/:organisationId/replacement': { organisationId: id },
  '/applications/:id/invitations': { kind: 'reader', email: 'nessuno@example.org' },
  '/invitations/:token/acceptance': { organisationId: '' },
  '/calls/:callId/experts/invitations': expertInvitation,
  '/api/calls/:callId/experts/invitations': expertInvitation,
  '/expert-invitations/:token/refusal': { kind: 'unavailable', reason: '' },
  '/api/expert-invitations/:token/refusal': { kind: 'unavailable', reason: '' },
  '/api/reviews/profile/publications': { publications: [{ title: 'Prova' }] },
  '/api/experts/:expertId/publications': { publications: [{ title: 'Prova' }] },
  '/api/experts/publications/import': { csv: 'e-mail;titolo\nnessuno@example.org;Prova' },
  '/api/applications/:id/members/:organisationId': { region: 'lazio' },
  '/api/applications/:id/members/:organisationId/confirmation': { seen: '0'.repeat(64), data: true, mandate: true, declarations: ['data'] },
  '/api/applications/:id/members/:organisationId/leave': { motive: 'Motivo di prova' },
  '/api/applications/:id/partners': { organisationId: id },
  '/api/applications/:id/partners/:organisationId/replacement': { organisationId: id },
  '/api/applications/:id/invitations': { kind: 'reader', email: 'nessuno@example.org' },
  '/api/invitations/:token/acceptance': { organisationId: null },
  '/applications/:id/partners': { organisationId: id },
  '/applications/:id/budget': { revision: 1 },
  '/applications/:id/documents': () => {
    const form = new FormData();
    form.set('document', 'dnsh');
    form.set('file', new File(['%PDF-1.7'], 'dnsh.pdf'));
    return form;
  },
  '/api/applications/:id/documents': { documents: [{ document: 'dnsh', organisation: null, fileName: 'dnsh.pdf', base64: 'JVBERi0xLjc=' }] },
  '/applications/:id/reuse': { section: 'idea', field: 'abstract', candidate: 'x', how: 'replace', base: 0 },
  '/applications/:id/reuse/documents': { document: 'dnsh', organisation: '', stored: id },
  '/applications/:id/reuse/application': { from: id },
  '/applications/:id/submission': { declaration: 'on' },
  '/api/applications/:id/submission': { declaration: true },
  '/api/applications/:id': draft,
  '/calls/:callId/screening/cases': { applications: [id], deed: 'take' },
  '/api/calls/:callId/screening/cases': { applications: [id], deed: 'take' },
  '/calls/:callId/screening/:applicationId/owner': { deed: 'take' },
  '/calls/:callId/screening/:applicationId/checks': { 'check.content': 'met' },
  '/api/calls/:callId/screening/:applicationId/checks': { checks: [{ line: 'content', verdict: 'met' }] },
  '/calls/:callId/screening/:applicationId/confirmation': { proposal: id, answer: 'confirm' },
  '/api/calls/:callId/screening/:applicationId/confirmation': { proposal: id, answer: 'confirm' },
  '/calls/:callId/screening/:applicationId/repair': {
    days: '10',
    items: ['declaration.application'],
    'defect.declaration.application': 'Manca una dichiarazione.',
  },
  '/api/calls/:callId/screening/:applicationId/repair': { days: 10, defects: { 'declaration.application': 'Manca una dichiarazione.' } },
  '/repairs/:id/files': () => {
    const form = new FormData();
    form.set('item', 'document.dnsh');
    form.set('file', new File(['%PDF-1.7'], 'dnsh.pdf'));
    return form;
  },
  '/api/repairs/:id/files': { item: 'document.dnsh', fileName: 'dnsh.pdf', base64: 'JVBERi0xLjc=' },
  '/repairs/:id/texts': { item: 'declaration.application', text: 'Testo della dichiarazione.' },
  '/api/repairs/:id/texts': { item: 'declaration.application', text: 'Testo della dichiarazione.' },
  '/calls/:callId/letters/templates/:kind/:language': { subject: 'Oggetto', body: '{{protocol}}', revision: '0' },
  '/api/calls/:callId/letters/templates': { kind: 'admitted', locale: 'it', subject: 'Oggetto', body: '{{protocol}}', revision: 0 },
  '/calls/:callId/screening': { applications: [id], confirmed: 'on' },
  '/api/calls/:callId/screening': { applications: [id], confirmed: true },
  '/calls/:callId/screening/:applicationId': { outcome: 'admitted', verified: ['all'] },
  '/api/calls/:callId/screening/:applicationId': { outcome: 'admitted', verified: ['all'] },
  '/api/example/signature': { base64: 'JVBERi0xLjcKJSVFT0YK' },
  '/example/signature': () => {
    const form = new FormData();
    form.set('file', new File(['%PDF-1.7\n%%EOF\n'], 'prova.pdf'));
    return form;
  },
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
  '/calls/:callId/assignment/pairs': { proposal: id, expert: id, kind: 'pinned', reason: 'Motivo di prova' },
  '/api/calls/:callId/assignment/pairs': { proposal: id, expert: id, kind: 'pinned', reason: 'Motivo di prova' },
  '/calls/:callId/assignment/runs/:run/adjust': { proposal: id, out: '', into: id, reason: 'Motivo di prova' },
  '/api/calls/:callId/assignment/runs/:run/adjust': { proposal: id, into: id, reason: 'Motivo di prova' },
  '/calls/:callId/reviews/:id/taking-back': { kind: 'late', text: 'Il termine è passato da due settimane.' },
  '/api/calls/:callId/reviews/:id/taking-back': { kind: 'late', text: 'Il termine è passato da due settimane.' },
  '/calls/:callId/reviews/:id/substitute': { expert: id },
  '/api/calls/:callId/reviews/:id/substitute': { expert: id },
  '/calls/:callId/experts/:personId/release': { reason: 'Non risponde più da un mese.' },
  '/api/calls/:callId/experts/:personId/release': { reason: 'Non risponde più da un mese.' },
  '/reviews/:id': { revision: '1' },
  '/api/reviews/:id': { revision: 1, points: {} },
  '/reviews/:id/submission': { revision: '1' },
  '/api/reviews/:id/submission': { revision: 1 },
  '/reviews/:id/refusal': { kind: 'expertise', text: 'Non è il mio campo, e di questo tema so poco.' },
  '/api/reviews/:id/refusal': { kind: 'expertise', text: 'Non è il mio campo, e di questo tema so poco.' },
  '/calls/:callId/panel/:applicationId': { report: 'Prova' },
  '/api/calls/:callId/panel/:applicationId': { points: {}, report: 'Prova' },
  '/calls/:callId/meetings': meeting,
  '/api/calls/:callId/meetings': { ...meeting, members: [id], agenda: [id] },
  '/calls/:callId/meetings/:meetingId': { ...meeting, revision: '1' },
  '/api/calls/:callId/meetings/:meetingId': { ...meeting, members: [id], agenda: [id], revision: 1 },
  '/calls/:callId/meetings/:meetingId/calling-off': { reason: 'Un impegno.' },
  '/api/calls/:callId/meetings/:meetingId/calling-off': { reason: 'Un impegno.' },
  '/calls/:callId/meetings/:meetingId/items/:itemId': { outcome: 'postponed', revision: '1' },
  '/api/calls/:callId/meetings/:meetingId/items/:itemId': { outcome: 'postponed', revision: 1 },
  '/calls/:callId/meetings/:meetingId/items/:itemId/leaves': { person: id, reason: 'Un impegno.' },
  '/api/calls/:callId/meetings/:meetingId/items/:itemId/leaves': { person: id, reason: 'Un impegno.' },
  '/calls/:callId/meetings/:meetingId/items/:itemId/returns': { person: id },
  '/api/calls/:callId/meetings/:meetingId/items/:itemId/returns': { person: id },
  '/calls/:callId/meetings/:meetingId/signatures': minutes,
  '/api/calls/:callId/meetings/:meetingId/signatures': { base64: 'JVBERi0=' },
  '/calls/:callId/panel/:applicationId/rapporteur': { expert: 'E01' },
  '/api/calls/:callId/panel/:applicationId/rapporteur': { expert: 'E01' },
  '/calls/:callId/panel/:applicationId/messages': { body: 'Prova' },
  '/api/calls/:callId/panel/:applicationId/messages': { body: 'Prova' },
  '/reviews/:id/messages': { body: 'Prova' },
  '/api/reviews/:id/messages': { body: 'Prova' },
  '/reviews/:id/consensus': { revision: '1' },
  '/api/reviews/:id/consensus': { revision: 1, points: {}, report: '' },
  '/calls/:callId/rankings': ranking,
  '/api/calls/:callId/rankings': ranking,
  '/calls/:callId/renunciations': renunciation,
  '/api/calls/:callId/renunciations': renunciation,
  '/api/timesheets/:workerId/:month': { revision: 0, hours: [{ workPackage: 'wp-1', day: '2026-10-01', hours: 7.5 }] },
  '/api/timesheets/:workerId/:month/signature': { revision: 0, confirmed: true },
  '/api/timesheets/:workerId/:month/reopening': { reason: 'Manca un giorno del mese.' },
  '/api/reports/:id/lines': costLine,
  '/api/reports/:id/lines/:lineId': costLine,
  '/api/reports/:id/lines/:lineId/verdict': { verdict: 'eligible', text: '' },
  '/api/reports/:id/technical': { technical: 'Relazione.', milestones: '', revision: 0 },
  '/api/reports/:id/attestations': { organisation: id, attested: true },
  '/api/reports/:id/submission': { confirmed: true },
  '/api/reports/:id/questions/:questionId/answer': { answer: 'Serve alla linea pilota.' },
  '/api/reports/:id/return': { reason: 'Mancano i documenti di tre righe.' },
  '/api/reports/:id/acceptance': { note: '', confirmed: true },
  '/timesheets/:workerId/:month': { revision: '0', how: 'save' },
  '/timesheets/:workerId/:month/signature': { revision: '0', confirmed: 'on' },
  '/timesheets/:workerId/:month/reopening': { reason: 'Manca un giorno del mese.' },
  '/reports/:id/lines': costLine,
  '/reports/:id/lines/:lineId': costLine,
  '/reports/:id/lines/:lineId/verdict': { verdict: 'eligible', text: '' },
  '/reports/:id/imports': importFile,
  '/reports/:id/proofs': proofFiles,
  '/reports/:id/technical': { technical: 'Relazione.', milestones: '', revision: '0' },
  '/reports/:id/attachments': attachment,
  '/reports/:id/attestations': { organisation: id, attested: 'on' },
  '/reports/:id/submission': { confirmed: 'on' },
  '/reports/:id/questions/:questionId/answer': { answer: 'Serve alla linea pilota.' },
  '/reports/:id/return': { reason: 'Mancano i documenti di tre righe.' },
  '/reports/:id/acceptance': { note: '', confirmed: 'on' },
  '/access': { application: id, reason: 'Serve per valutare un ricorso contro la graduatoria.', others: 'MICS-2024-0001' },
  '/api/access': { application: id, reason: 'Serve per valutare un ricorso contro la graduatoria.', others: ['MICS-2024-0001'] },
  '/access/:id/notices': { others: 'MICS-2024-0001' },
  '/api/access/:id/notices': { others: ['MICS-2024-0001'] },
  '/access/notices/:id/objection': { objection: 'Contiene segreti industriali.' },
  '/api/access/notices/:id/objection': { objection: 'Contiene segreti industriali.' },
  '/access/:id/decision': { decision: 'refused', answer: 'Manca l’interesse attuale.' },
  '/api/access/:id/decision': { decision: 'refused', answer: 'Manca l’interesse attuale.', granted: [] },
  '/calls/:callId/ranking/:applicationId/review': { reasons: 'Un criterio è stato letto in modo diverso dal bando.' },
  '/api/calls/:callId/ranking/:applicationId/review': { reasons: 'Un criterio è stato letto in modo diverso dal bando.' },
  '/calls/:callId/ranking-requests/:id/answer': requestAnswer,
  '/api/calls/:callId/ranking-requests/:id/answer': requestAnswer,
};

/** A body that the door's schema takes. */
export function bodyFor(door: Door): Record<string, unknown> | FormData {
  const body = bodies[door.path] ?? {};
  return typeof body === 'function' ? body() : body;
}
