import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentDeadline, opensAt } from '#src/funding/calls/rules/calendar.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { exampleAnswers } from '#src/house/seed/answers.ts';
import { projectRoot } from '#src/house/root.ts';
import { vatNumber } from '#src/house/seed/names.ts';
import { seedProgramme } from '#src/house/seed/programme.ts';
import { seedPeople, seedPersonas } from '#src/partnership/identity/actions.ts';
import type { TestHouse } from '../database.ts';
import { openDoors, type Doorway, type Visitor } from '../factories/visitors.ts';

/** What of the API's answers the scripts look at. */
export type Told = {
  id: string;
  state: string;
  draft: { revision: number; answers: Record<string, Record<string, string>> };
  missing: { code: string; at: string }[];
  findings: { met: boolean; code: string }[];
  allowed: Record<string, { ok: boolean; reasons?: { code: string }[] }>;
};
export type Receipt = { format: string; protocol: string; submittedAt: string; sha256: string; grantCents: number; callVersion: number };
export type RankingTold = {
  number: number;
  kind: string;
  hash: string;
  ranking: {
    budgetCents: number;
    grantedCents: number;
    places: { application: string; title: string; position: number | null; state: string; total: number; grantCents: number }[];
  };
};
export type AwardsTold = {
  totals: { projects: number; grantCents: number; enterprises: number; researchBodies: number };
  beneficiaries: { acronym: string; aidCents: number }[];
  decrees: { id: string; number: number; year: number }[];
};

export type Member = { kind: 'enterprise' | 'university'; region: string; euros: number };
export type Planned = { acronym: string; members: Member[] };

export const callFile = (id: string): string => join(projectRoot, 'calls', id, 'call.json');
export const readCall = (id: string): Call => JSON.parse(readFileSync(callFile(id), 'utf8')) as Call;

const HOUR = 3_600_000;
const later = (instant: string, hours: number): string => new Date(Date.parse(instant) + hours * HOUR).toISOString();

/** Enough experts for both calls: three proposals' reviews each call for 17 proposals, eight an expert at most. Three of them are the personas. */
const moreExperts = ['Ada Prova', 'Biagio Prova', 'Clelia Prova', 'Dino Prova'].map((name, i) => ({
  personId: `00000000-0000-4000-8000-00000000090${i}`,
  name,
  email: `esperto.${i}@example.org`,
  grants: [{ role: 'expert' as const, scope: null }],
}));

/** The programme, the personas and experts' accounts are there; everything else is done through the API. */
export async function begin(t: TestHouse) {
  await seedProgramme(t.house);
  await seedPersonas(t.house);
  await seedPeople(t.house, moreExperts);
  const doorway = await openDoors(t.house);
  const as = (persona: string) => doorway.as(persona);
  const experts: { visitor: Visitor; email: string }[] = [];
  for (const [persona, email] of [
    ['expert', 'chiara.lombardi'],
    ['expert-2', 'paolo.gallo'],
    ['expert-3', 'silvia.moretti'],
  ] as const)
    experts.push({ visitor: await as(persona), email: `${email}@example.org` });
  for (const { personId, email } of moreExperts) experts.push({ visitor: await signedIn(doorway, personId), email });
  return {
    t,
    doorway,
    office: await as('office'),
    chair: await as('chair'),
    auditor: await as('auditor'),
    experts,
    enterprise: await as('applicant-enterprise'),
    research: await as('applicant-research'),
    nobody: await doorway.as(null),
  };
}

export type World = Awaited<ReturnType<typeof begin>>;

/** A person who is no persona has signed in before the script begins. */
export async function signedIn({ auth, bearer }: Doorway, personId: string): Promise<Visitor> {
  const { headers } = await auth.engine.api.openExampleSession({ body: { personId }, headers: new Headers(), returnHeaders: true });
  return bearer(personId, headers.get('set-auth-token'));
}

let serial = 77_000;

/** Registers an organisation of which the applicant becomes the representative. */
export async function register(applicant: Visitor, { kind, region }: Pick<Member, 'kind' | 'region'>): Promise<string> {
  serial++;
  const body = {
    legalName: kind === 'enterprise' ? `Officine Prova ${serial} S.r.l.` : `Ateneo Prova ${serial}`,
    kind,
    ownership: kind === 'enterprise' ? 'private' : 'public',
    sizeClass: kind === 'enterprise' ? 'small' : null,
    fiscalCode: vatNumber(serial),
    region,
    city: 'Napoli',
    notSimilar: true,
  };
  const { id } = await applicant.json<{ id: string }>('POST', '/api/organisations', body, { 'idempotency-key': `organisation-${serial}` });
  return id;
}

const pdf = Buffer.from('%PDF-1.7\n% documento di prova\n%%EOF\n').toString('base64');

