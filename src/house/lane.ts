import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { intakeOf, type Intake } from '#src/funding/applications/actions/submit/intake.ts';
import { readTicket, writeTicket } from '#src/funding/applications/actions/submit/ticket.ts';
import { submissionInput } from '#src/funding/applications/schema.ts';
import { signedToken } from '#src/plumbing/http/token.ts';
import type { Availability } from '#src/plumbing/availability/minutes.ts';
import { fromForm } from '#src/plumbing/http/input.ts';
import { asRefusal, statusOf } from '#src/plumbing/http/refusals.ts';
import type { House } from '#src/plumbing/house.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { frameCopy } from './copy.ts';
import { isSameOrigin, problemOf, security, type Env } from './web.ts';

/**
 * The lane of the closing day: submissions are taken from the socket straight to the queue, past everything that a page needs. Nothing is
 * decided here: who is signed in, what the rules say and what is recorded is the batch's, the same as through the door. What is not plain (another
 * kind of body, a form that comes back with reasons) goes on through the door.
 */
export type LaneOptions = {
  house: House;
  fetch: (request: Request, env: Env) => Response | Promise<Response>;
  /** The page of those who wait, with marks where the numbers go; drawn once for each language. */
  waitingPage: (locale: Locale) => string;
  availability: Availability;
};

type Asked = { applicationId: string; json: boolean; locale: Locale; ticket: string | null };

/** A confirmation is a few hundred bytes. */
const MOST_BYTES = 16 * 1024;
const path = /^(\/en)?(\/api)?\/applications\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/submission(?:\?ticket=([\w.%-]+))?$/;

/** Whether the lane takes the request; when not, nothing of it has been read. */
export function lane(options: LaneOptions): (req: IncomingMessage, res: ServerResponse, arrivedAt: Date) => boolean {
  const { house } = options;
  const { secret, origin } = house.settings;
  const intake = intakeOf(house);
  return (req, res, arrivedAt) => {
    if (req.method !== 'POST') return false;
    const match = path.exec(req.url ?? '');
    if (!match) return false;
    const { headers } = req;
    const type = headers['content-type'] ?? '';
    const json = match[2] !== undefined;
    const plain = json
      ? type.startsWith('application/json')
      : type.startsWith('application/x-www-form-urlencoded') && !(headers.accept ?? '').startsWith('application/json');
    if (!plain || !(Number(headers['content-length']) <= MOST_BYTES)) return false;
    const header = { get: (name: string) => headers[name] as string | undefined };
    if (!isSameOrigin(header, origin)) return false;
    const session = signedToken(header, secret);
    if (session === null) return false;
    const locale = match[1] || (json && /^en\b/i.test(headers['accept-language'] ?? '')) ? 'en' : 'it';
    const asked: Asked = { applicationId: match[3]!, json, locale, ticket: match[4] ? decodeURIComponent(match[4]) : null };
    const kept = asked.ticket === null ? null : readTicket(secret, asked.ticket, asked.applicationId, session, arrivedAt);
    const place = kept ?? { arrivedAt, order: intake.takeOrder(), here: true };
    if (!intake.admits(place.here ? place.order : null) && (json || !intake.mayPark())) {
      turnBack(options, intake, req, res, asked, writeTicket(secret, place, asked.applicationId, session), place);
      return true;
    }
    void handIn(options, intake, req, res, asked, session, place).catch((error: unknown) => {
      console.error('bug in the lane', error);
      if (!res.headersSent) res.writeHead(500).end();
    });
    return true;
  };
}

type Place = { arrivedAt: Date; order: number; here: boolean };

