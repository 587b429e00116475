import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { saveText } from '#src/partnership/organisations/actions/profile.ts';
import { storeDocument } from '#src/partnership/organisations/actions/register.ts';
import { storedDocumentsValidOn } from '#src/partnership/organisations/queries/register.ts';
import type { Block } from '#src/plumbing/documents/pdf.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { aCompleteDraft, aPerson, applicationsScene, openCall, pdf, serveApplications } from '../../../../test/factories/applications.ts';
import { faultsOf } from '../../../../test/pdf/check.ts';
import { saveAnswer } from '../actions/answers.ts';
import { startApplication } from '../actions/start.ts';
import { submitApplication } from '../actions/submit.ts';
import { applicationById } from '../queries/application.ts';
import { reusableTexts } from '../queries/reuse.ts';
import { differencesBetween, type Statement } from '../rules/comparison.ts';
import { copyAnswers } from '../rules/reuse.ts';
import { dossierPaper, type Paper } from './paper.ts';
import { statementsOf } from './statements.ts';

let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
let first: string;
let visit: ReturnType<typeof serveApplications>;

beforeAll(async () => {
  t = await testHouse({ at: '2026-02-03T09:00:00Z' });
  s = await applicationsScene(t.house);
  visit = serveApplications(t.house);
  first = await aCompleteDraft(t.house, s.applicant, s.call, s.lead.id);
});
afterAll(() => t.end());

const application = async (id = first) => (await applicationById(t.house.db, id))!;
const richField = () =>
  s.call.form.sections
    .flatMap((x) => x.fields.map((f) => ({ section: x.id, field: f })))
    .find((x) => x.field.kind === 'richText' || x.field.kind === 'longText')!;
const html = async (actor: Actor | null, path: string) => (await (await visit(actor).get(path)).text()).replaceAll('&#39;', "'");

const reader = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const textOf = (bytes: Buffer) => execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes }).toString();

const paper = async (more: Partial<Paper> = {}): Promise<Paper> => ({
  locale: 'it',
  at: '2026-02-03T09:00:00.000Z',
  call: s.call,
  proposal: (await application()).proposal,
  choices: { spokes: [], sectors: [] },
  aid: { members: [], eligibleCents: 0, grantCents: 0 },
  receipt: null,
  foot: 'PE00000004',
  example: true,
  ...more,
});
const headings = (blocks: readonly Block[], level: number) => blocks.flatMap((b) => (b.kind === 'heading' && (b.level ?? 2) === level ? [b.text] : []));

test('page and paper have the same parts in the same order, and every field', async () => {
  const { blocks, contents, watermark } = dossierPaper(await paper());
  const page = await html(s.applicant, `/applications/${first}/dossier`);
  const parts = [...page.matchAll(/<h2 id="[\w-]+-title">\d+\. ([^<]+)<\/h2>/g)].map((m) => m[1]!);
  expect(parts.length).toBeGreaterThan(7);
  expect(headings(blocks, 2)).toEqual(parts);
  expect([...(/<nav class="m-contents".*?<\/nav>/s.exec(page)?.[0] ?? '').matchAll(/<a href="#[\w-]+">([^<]+)<\/a>/g)].map((m) => m[1])).toEqual(parts);
  expect([contents, watermark]).toEqual(['Indice', 'BOZZA']);
  for (const section of s.call.form.sections)
    for (const field of section.fields) if (field.kind !== 'document' && !field.when) expect(headings(blocks, 3)).toContain(field.label.it);
  // A heading never goes two steps down at once.
  const levels = blocks.flatMap((b) => (b.kind === 'heading' ? [b.level ?? 2] : []));
  levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 1)).toBeLessThanOrEqual(1));
});

