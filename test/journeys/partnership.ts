import type { Actor } from '#src/core/actor.ts';
import type { CallAct, Call } from '#src/funding/calls/schema.ts';
import { draftCall, publishCall } from '#src/funding/calls/actions.ts';
import { apply, type Applied } from '#src/house/seed/applying.ts';
import { actorOf, at } from '#src/house/seed/example.ts';
import { vatNumber } from '#src/house/seed/names.ts';
import { planCall, type CallPlan, type Wanted } from '#src/house/seed/plan.ts';
import { seedProgramme } from '#src/house/seed/programme.ts';
import { seedPeople, seedPersonas } from '#src/partnership/identity/actions.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { importOrganisations, seedRepresentatives } from '#src/partnership/organisations/actions.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import type { House } from '#src/plumbing/house.ts';
import { readCall } from '../factories/proposal.ts';
import type { Given, Visitor } from './browser.ts';

/** A tiny, valid PDF, as applicants hand it in. */
export const pdf = (title: string): Uint8Array =>
  renderPdf({
    locale: 'it',
    title,
    issuer: ['Esempio'],
    at: '2024-01-01T00:00:00.000Z',
    foot: 'Documento sintetico',
    exampleNote: 'Nessun dato reale.',
    blocks: [{ kind: 'text', text: title }],
  });

export const pdfFile = (name: string): Given & object => ({ name: `${name}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(pdf(name)) });

/** The organisations of the two applicant personas, all synthetic and outside the partnership. */
export const bodies = {
  university: {
    key: 'university',
    legalName: 'Ateneo Tecnico di Valdorba (esempio)',
    kind: 'university',
    ownership: 'public',
    sizeClass: null,
    region: 'campania',
    city: 'Napoli',
  },
  institute: {
    key: 'institute',
    legalName: 'Istituto Prove Materiali di Ponteverde (esempio)',
    kind: 'researchBody',
    ownership: 'private',
    sizeClass: null,
    region: 'tuscany',
    city: 'Prato',
  },
  weaver: {
    key: 'weaver',
    legalName: 'Tessitura Montelupa S.r.l. (esempio)',
    kind: 'enterprise',
    ownership: 'private',
    sizeClass: 'small',
    region: 'apulia',
    city: 'Bari',
  },
  dyer: {
    key: 'dyer',
    legalName: 'Tintoria Fonteviva S.p.A. (esempio)',
    kind: 'enterprise',
    ownership: 'private',
    sizeClass: 'medium',
    region: 'lombardy',
    city: 'Como',
  },
} as const;

export type Partnership = { house: House; ids: ReadonlyMap<string, string>; id: (key: string) => string };

/** The programme, the personas and the organisations that they act for. */
export async function seedPartnership(house: House): Promise<Partnership> {
  await seedProgramme(house);
  await seedPersonas(house);
  return seedBodies(house);
}

/** Only the organisations, in a house that is furnished already. */
export async function seedBodies(house: House): Promise<Partnership> {
  const serial = 90_000;
  const rows = Object.values(bodies).map((b, i) => ({
    ...b,
    shortName: null,
    aliases: [],
    fiscalCode: vatNumber(serial + i),
    ror: null,
    website: null,
    sources: {},
  }));
  const ids = await importOrganisations(house, rows, { example: true });
  const id = (key: string): string => ids.get(key)!;
  await seedRepresentatives(house, [
    { organisationId: id('university'), personId: personaOf('applicant-research')!.personId },
    { organisationId: id('weaver'), personId: personaOf('applicant-enterprise')!.personId },
  ]);
  return { house, ids, id };
}

const scribe = {
  personId: '00000000-0000-4000-8000-000000000100',
  name: 'Proponenti sintetici',
  email: 'proponenti@example.org',
  grants: [{ role: 'applicant' as const, scope: null }],
};

/** Further applicants of a call, who write and hand in through the same actions as everyone, so that the journey has a field to rank. */
export async function othersApply(house: House, call: Call, wanted: Wanted, from: string): Promise<Applied[]> {
  const plan: CallPlan = planCall(call, wanted);
  const all = plan.proposals.flatMap((p) => p.members.map((m) => m.organisation));
  const organisationIds = await importOrganisations(
    house,
    all.map((o) => ({
      key: o.key,
      legalName: o.legalName,
      shortName: null,
      aliases: [],
      kind: o.kind,
      ownership: o.ownership,
      sizeClass: o.size,
      fiscalCode: o.vatNumber,
      ror: null,
      region: o.region as never,
      city: o.city,
      website: null,
      sources: {},
    })),
    { example: true },
  );
  await seedPeople(house, [scribe]);
  const actor: Actor = {
    ...actorOf('applicant-enterprise'),
    id: scribe.personId,
    name: scribe.name,
    email: scribe.email,
    organisationIds: [...organisationIds.values()],
  };
  return apply({ house, scribe: actor, organisationIds, pdf: pdf('Allegato') } as unknown as Parameters<typeof apply>[0], call, plan, from);
}

/** Experts beside the three personas, who cannot sign in. */
export const moreExperts = ['Alba Rota', 'Bruno Neri', 'Carla Vitali'].map((name, i) => ({
  personId: `00000000-0000-4000-8000-${String(200 + i).padStart(12, '0')}`,
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@example.org`,
  grants: [{ role: 'expert' as const, scope: null }],
}));