/** Writes one application until nothing is missing, each step from what the step before answered. */
export async function write(applicant: Visitor, call: Call, { acronym, members }: Planned): Promise<Told> {
  const ids: string[] = [];
  for (const member of members) ids.push(await register(applicant, member));
  const started = await applicant.json<Told>(
    'POST',
    `/api/calls/${call.id}/applications`,
    { organisationId: ids[0] },
    { 'idempotency-key': `start-${call.id}-${acronym}` },
  );
  const answers = exampleAnswers(call, { own: { acronym }, members: ids, months: 12, text: (f) => `${f.label.it} di ${acronym}` });
  const draft = {
    ...started.draft,
    answers,
    mainSpoke: 5,
    spokes: [5],
    sector: call.rules.some((r) => r.rule === 'sectors') ? 'automation' : null,
    durationMonths: 12,
    startsOn: '2024-09-02',
    members: members.map((m, i) => ({
      organisationId: ids[i],
      region: m.region,
      women: 3,
      men: 2,
      under40: 2,
      newHires: 1,
      costs: [{ category: 'materials', researchType: 'fundamental', cents: m.euros * 100 }],
    })),
  };
  const saved = await applicant.json<Told>('PUT', `/api/applications/${started.id}`, draft);
  const places = saved.missing.filter((r) => r.code === 'application.documentMissing').map((r) => r.at.split('.').slice(1) as [string, string?]);
  const signed = await applicant.json<{ base64: string }>('POST', '/api/example/signature', { base64: pdf });
  await applicant.json('POST', `/api/applications/${started.id}/documents`, {
    documents: places.map(([document, organisation]) => ({ document, organisation: organisation ?? null, fileName: `${document}.pdf`, base64: signed.base64 })),
  });
  // The applicant registered the partners too, and represents them: it reads what each confirms, and confirms.
  type Consortium = { members: { organisationId: string; confirmation: { standing: string; seen?: string; text?: { declarations: { id: string }[] } } }[] };
  const consortium = await applicant.json<Consortium>('GET', `/api/applications/${started.id}/consortium`);
  for (const { organisationId, confirmation } of consortium.members.filter((m) => m.confirmation.standing === 'missing'))
    await applicant.json('POST', `/api/applications/${started.id}/members/${organisationId}/confirmation`, {
      seen: confirmation.seen,
      data: true,
      mandate: true,
      declarations: confirmation.text!.declarations.map((d) => d.id),
    });
  return applicant.json<Told>('GET', `/api/applications/${started.id}`);
}

export const submit = (applicant: Visitor, id: string, key: string): Promise<Receipt> =>
  applicant.json<Receipt>('POST', `/api/applications/${id}/submission`, { declaration: true }, { 'idempotency-key': key });

/** The experts join, declare (the first one a conflict with the first proposal), are assigned, and give the points that `points` plans. */
export async function evaluate(
  w: World,
  call: Call,
  points: (acronym: string, expert: number) => Record<string, number>,
): Promise<{ conflicted: string; reviews: { id: string; acronym: string; expert: number }[] }> {
  const base = `/api/calls/${call.id}`;
  const profile = (i: number) => ({
    employerId: null,
    region: 'lazio',
    gender: i % 2 === 0 ? 'f' : 'm',
    spokes: [1 + (i % 8), 5],
    sectors: ['automation'],
    keywords: 'materiali, processi',
  });
  await w.office.json('POST', `${base}/experts`, {
    experts: w.experts.map((e, i) => ({ email: e.email, maxLoad: call.evaluation.maxLoad, profile: profile(i) })),
  });
  let conflicted = '';
  for (const [i, { visitor }] of w.experts.entries()) {
    const { proposals } = await visitor.json<{ proposals: { applicationId: string }[] }>('GET', `${base}/conflicts`);
    const [first] = proposals;
    if (i === 0) conflicted = first!.applicationId;
    await visitor.json('POST', `${base}/conflicts`, {
      answers: i === 0 ? { [first!.applicationId]: { conflict: true, detail: 'Ho lavorato con il capofila nel 2023.' } } : {},
      noneElse: true,
      confidentiality: true,
    });
  }
  const { run, feasible } = await w.office.json<{ run: string; feasible: boolean }>('POST', `${base}/assignment`, { objective: 'fair' });
  if (!feasible) throw new Error('no assignment');
  await w.chair.json('POST', `${base}/assignment/release`, { run });
  const reviews: { id: string; acronym: string; expert: number }[] = [];
  for (const [expert, { visitor }] of w.experts.entries()) {
    const own = await visitor.json<{ reviews: { id: string; acronym: string }[] }>(
      'GET',
      `/api/reviews?call=${encodeURIComponent(call.officialCode)}&state=assigned`,
    );
    for (const { id, acronym } of own.reviews) {
      reviews.push({ id, acronym, expert });
      const { revision, grid } = await visitor.json<{ revision: number; grid: Call['evaluation'] }>('GET', `/api/reviews/${id}`);
      const motivations = Object.fromEntries(
        grid.criteria.map((c) => [
          c.id,
          `Sul criterio ${c.id} la proposta ${acronym} è giudicata con i punti indicati: prova automatica, senza altro significato.`,
        ]),
      );
      const premiums = Object.fromEntries(grid.premiums.flatMap((p) => (p.kind === 'judged' ? [[p.id, 1]] : [])));
      await visitor.json(
        'POST',
        `/api/reviews/${id}/submission`,
        { revision, points: points(acronym, expert), premiums, motivations, summary: 'Prova.' },
        { 'idempotency-key': `review-${id}` },
      );
    }
  }
  return { conflicted, reviews };
}

/** The instants of a call's life that a script passes through. */
export const instantsOf = (call: Call) => ({
  opened: later(opensAt(call), 24),
  closed: currentDeadline(call),
  justLate: later(currentDeadline(call), 1 / 3600),
  after: later(currentDeadline(call), 72),
});

export { later };
