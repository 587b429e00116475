import { demand, notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { filled, fresh } from '#src/ui/form.tsx';
import { addRelated, removeRelated, removeSizeYear, saveFiscal, saveRepresentative, saveSizeYear, saveText } from '../actions/profile.ts';
import { mostBytes, removeStaff, removeStoredDocument, saveStaff, storeDocument } from '../actions/register.ts';
import { profileCopy, textWords } from '../copy/profile.ts';
import { can } from '../policy.ts';
import { organisationById } from '../queries.ts';
import { actingFor, fiscalOf, legalRepresentativesOf, sizeYearsOf, textsOf } from '../queries/profile.ts';
import { staffList, staffMember, staffSpec, storedDocument, storedDocumentList, storedDocumentSpec } from '../queries/register.ts';
import { fiscalInput, profileTextInput, relatedInput, representativeInput, sizeYearInput, staffInput, storedDocumentInput } from '../schema/profile.ts';
import { profileTexts, type ProfileText } from '../states.ts';
import { addressOf, type Part, type PartProps } from '../views/parts.tsx';
import { StaffMemberPage, StaffPage, StoredDocumentsPage } from '../views/register.tsx';
import { RepresentativePage, RepresentativesPage } from '../views/representatives.tsx';
import { SizePage } from '../views/size.tsx';
import { FiscalPage, TextPage, TextsPage } from '../views/texts.tsx';

type AnyAsk = Ask<unknown>;
const idOf = (ask: AnyAsk): string => ask.params['id'] ?? '';
const words = (ask: AnyAsk) => speak(profileCopy, ask.locale);

/** What every page of the profile needs; what one may not see is not there. */
async function place(ask: AnyAsk, part: Part): Promise<PartProps> {
  const organisation = await organisationById(ask.house.db, idOf(ask));
  if (!organisation || !can.see(ask.actor, organisation).ok) throw notFound();
  return { organisation, acting: await actingFor(ask.house.db, ask.actor, organisation.id), part, done: ask.url.searchParams.get('done') };
}

const titled = (
  ask: AnyAsk,
  at: PartProps,
  view: Parameters<typeof page>[1],
  again: Again | undefined,
  what: string = words(ask)[at.part],
  path: string = at.part,
): Reply =>
  page(`${what}, ${at.organisation.legalName}`, view, {
    address: addressOf(at.organisation, path),
    script: true,
    failed: (again?.reasons.length ?? 0) > 0,
  });

/** Back to the part, with what was done. */
const back = (ask: AnyAsk, part: Part, done: string): Reply => seeOther(`${addressOf({ id: idOf(ask) }, part)}?done=${done}`);

const textKind = (ask: AnyAsk): ProfileText => {
  const kind = profileTexts.find((k) => k === ask.params['kind']);
  if (!kind) throw notFound();
  return kind;
};

async function textPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const kind = textKind(ask);
  const at = await place(ask, 'texts');
  if (!again) demand(can.writeTexts(ask.actor, at.acting));
  const stored = (await textsOf(ask.house.db, at.organisation.id)).find((t) => t.kind === kind)!;
  const form = again ?? filled({ textIt: stored.text.it, textEn: stored.text.en });
  return titled(ask, at, <TextPage {...at} stored={stored} form={form} />, again, textWords[kind][ask.locale], `texts/${kind}`);
}

async function fiscalPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const at = await place(ask, 'fiscal');
  const stored = await fiscalOf(ask.house.db, at.organisation.id);
  return titled(ask, at, <FiscalPage {...at} stored={stored} form={again ?? filled(stored)} />, again);
}

async function sizePage(ask: AnyAsk, again: { year?: Again; related?: { year: number; form: Again } } = {}): Promise<Reply> {
  const at = await place(ask, 'size');
  const years = await sizeYearsOf(ask.house.db, at.organisation.id);
  if (again.related && !years.some((y) => y.year === again.related!.year)) throw notFound();
  const asked = again.year ? String(again.year.values['year'] ?? '') : ask.url.searchParams.get('year');
  const revision = again.year?.values['revision'];
  const stored = years.find((y) => String(y.year) === asked);
  // A form for a new year that turned out to be there stays one for a new year.
  const editing = stored && String(revision ?? '1') !== '0' ? stored : undefined;
  return titled(
    ask,
    at,
    <SizePage
      {...at}
      years={years}
      editing={editing?.year ?? null}
      yearForm={again.year ?? (editing ? filled(editing) : fresh)}
      relatedForm={again.related ?? null}
    />,
    again.year ?? again.related?.form,
  );
}