/** No page is drawn and nothing is looked up: a refusal must cost next to nothing, or the crowd at the door stops those inside. */
function turnBack(
  { waitingPage, availability }: LaneOptions,
  intake: Intake,
  req: IncomingMessage,
  res: ServerResponse,
  asked: Asked,
  ticket: string,
  place: Place,
): void {
  availability.turnedBack();
  const seconds = intake.secondsUntil(place.order);
  // What is not read must not stand in the way of the next request on this line.
  req.resume();
  const wait = Math.max(1, Math.ceil(seconds));
  if (asked.json) {
    const body = Buffer.from(
      `{"type":"about:blank","status":503,"title":${JSON.stringify(speak(frameCopy, asked.locale).queueTitle)},"reasons":[{"code":"queue.full","params":{}}],"ticket":"${ticket}","retryAfter":${seconds.toFixed(2)},"arrivedAt":"${place.arrivedAt.toISOString()}"}`,
    );
    res
      .writeHead(503, { ...fixed, 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': String(wait), 'content-length': body.length })
      .end(body);
    return;
  }
  const next = `${asked.locale === 'en' ? '/en' : ''}/applications/${asked.applicationId}/submission?ticket=${ticket}`;
  sendWaiting(res, waitingPage(asked.locale), asked.locale, { next, wait: Math.max(2, wait), ahead: intake.aheadOf(place.order), arrivedAt: place.arrivedAt });
}

function sendWaiting(
  res: ServerResponse,
  page: string,
  locale: Locale,
  { next, wait, ahead, arrivedAt }: { next: string; wait: number; ahead: number; arrivedAt: Date },
): void {
  const body = Buffer.from(fillWaiting(page, locale, { next, ahead, arrivedAt }));
  res
    .writeHead(503, {
      ...fixed,
      'content-type': 'text/html; charset=utf-8',
      'retry-after': String(wait),
      refresh: `${wait}; url=${next}`,
      'content-length': body.length,
    })
    .end(body);
}

/** The marks of the page of those who wait. */
export const waitingMarks = { ahead: 'm9ahead9m', arrived: 'm9arrived9m', next: '/m9next9m' } as const;

const clock = (locale: Locale) =>
  new Intl.DateTimeFormat(locale === 'it' ? 'it-IT' : 'en-GB', { timeZone: 'Europe/Rome', dateStyle: 'long', timeStyle: 'medium' });
const clocks = { it: clock('it'), en: clock('en') };

function fillWaiting(page: string, locale: Locale, { next, ahead, arrivedAt }: { next: string; ahead: number; arrivedAt: Date }): string {
  return page
    .replaceAll(waitingMarks.ahead, ahead.toLocaleString(locale === 'it' ? 'it-IT' : 'en-GB'))
    .replaceAll(waitingMarks.arrived, escapeHtml(clocks[locale].format(arrivedAt)))
    .replaceAll(`${locale === 'en' ? '/en' : ''}${waitingMarks.next}`, escapeHtml(next));
}

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const fixed = { ...security, 'cache-control': 'no-store' };
const created = { ...fixed, 'content-type': 'application/json; charset=utf-8' };

async function handIn(
  options: LaneOptions,
  intake: Intake,
  req: IncomingMessage,
  res: ServerResponse,
  asked: Asked,
  session: string,
  place: Place,
): Promise<void> {
  const { house, availability } = options;
  const began = performance.now();
  const text = await bodyOf(req);
  let raw: Record<string, unknown>;
  try {
    raw = asked.json ? (JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>) : (fromForm(new URLSearchParams(text)) as Record<string, unknown>);
  } catch {
    return pass(options, req, res, text, place);
  }
  if (!submissionInput.safeParse(raw).success) return pass(options, req, res, text, place);
  const given = req.headers['idempotency-key'] ?? raw['idempotencyKey'];
  const key = typeof given === 'string' && /^[\w-]{8,100}$/.test(given) ? given : null;
  const submission = {
    applicationId: asked.applicationId,
    who: { session },
    arrivedAt: place.arrivedAt.toISOString(),
    idempotencyKey: key,
    at: house.clock().toISOString(),
  };
  if (!asked.json && !intake.admits(place.here ? place.order : null)) {
    const ticket = writeTicket(house.settings.secret, place, asked.applicationId, session);
    intake.park(ticket, submission, place.order);
    availability.turnedBack();
    const next = `${asked.locale === 'en' ? '/en' : ''}/applications/${asked.applicationId}/submission/waiting?ticket=${ticket}`;
    const wait = Math.max(2, Math.ceil(intake.secondsUntil(place.order)));
    return sendWaiting(res, options.waitingPage(asked.locale), asked.locale, { next, wait, ahead: intake.aheadOf(place.order), arrivedAt: place.arrivedAt });
  }
  try {
    const receipt = await intake.submit(submission, place.order);
    availability.served(performance.now() - began);
    if (asked.json) {
      // A text goes out in one piece with the head.
      const body = JSON.stringify(receipt);
      res.writeHead(201, { ...created, 'content-length': Buffer.byteLength(body) }).end(body);
    } else {
      const to = `${asked.locale === 'en' ? '/en' : ''}/applications/${asked.applicationId}/receipt`;
      res.writeHead(303, { ...fixed, location: to, 'content-length': 0 }).end();
    }
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal === null || refusal.kind === 'unavailable') availability.failed();
    else availability.served(performance.now() - began);
    if (refusal === null) throw error;
    if (!asked.json) return pass(options, req, res, text, place, refusal);
    const body = Buffer.from(problemOf(statusOf[refusal.kind], refusal.reasons, asked.locale));
    const retry = refusal.kind === 'unavailable' ? { 'retry-after': '2' } : {};
    res
      .writeHead(statusOf[refusal.kind], { ...fixed, 'content-type': 'application/problem+json; charset=utf-8', ...retry, 'content-length': body.length })
      .end(body);
  }
}

/** On through the door, with the body that was read and the refusal that came of it. */
async function pass({ fetch }: LaneOptions, req: IncomingMessage, res: ServerResponse, text: string, { arrivedAt }: Place, refused?: AppError): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) if (typeof value === 'string') headers.set(name, value);
  headers.delete('content-length');
  const request = new Request(`http://${req.headers.host ?? 'localhost'}${req.url}`, { method: 'POST', headers, body: text });
  const response = await fetch(request, { incoming: req, outgoing: res, arrivedAt, ...(refused && { refused }) });
  const body = Buffer.from(await response.arrayBuffer());
  res.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': body.length }).end(body);
}

function bodyOf(req: IncomingMessage): Promise<string> {
  return new Promise((done, failed) => {
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > MOST_BYTES) req.destroy(new AppError('invalid', [reason('form.invalid')]));
    });
    req.on('end', () => done(text));
    req.on('error', failed);
  });
}