test('the draft on paper says that it is one; what was handed in carries its protocol and hash', async () => {
  const answer = await visit(s.applicant).get(`/applications/${first}/dossier.pdf`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([answer.status, answer.headers.get('content-type'), bytes.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
  expect(faultsOf(bytes)).toEqual([]);
  if (reader) for (const said of ['Indice', 'Bozza · MICS', '1 / ', 'Impronta SHA-256']) expect(textOf(bytes)).toContain(said);
  expect((await visit(s.partner).get(`/applications/${first}/dossier.pdf`)).status).toBe(404);

  const receipt = await submitApplication(t.house, s.applicant, first, { arrivedAt: new Date('2026-02-03T09:30:00Z'), idempotencyKey: 'key-of-the-first' });
  const handedIn = Buffer.from(await (await visit(s.office).get(`/en/applications/${first}/dossier.pdf`)).arrayBuffer());
  if (reader) {
    const said = textOf(handedIn);
    expect(said).not.toContain('DRAFT');
    for (const what of [receipt.protocol, receipt.sha256.slice(0, 16), 'Contents', 'SHA-256 of the content']) expect(said).toContain(what);
  }
  // The same submission gives the same bytes.
  expect(Buffer.from(await (await visit(s.office).get(`/en/applications/${first}/dossier.pdf`)).arrayBuffer()).equals(handedIn)).toBe(true);
});

test('what changed since it was handed in, word by word; who sees no draft compares submissions', async () => {
  const { section, field } = richField();
  const none = await html(s.applicant, `/applications/${first}/comparison`);
  expect(none).toContain('Nessuna differenza');
  const { answerVersions } = await application();
  await saveAnswer(t.house, s.applicant, first, { section, field: field.id, value: 'Testo nuovo e diverso', base: answerVersions[section]?.[field.id] ?? 0 });
  const page = await html(s.applicant, `/applications/${first}/comparison`);
  expect(page).toContain('1 punto è cambiato.');
  expect(page).toMatch(/<ins><span class="visually-hidden">\[aggiunto: <\/span>[^<]*nuovo e diverso/);
  expect((await visit(s.office).get(`/applications/${first}/comparison?to=draft`)).status).toBe(404);
  expect((await visit(s.office).get(`/applications/${first}/comparison`)).status).toBe(200);
  expect((await visit(s.office).get(`/applications/${first}/comparison?from=nobody`)).status).toBe(404);
  expect((await visit(s.partner).get(`/applications/${first}/comparison`)).status).toBe(404);
});

const statement = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  where: fc.constant('x'),
  label: fc.constant('y'),
  text: fc.string({ maxLength: 5 }),
});
const version = fc.uniqueArray(statement, { selector: (x: Statement) => x.key, maxLength: 5 });

test('a comparison names exactly what differs', () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      const said = (v: readonly Statement[], key: string) => v.find((x) => x.key === key)?.text ?? '';
      const keys = ['a', 'b', 'c', 'd', 'e'].filter((key) => said(a, key) !== said(b, key));
      expect(differencesBetween(a, b).length).toBe(keys.length);
      expect(differencesBetween(a, a)).toEqual([]);
    }),
  );
});

test('every statement has a key of its own', async () => {
  const said = statementsOf({ call: s.call, locale: 'it' }, (await application()).proposal);
  expect(new Set(said.map((x) => x.key)).size).toBe(said.length);
});

