import { randomUUID } from 'node:crypto';
import { romeDate } from '#src/core/time.ts';
import type { Actor, RoleGrant } from '#src/core/actor.ts';
import { saveDraft } from '#src/funding/applications/actions/draft.ts';
import { uploadDocuments, type Upload } from '#src/funding/applications/actions/documents.ts';
import { confirmMember } from '#src/funding/applications/actions/confirm.ts';
import { startApplication } from '#src/funding/applications/actions/start.ts';
import { applicationsApi } from '#src/funding/applications/api.ts';
import { applicationsDoors } from '#src/funding/applications/routes.tsx';
import { representativesOf } from '#src/funding/applications/queries/consortium.ts';
import { confirmStamp, linesOfMember, mustConfirm } from '#src/funding/applications/rules/consortium.ts';
import { applicationById } from '#src/funding/applications/queries/application.ts';
import type { DraftInput } from '#src/funding/applications/schema.ts';
import { draftCall, publishCall } from '#src/funding/calls/actions.ts';
import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import type { Answer } from '#src/funding/applications/snapshot.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { exampleAnswers } from '#src/house/seed/answers.ts';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { exampleSigner } from '#src/house/seed/signing.ts';
import type { House } from '#src/plumbing/house.ts';
import type { Person } from '#src/plumbing/signatures/make.ts';
import { readCallJson } from './proposal.ts';

export const pdf = (text = 'example'): Uint8Array => new TextEncoder().encode(`%PDF-1.7\n% ${text}\n%%EOF\n`);

/** Signed by the house's example authority; nobody's representative in particular, where representatives have given no code. */
export const signedPdf = async (
  house: House,
  person: Person = { name: 'Rappresentante Legale', fiscalCode: 'PRPSNT70A01H501O' },
  text?: string,
): Promise<Buffer> => (await exampleSigner(house)).sign(pdf(text), person);

export type Body = { id: string; name: string };

/** A programme with a call open from 1 to 20 February 2026, 12:00 in Rome, and organisations with people who act for them. */
export async function applicationsScene(house: House, change: (call: Call) => Call = (call) => call) {
  const office = await aPerson(house, 'Ufficio', [{ role: 'office', scope: null }]);
  const lead = await anOrganisation(house, 'Tessitura Alfa S.r.l.', 'enterprise');
  const second = await anOrganisation(house, 'Filati Beta S.r.l.', 'enterprise');
  const university = await anOrganisation(house, 'Università di Prova', 'university');
  await house.pool.query("insert into programmes values ('mics','MICS','MICS','MICS','MUR','m','m','PE','CUP',0,0,40,'[]','x')");
  for (const [i, id] of ['clothing', 'furniture', 'automation'].entries())
    await house.pool.query('insert into sectors values ($1,$2,$3,$4)', ['mics', id, `Settore ${i}`, `Sector ${i}`]);
  for (let n = 1; n <= 8; n++)
    await house.pool.query('insert into spokes values ($1,$2,$3,$4,$5,$6)', ['mics', n, `Tema ${n}`, `Theme ${n}`, 'Responsabile', university.id]);
  const call = await openCall(house, office, 'test-call', change);
  const applicant = await aPerson(house, 'Anna Alfa', [], [lead.id]);
  const partner = await aPerson(house, 'Bruno Beta', [], [second.id]);
  return { office, lead, second, university, call, applicant, partner };
}

export async function openCall(house: House, office: Actor, id: string, change: (call: Call) => Call = (call) => call): Promise<Call> {
  const base = readCallJson('03-2026') as Call;
  const dates = { ...base.dates, publishedOn: '2026-01-15', opensAt: '2026-02-01T09:00', closesAt: '2026-02-20T12:00', questionsUntil: '2026-02-10T12:00' };
  const call = change({
    ...base,
    id,
    officialCode: `Bando ${id}`,
    dates,
    aid: { ...base.aid, tables: base.aid.tables.map((t, i) => (i === 0 ? { ...t, from: '2026-01-01' } : t)) },
  });
  await draftCall(house, office, call);
  await publishCall(house, office, id);
  return call;
}

