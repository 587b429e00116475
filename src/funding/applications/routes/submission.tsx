import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { intakeOf } from '../actions/submit/intake.ts';
import { submissionCopy } from '../copy/submission.ts';
import { receiptDocument } from '../receiptPdf.ts';
import { WaitingPage } from '../views/waiting.tsx';
import { keptPlace } from './pages.tsx';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page, seeOther } from '#src/plumbing/http/reply.ts';
import { submitApplication } from '../actions/submit.ts';
import { withdrawApplication } from '../actions/withdraw.ts';
import { isOwn } from '../policy.ts';
import { frozenText, receiptsOf } from '../queries/lists.ts';
import { provenReceipt } from '../receipt/prove.ts';
import { isName, submissionInput } from '../schema.ts';
import { ReceiptPage } from '../views/receipt.tsx';
import { addressOf } from '../views/parts.tsx';
import { idOf, load, person, submissionPage, words, signedIn } from './pages.tsx';

export const submissionDoors: Door[] = [
  door({ method: 'GET', path: '/applications/:id/submission', access: signedIn, handler: (ask) => submissionPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/submission',
    access: signedIn,
    does: 'application.submit',
    input: submissionInput,
    again: submissionPage,
    async handler(ask) {
      const arrivedAt = keptPlace(ask)?.arrivedAt ?? ask.now;
      await submitApplication(ask.house, person(ask), idOf(ask), { arrivedAt, idempotencyKey: ask.idempotencyKey });
      return seeOther(addressOf(idOf(ask), 'receipt'));
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/submission/waiting',
    access: signedIn,
    async handler(ask) {
      const application = await load(ask);
      const ticket = ask.url.searchParams.get('ticket') ?? '';
      const kept = keptPlace(ask);
      if (!kept) return seeOther(addressOf(application.id, 'submission'));
      const intake = intakeOf(ask.house);
      const outcome = intake.outcomeOf(ticket);
      // Another process, or one that began again since, knows nothing of it: the place still counts, the request has to be sent again.
      const done = outcome?.state === 'done' || application.submission?.submittedAt === kept.arrivedAt.toISOString();
      if (done) return seeOther(addressOf(application.id, 'receipt'));
      if (outcome?.state !== 'waiting') return seeOther(`${addressOf(application.id, 'submission')}?ticket=${encodeURIComponent(ticket)}`);
      const seconds = Math.max(2, Math.ceil(intake.secondsUntil(outcome.order)));
      return page(
        speak(submissionCopy, ask.locale).waitingTitle,
        <WaitingPage application={application} arrivedAt={kept.arrivedAt} ahead={intake.aheadOf(outcome.order)} />,
        {
          refresh: { seconds, to: `${ask.url.pathname}?ticket=${encodeURIComponent(ticket)}` },
        },
      );
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/withdrawal',
    access: signedIn,
    does: 'application.withdraw',
    async handler(ask) {
      await withdrawApplication(ask.house, ask.actor, idOf(ask));
      return seeOther(addressOf(idOf(ask)));
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/receipt',
    access: signedIn,
    async handler(ask) {
      const application = await load(ask);
      const [receipt, ...earlier] = await receiptsOf(ask.house.db, application.id);
      if (!receipt) throw notFound();
      if (ask.url.searchParams.get('format') === 'json') return json(await provenReceipt(ask.house, receipt, earlier));
      if (ask.url.searchParams.get('format') === 'pdf') {
        const proven = await provenReceipt(ask.house, receipt, earlier);
        const programme = await programmeById(ask.house.db, application.version.call.programme);
        const about = {
          acronym: programme.acronym,
          name: programme.name[ask.locale],
          foot: `${programme.acronym} · ${programme.projectCode} · CUP ${programme.cup} · ${receipt.protocol}`,
        };
        const paper = receiptDocument({ receipt: proven, all: [receipt, ...earlier], programme: about, locale: ask.locale, example: application.example });
        return file(renderPdf(paper), 'application/pdf', `${receipt.protocol}.pdf`);
      }
      return page(
        words(ask).receiptOf(receipt.protocol),
        <ReceiptPage receipts={[receipt, ...earlier]} own={isOwn(ask.actor, application)} example={application.example} />,
      );
    },
  }),
  door({
    method: 'GET',
    path: '/applications/:id/snapshots/:protocol',
    access: signedIn,
    async handler(ask) {
      const { id } = await load(ask);
      const protocol = ask.params['protocol'] ?? '';
      const text = isName(protocol) ? await frozenText(ask.house.db, id, protocol) : undefined;
      if (text === undefined) throw notFound();
      return file(text, 'application/json; charset=utf-8', `${protocol}.json`);
    },
  }),
];