test('earlier answers and the profile are offered for the same field, and to nobody else', async () => {
  const { section, field } = richField();
  const other = await openCall(t.house, s.office, 'other-call');
  const second = await startApplication(t.house, s.applicant, { callId: other.id, organisationId: s.lead.id });
  await saveText(t.house, s.applicant, s.lead.id, 'competences', { textIt: 'Filiamo scarti.', textEn: '', revision: 0 });
  const found = await reusableTexts(t.house.db, s.applicant, { field, except: second });
  expect(found.map((r) => [r.from, r.text])).toEqual([
    ['application', 'Testo nuovo e diverso'],
    ['profile', 'Filiamo scarti.'],
  ]);
  expect(await reusableTexts(t.house.db, s.partner, { field })).toEqual([]);
  const address = `/applications/${second}/reuse?section=${section}&field=${field.id}`;
  const page = await html(s.applicant, address);
  for (const said of ['Testo nuovo e diverso', 'Filiamo scarti.', 'Testo attuale', 'name="base" value="0"']) expect(page).toContain(said);
  expect((await visit(s.partner).get(address)).status).toBe(404);
  const put = { section, field: field.id, how: 'replace', base: '0' };
  expect((await visit(s.applicant).post(`/applications/${second}/reuse`, { ...put, candidate: 'gone' })).status).toBe(409);
  expect((await visit(s.applicant).post(`/applications/${second}/reuse`, { ...put, candidate: found[0]!.key })).status).toBe(303);
  const now = async () => (await application(second)).proposal.answers[section]?.[field.id];
  expect(await now()).toBe('Testo nuovo e diverso');
  expect((await visit(s.applicant).post(`/applications/${second}/reuse`, { ...put, how: 'append', base: '1', candidate: found[1]!.key })).status).toBe(303);
  expect(await now()).toBe('Testo nuovo e diverso\n\nFiliamo scarti.');
  // Drawn before somebody else wrote: what is there stays, this one is kept beside it.
  await visit(s.applicant).post(`/applications/${second}/reuse`, { ...put, base: '0', candidate: found[1]!.key });
  expect(await now()).toContain('Testo nuovo e diverso');
});

test('an earlier application is copied where this one is empty, and what is not copied is said', async () => {
  const trimmed = await openCall(t.house, s.office, 'third-call', (call) => ({
    ...call,
    form: {
      ...call.form,
      sections: call.form.sections.map((x) => ({ ...x, fields: x.fields.filter((f) => f.id !== richField().field.id) })).filter((x) => x.fields.length > 0),
    },
  }));
  const third = await startApplication(t.house, s.applicant, { callId: trimmed.id, organisationId: s.lead.id });
  const answer = await visit(s.applicant).post(`/applications/${third}/reuse/application`, { from: first });
  expect(answer.status).toBe(303);
  const page = await html(s.applicant, answer.headers.get('location')!);
  expect(page).toContain('questo bando non chiede il campo');
  const { proposal, version } = await application(third);
  expect(proposal.title).toBe((await application()).proposal.title);
  const again = copyAnswers({ form: s.call.form, answers: (await application()).proposal.answers }, version.call.form, proposal.answers);
  expect([again.copied.filter((c) => proposal.answers[c.section]?.[c.field] !== undefined), again.notCopied.some((n) => n.why === 'alreadyAnswered')]).toEqual([
    [],
    true,
  ]);
  const stranger = await aPerson(t.house, 'Nessuno');
  expect((await visit(stranger).post(`/applications/${third}/reuse/application`, { from: first })).status).toBe(404);
});

test('a document kept by the organisation is attached if it will be valid at the deadline', async () => {
  const asked = s.call.documents.find((d) => d.id === 'dnsh')!;
  for (const validUntil of ['2026-02-19', '2026-02-20'])
    await storeDocument(t.house, s.applicant, s.lead.id, {
      kind: 'durc',
      title: `fino al ${validUntil}`,
      validFrom: '2026-01-01',
      validUntil,
      fileName: 'durc.pdf',
      bytes: pdf(validUntil),
    });
  const [valid] = await storedDocumentsValidOn(t.house.db, [s.lead.id], '2026-02-20');
  const [, ending] = (await storedDocumentsValidOn(t.house.db, [s.lead.id], '2026-02-19')).sort((a, b) => (a.validUntil! < b.validUntil! ? 1 : -1));
  const fourth = await startApplication(t.house, s.applicant, { callId: 'other-call', organisationId: s.lead.id });
  const page = await html(s.applicant, `/applications/${fourth}/reuse/documents`);
  expect([page.includes('fino al 2026-02-20'), page.includes('fino al 2026-02-19')]).toEqual([true, false]);
  const attach = (stored: string) => visit(s.applicant).post(`/applications/${fourth}/reuse/documents`, { document: asked.id, organisation: '', stored });
  expect((await attach(ending!.id)).status).toBe(409);
  expect((await attach(valid!.id)).status).toBe(303);
  expect((await application(fourth)).proposal.documents.map((d) => [d.document, d.sha256, d.validUntil])).toEqual([[asked.id, valid!.sha256, '2026-02-20']]);
});