export async function aPerson(house: House, name: string, grants: RoleGrant[] = [], organisationIds: string[] = []): Promise<Actor> {
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${randomUUID().slice(0, 8)}@example.org`;
  const { rows } = await house.pool.query('insert into people (name, email) values ($1, $2) returning id', [name, email]);
  const id = (rows[0] as { id: string }).id;
  for (const o of organisationIds)
    await house.pool.query("insert into organisation_people (organisation_id, person_id, role) values ($1, $2, 'representative')", [o, id]);
  return { id, name, email, locale: 'it', grants, organisationIds };
}

export async function anOrganisation(
  house: House,
  name: string,
  kind: 'enterprise' | 'university',
  more: { size?: string; ownership?: string } = {},
): Promise<Body> {
  const enterprise = kind === 'enterprise';
  const { rows } = await house.pool.query(
    'insert into organisations (legal_name, kind, ownership, size_class, region, city, example) values ($1,$2,$3,$4,$5,$6,true) returning id',
    [name, kind, more.ownership ?? (enterprise ? 'private' : 'public'), enterprise ? (more.size ?? 'small') : null, 'lombardy', 'Milano'],
  );
  return { id: (rows[0] as { id: string }).id, name };
}

/** Answers that fit every field of the call; tables name the participant. */
export const answersFor = (call: Call, title = 'Fibre dagli scarti', member = ''): Record<string, Record<string, Answer>> =>
  exampleAnswers(call, { own: { title, trlTarget: '3' }, members: [member], months: 12, text: () => 'Testo' });

/** A draft that meets every rule of the test call: one enterprise alone, 200,000 €. */
export const fullDraft = (call: Call, leadId: string, revision: number, more: Partial<DraftInput> = {}): DraftInput => ({
  revision,
  answers: answersFor(call, undefined, leadId),
  mainSpoke: 3,
  spokes: [3],
  sector: 'clothing',
  startsOn: '2026-06-01',
  durationMonths: 12,
  wideDissemination: true,
  mayPublishResults: false,
  members: [
    {
      organisationId: leadId,
      region: 'campania',
      women: 3,
      men: 2,
      under40: 2,
      newHires: 1,
      costs: [
        { category: 'personnel', researchType: 'industrial', cents: 10_000_000 },
        { category: 'materials', researchType: 'industrial', cents: 8_500_000 },
      ],
    },
  ],
  ...more,
});

/** Hands in one small PDF for each document that is asked of this application. */
export async function allDocuments(house: House, actor: Actor, id: string, person?: Person): Promise<void> {
  const application = (await applicationById(house.db, id))!;
  const signed = await signedPdf(house, person);
  const uploads = documentsAsked(application.version.call, application.proposal.facts).map((a): Upload => ({
    document: a.document.id,
    organisation: a.member?.id ?? null,
    fileName: `${a.document.id}.pdf`,
    bytes: a.document.signature === 'digital' ? signed : pdf(),
  }));
  await uploadDocuments(house, actor, id, uploads);
}

/** The partners' legal representatives confirm, where the call asks for it; whoever has none on record gets one. */
export async function confirmPartners(house: House, id: string, only?: readonly string[]): Promise<void> {
  const application = (await applicationById(house.db, id))!;
  const { call } = application.version;
  for (const m of application.proposal.facts.members.filter((x) => mustConfirm(call, x) && (only?.includes(x.id) ?? true))) {
    const [known] = await representativesOf(house.db, [m.id], romeDate(house.clock()));
    const person = known ? { ...known, grants: [], organisationIds: [m.id] } : await aPerson(house, `Rappresentante ${m.name}`, [], [m.id]);
    await confirmMember(house, person, id, m.id, {
      seen: confirmStamp(call, m, linesOfMember(application.proposal, m.id)),
      data: true,
      mandate: true,
      declarations: call.consortium!.declarations.map((d) => d.id),
    });
  }
}

/** An application with nothing left to put right. */
export async function aCompleteDraft(house: House, actor: Actor, call: Call, leadId: string, more: Partial<DraftInput> = {}): Promise<string> {
  const id = await startApplication(house, actor, { callId: call.id, organisationId: leadId });
  await saveDraft(house, actor, id, fullDraft(call, leadId, 1, more));
  await allDocuments(house, actor, id);
  await confirmPartners(house, id);
  return id;
}

/** The room's doors behind the real server code, without a socket; `as` says who asks. */
export function serveApplications(house: House) {
  const assets = { address: (name: string) => `/assets/${name}`, serve: () => new Response() };
  const mark = { acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'PE00000004', cup: 'D43C22003120001' };
  const known = new Map<string, Actor>();
  const app = web({
    house,
    doors: [...applicationsDoors, ...applicationsApi],
    identify: async (headers) => known.get(headers.get('x-test-person') ?? '') ?? null,
    assets,
    frame: frame(mark),
  });
  const origin = 'http://localhost:3000';
  return (actor: Actor | null) => {
    if (actor) known.set(actor.id, actor);
    const headers: Record<string, string> = { origin, ...(actor && { 'x-test-person': actor.id }) };
    return {
      get: (path: string) => app.request(`${origin}${path}`, { headers }),
      post: (path: string, form: Record<string, string | Blob | string[]>, more: Record<string, string> = {}) => {
        const body = new FormData();
        for (const [name, value] of Object.entries(form)) for (const v of Array.isArray(value) ? value : [value]) body.append(name, v as string);
        return app.request(`${origin}${path}`, { method: 'POST', headers: { ...headers, ...more }, body });
      },
      json: (method: 'POST' | 'PUT', path: string, value: unknown, more: Record<string, string> = {}) =>
        app.request(`${origin}${path}`, { method, headers: { ...headers, ...more, 'content-type': 'application/json' }, body: JSON.stringify(value) }),
    };
  };
}