export const asActor = (p: { personId: string; name: string; email: string; grants: Actor['grants'] }): Actor => ({
  id: p.personId,
  name: p.name,
  email: p.email,
  locale: 'it',
  grants: p.grants,
  organisationIds: [],
});

/** A real call as it was first published: its later acts are what the journeys do. */
export const firstVersion = (id: string): Call => ({ ...readCall(id), acts: [] });

export const actOf = <K extends CallAct['kind']>(id: string, kind: K): Extract<CallAct, { kind: K }> =>
  readCall(id).acts.find((a) => a.kind === kind) as Extract<CallAct, { kind: K }>;

export async function published(house: House, call: Call, when: string): Promise<void> {
  await draftCall(at(house, when), actorOf('office'), call);
  await publishCall(at(house, when), actorOf('office'), call.id);
}

type Words = { title: string; acronym: string; text: string };

/** What is not text but a code of somebody (invented). */
const codes: Record<string, string> = { orcid: '0000-0002-1825-0097', fiscalCode: 'RSSMRA80A01H501U', email: 'maria.rossi@mics.example' };

/** An answer for every field of a section of the call's form, under the names that the page sends; tables have `fillSection`. */
export function answersTo(section: Call['form']['sections'][number], words: Words): Record<string, Given> {
  return Object.fromEntries(
    section.fields
      .filter((f) => f.kind !== 'table' && f.kind !== 'document')
      .map((f) => {
        if (f.id === 'title') return [f.id, words.title];
        if (f.id === 'acronym') return [f.id, words.acronym];
        if (f.kind === 'number') return [f.id, String(f.id === 'trlTarget' ? 6 : Math.max(f.min ?? 0, 3))];
        if (f.kind === 'choice') return [f.id, f.options!.at(-1)!.id];
        if (f.kind === 'choices') return [`${f.id}[]`, f.options!.slice(0, f.atLeast ?? 1).map((o) => o.id)];
        if (f.kind === 'date') return [f.id, '2024-09-16'];
        if (f.means && codes[f.means]) return [f.id, codes[f.means]!];
        return [f.id, f.kind === 'text' ? words.text.slice(0, 60) : `${words.text}\n\n${words.text}`];
      }),
  );
}

/** One participant's own part: its place and two lines of staff, three women and two men. */
export async function fillStaff(
  visitor: Visitor,
  application: string,
  organisation: string,
  region: string,
  save = 'Salva e torna ai partecipanti',
): Promise<void> {
  await visitor.visit(`/applications/${application}/members/${organisation}`);
  const line = (n: number, profile: string, gender: string, age: string, contract: string, heads: string) =>
    Object.fromEntries(Object.entries({ profile, gender, age, contract, heads }).map(([field, value]) => [`staff.${n}.${field}`, value]));
  await visitor.fill({
    region,
    ...line(0, 'Ricercatrice', 'f', '30to39', 'fixedTerm', '3'),
    ...line(1, 'Tecnico', 'm', '40plus', 'permanent', '2'),
  });
  await visitor.press(save);
}

/** Fills in a section as it stands in the visitor's page, and one row in each of its tables. */
export async function fillSection(visitor: Visitor, section: Call['form']['sections'][number], words: Words): Promise<void> {
  await visitor.fill(answersTo(section, words));
  for (const field of section.fields.filter((f) => f.kind === 'table')) {
    const row = visitor.page.locator(`[data-rows="${field.id}"] table > tbody[data-row]`).first();
    for (const column of field.columns!) {
      const cell = row.locator(`[name$=".${column.id}"]`);
      if (column.kind === 'member' || column.kind === 'row' || column.kind === 'choice') await cell.selectOption({ index: 1 });
      else if (column.kind === 'month') await cell.fill(column.id === field.gantt?.until ? '6' : '2');
      else if (column.kind === 'number') await cell.fill('3,5');
      else await cell.fill(column.kind === 'date' ? '2024-09-16' : words.text.slice(0, 60));
    }
  }
}

/** The same file, signed by whoever the visitor is: the example's own way, by the API. */
async function signedFile(visitor: Visitor, name: string): Promise<Given & object> {
  const file = pdfFile(name) as { name: string; mimeType: string; buffer: Buffer };
  const { origin } = new URL(visitor.page.url());
  const answer = await visitor.page.request.post(`${origin}/api/example/signature`, { headers: { origin }, data: { base64: file.buffer.toString('base64') } });
  return { ...file, buffer: Buffer.from(((await answer.json()) as { base64: string }).base64, 'base64') };
}

/** Uploads one small signed PDF in every place of the documents page, as its form does. */
export async function uploadAll(visitor: Visitor, button: RegExp): Promise<number> {
  const places = await visitor.page.locator('main form:has(input[type=file])').count();
  for (let i = 0; i < places; i++) {
    const form = visitor.page.locator('main form:has(input[type=file])').nth(i);
    const name = await form.locator('[name=document]').inputValue();
    await visitor.fill({ file: await signedFile(visitor, name) }, form);
    await visitor.press(button, { within: form });
  }
  return places;
}
