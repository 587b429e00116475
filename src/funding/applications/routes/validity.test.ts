import { explain } from '#src/house/explain.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { aCompleteDraft, applicationsScene, pdf, serveApplications } from '../../../../test/factories/applications.ts';
import { applicationById } from '../queries/application.ts';
import { examine } from '../rules/examine.ts';

let t: TestHouse;
let s: Awaited<ReturnType<typeof applicationsScene>>;
let asked: string;
beforeAll(async () => {
  t = await testHouse({ at: '2026-02-10T09:00:00Z' });
  s = await applicationsScene(t.house, (call) => {
    asked = call.documents.find((d) => d.of === 'application' && d.when === 'always' && d.required)!.id;
    return { ...call, documents: call.documents.map((d) => ({ ...d, signature: 'none', ...(d.id === asked && { validity: 'atDeadline' as const }) })) };
  });
});
afterAll(() => t.end());

test('the form of a document that expires asks for its date, and one that ends too early stands before the submission', async () => {
  const as = serveApplications(t.house)(s.applicant);
  const id = await aCompleteDraft(t.house, s.applicant, s.call, s.lead.id);
  const left = async () => {
    const { version, proposal } = (await applicationById(t.house.db, id))!;
    return examine(version.call, proposal).toPutRight.map((r) => ({ code: r.code, text: explain(r, 'it') }));
  };
  expect((await left()).map((r) => r.code)).toEqual(['application.validityMissing']);
  const page = await (await as.get(`/applications/${id}/documents`)).text();
  expect(page.split('name="validUntil"')).toHaveLength(2);

  const upload = (validUntil: string) =>
    as.post(`/applications/${id}/documents`, {
      document: asked,
      organisation: '',
      validUntil,
      file: new File([pdf() as BlobPart], 'a.pdf', { type: 'application/pdf' }),
    });
  const last = romeDate(currentDeadline(s.call));
  expect((await upload('domani')).status).toBe(422);
  expect((await upload(addDays(last, -1))).status).toBe(303);
  const [early, ...more] = await left();
  expect([early!.code, more]).toEqual(['application.validityEnds', []]);
  expect(early!.text).toContain('prima della scadenza del bando (20 febbraio 2026)');
  expect(await (await as.get(`/applications/${id}/documents`)).text()).toContain('non lo sarà più');
  expect((await upload(last)).status).toBe(303);
  expect(await left()).toEqual([]);
});