async function representativesPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const at = await place(ask, 'representatives');
  const people = await legalRepresentativesOf(ask.house.db, at.organisation.id);
  return titled(ask, at, <RepresentativesPage {...at} people={people} form={again ?? fresh} />, again);
}

async function representativePage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const at = await place(ask, 'representatives');
  const stored = (await legalRepresentativesOf(ask.house.db, at.organisation.id)).find((p) => p.id === ask.params['representativeId']);
  if (!stored) throw notFound();
  if (!again) demand(can.manage(ask.actor, at.acting));
  const view = <RepresentativePage {...at} stored={stored} form={again ?? filled(stored)} />;
  return titled(ask, at, view, again, words(ask).editNamed(stored.name), `representatives/${stored.id}`);
}

async function staffPage(ask: AnyAsk): Promise<Reply> {
  const at = await place(ask, 'staff');
  if (!can.seeStaff(ask.actor, at.acting).ok) throw notFound();
  const listed = await list(ask.house.db, staffList(ask.house.db, at.organisation.id), staffSpec, ask.url);
  if (listed.state.csv) return file(csv(staffSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${words(ask).staff.toLowerCase()}.csv`);
  return titled(ask, at, <StaffPage {...at} listed={listed} />, undefined);
}

async function staffMemberPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const at = await place(ask, 'staff');
  if (!can.seeStaff(ask.actor, at.acting).ok) throw notFound();
  const id = ask.params['staffId'] ?? null;
  const stored = id === null ? null : await staffMember(ask.house.db, at.organisation.id, id);
  if (stored === undefined) throw notFound();
  const form = again ?? (stored ? filled({ ...stored, birthYear: String(stored.birthYear) }) : fresh);
  const t = words(ask);
  return titled(ask, at, <StaffMemberPage {...at} stored={stored} form={form} />, again, stored ? t.editStaff : t.addStaff, `staff/${id ?? 'new'}`);
}

async function documentsPage(ask: AnyAsk, again?: Again): Promise<Reply> {
  const at = await place(ask, 'documents');
  const listed = await list(ask.house.db, storedDocumentList(ask.house.db, at.organisation.id, romeDate(ask.now)), storedDocumentSpec, ask.url);
  if (listed.state.csv) return file(csv(storedDocumentSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${words(ask).documents.toLowerCase()}.csv`);
  return titled(ask, at, <StoredDocumentsPage {...at} listed={listed} form={again ?? fresh} maxBytes={mostBytes} />, again);
}

const access = 'signedIn' as const;

/** What an organisation writes once and uses again: texts, size, fiscal data, legal representatives, staff, documents. */
export const profileDoors: Door[] = [
  door({
    method: 'GET',
    path: '/organisations/:id/texts',
    access,
    async handler(ask) {
      const at = await place(ask, 'texts');
      return titled(ask, at, <TextsPage {...at} texts={await textsOf(ask.house.db, at.organisation.id)} />, undefined);
    },
  }),
  door({ method: 'GET', path: '/organisations/:id/texts/:kind', access, handler: (ask) => textPage(ask) }),
  door({
    method: 'POST',
    path: '/organisations/:id/texts/:kind',
    access,
    does: 'organisation.writeText',
    input: profileTextInput,
    again: textPage,
    async handler(ask) {
      const kind = textKind(ask);
      await saveText(ask.house, ask.actor, idOf(ask), kind, ask.input);
      return seeOther(`${addressOf({ id: idOf(ask) }, 'texts')}?done=saved#${kind}`);
    },
  }),
  door({ method: 'GET', path: '/organisations/:id/fiscal', access, handler: (ask) => fiscalPage(ask) }),
  door({
    method: 'POST',
    path: '/organisations/:id/fiscal',
    access,
    does: 'organisation.saveFiscal',
    input: fiscalInput,
    again: fiscalPage,
    async handler(ask) {
      await saveFiscal(ask.house, ask.actor, idOf(ask), ask.input);
      return back(ask, 'fiscal', 'saved');
    },
  }),
  door({ method: 'GET', path: '/organisations/:id/size', access, handler: (ask) => sizePage(ask) }),
  door({
    method: 'POST',
    path: '/organisations/:id/size',
    access,
    does: 'organisation.saveSizeYear',
    input: sizeYearInput,
    again: (ask, again) => sizePage(ask, { year: again }),
    async handler(ask) {
      await saveSizeYear(ask.house, ask.actor, idOf(ask), ask.input);
      return back(ask, 'size', 'saved');
    },
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/size/:year/removal',
    access,
    does: 'organisation.removeSizeYear',
    async handler(ask) {
      await removeSizeYear(ask.house, ask.actor, idOf(ask), ask.params['year'] ?? '');
      return back(ask, 'size', 'removed');
    },
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/size/:year/related',
    access,
    does: 'organisation.addRelated',
    input: relatedInput,
    again: (ask, form) => sizePage(ask, { related: { year: Number(ask.params['year']), form } }),
    async handler(ask) {
      await addRelated(ask.house, ask.actor, idOf(ask), ask.params['year'] ?? '', ask.input);
      return seeOther(`${addressOf({ id: idOf(ask) }, 'size')}?done=saved#year-${ask.params['year']}`);
    },
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/size/related/:relatedId/removal',
    access,
    does: 'organisation.removeRelated',
    async handler(ask) {
      await removeRelated(ask.house, ask.actor, idOf(ask), ask.params['relatedId'] ?? '');
      return back(ask, 'size', 'removed');
    },
  }),
  door({ method: 'GET', path: '/organisations/:id/representatives', access, handler: (ask) => representativesPage(ask) }),
  door({
    method: 'POST',
    path: '/organisations/:id/representatives',
    access,
    does: 'organisation.saveRepresentative',
    input: representativeInput,
    again: representativesPage,
    async handler(ask) {
      await saveRepresentative(ask.house, ask.actor, idOf(ask), null, ask.input);
      return back(ask, 'representatives', 'saved');
    },
  }),
  door({ method: 'GET', path: '/organisations/:id/representatives/:representativeId', access, handler: (ask) => representativePage(ask) }),
  door({
    method: 'POST',
    path: '/organisations/:id/representatives/:representativeId',
    access,
    does: 'organisation.saveRepresentative',
    input: representativeInput,
    again: representativePage,
    async handler(ask) {
      await saveRepresentative(ask.house, ask.actor, idOf(ask), ask.params['representativeId'] ?? '', ask.input);
      return back(ask, 'representatives', 'saved');
    },
  }),
  door({ method: 'GET', path: '/organisations/:id/staff', access, handler: (ask) => staffPage(ask) }),
  door({ method: 'GET', path: '/organisations/:id/staff/new', access, handler: (ask) => staffMemberPage(ask) }),
  door({
    method: 'POST',
    path: '/organisations/:id/staff',
    access,
    does: 'organisation.saveStaff',
    input: staffInput,
    again: staffMemberPage,
    async handler(ask) {
      await saveStaff(ask.house, ask.actor, idOf(ask), null, ask.input);
      return back(ask, 'staff', 'saved');
    },
  }),
  door({ method: 'GET', path: '/organisations/:id/staff/:staffId', access, handler: (ask) => staffMemberPage(ask) }),
  door({
    method: 'POST',
    path: '/organisations/:id/staff/:staffId',
    access,
    does: 'organisation.saveStaff',
    input: staffInput,
    again: staffMemberPage,
    async handler(ask) {
      await saveStaff(ask.house, ask.actor, idOf(ask), ask.params['staffId'] ?? '', ask.input);
      return back(ask, 'staff', 'saved');
    },
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/staff/:staffId/removal',
    access,
    does: 'organisation.removeStaff',
    async handler(ask) {
      await removeStaff(ask.house, ask.actor, idOf(ask), ask.params['staffId'] ?? '');
      return back(ask, 'staff', 'removed');
    },
  }),
  door({ method: 'GET', path: '/organisations/:id/documents', access, handler: (ask) => documentsPage(ask) }),
  door({
    method: 'POST',
    path: '/organisations/:id/documents',
    access,
    does: 'organisation.storeDocument',
    input: storedDocumentInput,
    again: documentsPage,
    async handler(ask) {
      const { file: given, ...input } = ask.input;
      await storeDocument(ask.house, ask.actor, idOf(ask), { ...input, fileName: given.name, bytes: await given.bytes() });
      return back(ask, 'documents', 'stored');
    },
  }),
  door({
    method: 'GET',
    path: '/organisations/:id/documents/:documentId',
    access,
    async handler(ask) {
      const { organisation } = await place(ask, 'documents');
      const found = await storedDocument(ask.house.db, organisation.id, ask.params['documentId'] ?? '');
      if (!found) throw notFound();
      return file(await ask.house.files.get(found.sha256), found.mediaType, found.fileName);
    },
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/documents/:documentId/removal',
    access,
    does: 'organisation.removeStoredDocument',
    async handler(ask) {
      await removeStoredDocument(ask.house, ask.actor, idOf(ask), ask.params['documentId'] ?? '');
      return back(ask, 'documents', 'removed');
    },
  }),
];
