import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { giveFile, giveText, sendRepair } from '../actions/answers.ts';
import { repairWords } from '../copy/repairs.ts';
import { can } from '../policy.ts';
import { lettersTo } from '../queries/letters.ts';
import { repairById, repairsOf, repairsSpec, type RepairRequest } from '../queries/repairs.ts';
import { receiptDocument } from '../receipt.ts';
import { repairFileInput, repairTextInput, sendRepairInput } from '../schema.ts';
import { RepairPage, RepairsPage } from '../views/applicant.tsx';

const person = (ask: Ask<unknown>): Actor => ask.actor!;
const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';
const words = (ask: Ask<unknown>) => speak(repairWords, ask.locale);

/** The request, for those whom it asks; to anybody else it does not exist. */
export async function ownRepair(ask: Ask<unknown>): Promise<RepairRequest> {
  const request = await repairById(ask.house.db, idOf(ask));
  if (!can.viewRepair(ask.actor, request).ok) throw notFound();
  return request;
}

async function repairPage(ask: Ask<unknown>, failed?: { item: string; form: Again }) {
  const request = await ownRepair(ask);
  const decision = can.answerRepair(ask.actor, request, ask.now.toISOString());
  const letters = await lettersTo(ask.house.db, request.applicationId, ask.locale);
  return page(words(ask).requestOf(request.acronym), <RepairPage request={request} decision={decision} letters={letters} failed={failed} />, {
    script: true,
    address: `/repairs/${request.id}`,
  });
}

const againAt = (ask: Ask<unknown>, form: Again) => repairPage(ask, { item: String(form.values['item'] ?? ''), form });
const back = (ask: Ask<unknown>, part = '#items') => seeOther(`/repairs/${idOf(ask)}${part}`);

export const applicantDoors: Door[] = [
  door({
    method: 'GET',
    path: '/repairs',
    access: 'signedIn',
    async handler(ask) {
      const listed = await list(ask.house.db, repairsOf(ask.house.db, person(ask)), repairsSpec, ask.url);
      if (listed.state.csv) return file(csv(repairsSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'repairs.csv');
      return page(words(ask).mine, <RepairsPage listed={listed} />, { wide: true });
    },
  }),
  door({ method: 'GET', path: '/repairs/:id', access: 'signedIn', handler: (ask) => repairPage(ask) }),
  door({
    method: 'POST',
    path: '/repairs/:id/files',
    access: 'signedIn',
    does: 'repair.giveFile',
    input: repairFileInput,
    again: againAt,
    async handler(ask) {
      const { item, file: given } = ask.input;
      const bytes = await given.bytes();
      await giveFile(ask.house, person(ask), idOf(ask), { item, fileName: given.name, bytes }, ask.now.toISOString());
      return back(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/repairs/:id/texts',
    access: 'signedIn',
    does: 'repair.giveText',
    input: repairTextInput,
    again: againAt,
    async handler(ask) {
      await giveText(ask.house, person(ask), idOf(ask), ask.input, ask.now.toISOString());
      return back(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/repairs/:id/answer',
    access: 'signedIn',
    does: 'repair.answer',
    input: sendRepairInput,
    again: (ask, form) => repairPage(ask, { item: 'send', form }),
    async handler(ask) {
      await sendRepair(ask.house, person(ask), idOf(ask), { incomplete: ask.input.incomplete, key: ask.idempotencyKey, arrivedAt: ask.now.toISOString() });
      return back(ask, '#receipt');
    },
  }),
  door({
    method: 'GET',
    path: '/repairs/:id/files/:sha256',
    access: 'signedIn',
    async handler(ask) {
      const request = await ownRepair(ask);
      const given = request.answers.find((a) => a.sha256 !== null && a.sha256 === ask.params['sha256']);
      if (!given) throw notFound();
      return file(await ask.house.files.get(given.sha256!), given.mediaType!, given.fileName!);
    },
  }),
  door({
    method: 'GET',
    path: '/repairs/:id/receipt',
    access: 'signedIn',
    async handler(ask) {
      const request = await ownRepair(ask);
      if (request.receipt === null) throw notFound();
      return file(renderPdf(receiptDocument(request, ask.locale, ask.house.settings.example)), 'application/pdf', `${request.receipt}.pdf`);
    },
  }),
];
