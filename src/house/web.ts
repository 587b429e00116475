import { hasRole, type Actor } from '#src/core/actor.ts';
import type { Reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import type { Locale } from '#src/core/words.ts';
import { asRefusal, statusOf } from '#src/plumbing/http/refusals.ts';
import type { Ask, Door, RawInput } from '#src/plumbing/http/door.ts';
import { letGo } from '#src/plumbing/http/form.ts';
import { MAX_BODY, readRaw, reasonsOf, tooBig } from '#src/plumbing/http/input.ts';
import type { Reply } from '#src/plumbing/http/reply.ts';
import type { House } from '#src/plumbing/house.ts';
import { href } from '#src/ui/context.ts';
import { Hono, type Context } from 'hono';
import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Assets } from './assets.ts';
import { explain } from './explain.ts';
import { framePage, type Frame } from './frame.tsx';
import { markOf, presses } from './pressed.ts';

export type Identify = (headers: Headers) => Promise<Actor | null>;

export type WebOptions = { house: House; doors: readonly Door[]; identify: Identify; assets: Assets; frame: Frame };

/** What a request passes through: the options of the house, and what it was pressed for already. */
type Passage = WebOptions & { once: ReturnType<typeof presses> };

/** Serves the doors: language, who asks, input, refusals, pages. The only place that knows HTTP. */
export function web(given: WebOptions) {
  const options: Passage = { ...given, once: presses() };
  const app = new Hono({ getPath: (request: Request) => withoutPrefix(new URL(request.url).pathname).path });
  app.get('/assets/:name', (c) => options.assets.serve(c.req.param('name'), c.req.header('accept-encoding') ?? ''));
  app.get('/favicon.ico', (c) => c.redirect(options.assets.address('favicon.svg'), 302));
  for (const door of options.doors) app.on(door.method, door.path, (c) => enter(options, door, c));
  app.notFound((c) => answer(options, c, null, refusalOf(new AppError('notFound', [{ code: 'notFound', params: {} }]), wantsJson(c))));
  app.onError((error, c) => {
    const reference = randomUUID().slice(0, 8);
    console.error(`bug ${reference}`, c.req.method, new URL(c.req.url).pathname, error);
    return answer(options, c, null, { kind: 'refusal', status: 500, reasons: [{ code: 'bug', params: { reference } }], json: wantsJson(c) });
  });
  return app;
}

/** What the server hands over with a request: its socket, when it arrived, and what became of it before it came through the door. */
export type Env = { incoming?: Readable & { socket?: { remoteAddress?: string | undefined } }; outgoing?: unknown; arrivedAt?: Date; refused?: AppError };

const envOf = (c: Context): Env => (c.env as Env | undefined) ?? {};

type Refusal = { kind: 'refusal'; status: number; reasons: readonly Reason[]; json: boolean };

const refusalOf = (error: AppError, asJson: boolean): Refusal => ({ kind: 'refusal', status: statusOf[error.kind], reasons: error.reasons, json: asJson });

function withoutPrefix(asked: string): { path: string; locale: Locale | null } {
  const path = asked.length > 1 ? asked.replace(/\/+$/, '') || '/' : asked;
  if (path === '/en') return { path: '/', locale: 'en' };
  if (path.startsWith('/en/')) return { path: path.slice(3), locale: 'en' };
  return { path, locale: null };
}

const wantsJson = (c: Context) =>
  withoutPrefix(new URL(c.req.url).pathname).path.startsWith('/api/') || (c.req.header('accept') ?? '').startsWith('application/json');

function localeOf(c: Context): Locale {
  const { path, locale } = withoutPrefix(new URL(c.req.url).pathname);
  if (locale) return locale;
  if (path.startsWith('/api/') && /^en\b/i.test(c.req.header('accept-language') ?? '')) return 'en';
  return 'it';
}

async function enter(options: Passage, door: Door, c: Context): Promise<Response> {
  const { house } = options;
  const actor = await options.identify(c.req.raw.headers);
  const asJson = wantsJson(c);
  const url = new URL(c.req.url);
  url.pathname = withoutPrefix(url.pathname).path;
  const stranger = door.access !== 'public' && actor === null;
  if (stranger) {
    if (asJson) return answer(options, c, actor, refusalOf(new AppError('signIn', [{ code: 'signIn', params: {} }]), true));
    const next = door.method === 'GET' ? `${url.pathname}${url.search}` : '/';
    return answer(options, c, actor, { kind: 'redirect', to: `/sign-in?next=${encodeURIComponent(next)}` });
  }
  if (typeof door.access === 'object' && !hasRole(actor, ...door.access.anyOf)) {
    return answer(options, c, actor, refusalOf(new AppError('forbidden', [{ code: 'forbidden.role', params: {} }]), asJson));
  }
  const ask: Ask<unknown> = {
    house,
    actor,
    input: undefined,
    params: c.req.param() as Record<string, string>,
    raw: {},
    url,
    locale: localeOf(c),
    now: envOf(c).arrivedAt ?? arrivalOf(envOf(c).incoming) ?? house.clock(),
    headers: c.req.raw.headers,
    from: addressOf(c, house.settings.trustProxy),
    idempotencyKey: null,
  };
  try {
    if (door.method === 'GET') {
      const input = door.input ? door.input.safeParse(Object.fromEntries(url.searchParams)) : undefined;
      if (input && !input.success) throw new AppError('invalid', reasonsOf(input.error));
      return answer(options, c, actor, await door.handler({ ...ask, input: input?.data }), door);
    }
    return await change(options, door, c, ask, asJson);
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    return answer(options, c, actor, refusalOf(refusal, asJson));
  }
}

async function change(options: Passage, door: Exclude<Door, { method: 'GET' }>, c: Context, ask: Ask<unknown>, asJson: boolean): Promise<Response> {
  const { actor } = ask;
  if (!isSameOrigin({ get: (name) => c.req.header(name) }, options.house.settings.origin))
    throw new AppError('forbidden', [{ code: 'form.crossOrigin', params: {} }]);
  const { raw, unread } = await bodyOf(door, c, asJson);
  const key = c.req.header('idempotency-key') ?? raw['idempotencyKey'];
  const full: Ask<unknown> = {
    ...ask,
    raw,
    ...(door.stream && { body: c.req.raw.body }),
    idempotencyKey: typeof key === 'string' && /^[\w-]{8,100}$/.test(key) ? key : null,
  };
  const retry = (error: AppError): Promise<Reply> | Reply | null =>
    door.again && !asJson && error.kind !== 'notFound' && error.kind !== 'signIn' ? door.again(full, { values: raw, reasons: error.reasons }) : null;
  try {
    if (unread) throw unread;
    let input: unknown;
    if (door.input) {
      const parsed = door.input.safeParse(raw);
      if (!parsed.success) throw new AppError('invalid', reasonsOf(parsed.error));
      input = parsed.data;
    }
    const { refused } = envOf(c);
    if (refused) throw refused;
    const mark = actor && full.idempotencyKey && !asJson ? await markOf(actor.id, ask.url.pathname, full.idempotencyKey, raw) : null;
    return await answer(options, c, actor, await options.once(mark, () => door.handler({ ...full, input })), door);
  } catch (error) {
    const refusal = asRefusal(error);
    const again = refusal && (await retry(refusal));
    if (!refusal || !again) throw error;
    return await answer(options, c, actor, again.kind === 'page' ? { ...again, status: statusOf[refusal.kind] } : again, door);
  } finally {
    letGo(raw);
  }
}

/** What came, or why it could not be read: a form that is too big is shown again as others are, though without what it held. */
async function bodyOf(door: Exclude<Door, { method: 'GET' }>, c: Context, asJson: boolean): Promise<{ raw: RawInput; unread: AppError | null }> {
  try {
    const length = Number(c.req.header('content-length') ?? 0);
    if (length > MAX_BODY) throw tooBig(length);
    return { raw: door.stream ? {} : await readRaw(c.req.raw, envOf(c).incoming), unread: null };
  } catch (error) {
    const unread = error instanceof AppError ? error : new AppError('invalid', [{ code: asJson ? 'form.notJson' : 'form.invalid', params: {} }]);
    return { raw: {}, unread };
  }
}

/** Forms must come from our own pages; a bearer token is no cookie and needs no such proof. */
export function isSameOrigin(headers: { get(name: string): string | undefined }, own: string): boolean {
  if (headers.get('authorization')?.startsWith('Bearer ')) return true;
  const site = headers.get('sec-fetch-site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  if (!origin) return headers.get('cookie') === undefined;
  // A page without an origin of its own (a sandboxed frame) says `null`.
  const from = URL.parse(origin);
  return from !== null && (from.origin === own || from.host === headers.get('host'));
}

function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded ?? envOf(c).incoming?.socket?.remoteAddress ?? 'unknown';
}

const arrivals = new WeakMap<object, Date>();

/** Notes when a request reached the server: as soon as its head is there, before its body is read and before anything is looked up. */
export const noteArrival = (request: object, at: Date): void => void arrivals.set(request, at);

const arrivalOf = (request: object | undefined): Date | undefined => request && arrivals.get(request);

export const security = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

async function answer(options: WebOptions, c: Context, actor: Actor | null, reply: Reply | Refusal, door?: Door): Promise<Response> {
  const locale = localeOf(c);
  const headers = new Headers(security);
  const cookies = 'cookies' in reply ? (reply.cookies ?? []) : [];
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  switch (reply.kind) {
    case 'response':
      return reply.response;
    case 'redirect':
      headers.set('location', /^https?:\/\//.test(reply.to) ? reply.to : href(locale, reply.to));
      return new Response(null, { status: 303, headers });
    case 'json':
      headers.set('content-type', 'application/json; charset=utf-8');
      headers.set('cache-control', 'no-store');
      return zipped(c, JSON.stringify(reply.body), reply.status, headers);
    case 'file':
      headers.set('content-type', reply.type);
      headers.set('cache-control', 'private, no-store');
      // What is shown in one of our pages runs nothing and fetches nothing.
      if (reply.inline) headers.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'");
      headers.set('content-disposition', `${reply.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(reply.name)}`);
      return new Response(reply.body as BodyInit, { headers });
    case 'refusal': {
      if (reply.status === 503) headers.set('retry-after', '2');
      if (reply.json) {
        headers.set('content-type', 'application/problem+json; charset=utf-8');
        return zipped(c, problemOf(reply.status, reply.reasons, locale), reply.status, headers);
      }
      const page = await options.frame.refusal(reply, locale);
      return html(options, c, actor, page, headers);
    }
    case 'page':
      return html(options, c, actor, reply, headers, door);
  }
}

/** RFC 9457, with every reason. */
export function problemOf(status: number, given: readonly Reason[], locale: Locale): string {
  const reasons = given.map((r) => ({ code: r.code, message: explain(r, locale), at: r.at, params: r.params, source: r.source }));
  return JSON.stringify({ type: 'about:blank', status, title: reasons[0]?.message ?? '', reasons });
}

async function html(
  options: WebOptions,
  c: Context,
  actor: Actor | null,
  reply: Extract<Reply, { kind: 'page' }>,
  headers: Headers,
  door?: Door,
): Promise<Response> {
  const url = new URL(c.req.url);
  url.pathname = withoutPrefix(url.pathname).path;
  const body = framePage(options, { reply, actor, url, locale: localeOf(c) });
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('vary', 'accept-encoding, cookie');
  if (reply.refresh) headers.set('refresh', `${reply.refresh.seconds}; url=${href(localeOf(c), reply.refresh.to)}`);
  const shared = reply.cache === 'public' && actor === null && door?.access === 'public' && reply.status === 200;
  headers.set('cache-control', shared ? 'public, max-age=0, must-revalidate' : 'private, no-store');
  if (shared) {
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 24)}"`;
    headers.set('etag', etag);
    if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
  }
  return zipped(c, body, reply.status, headers);
}

function zipped(c: Context, body: string, status: number, headers: Headers): Response {
  if (body.length > 1400 && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) {
    headers.set('content-encoding', 'gzip');
    return new Response(gzipSync(body, { level: 5 }) as BodyInit, { status, headers });
  }
  return new Response(body, { status, headers });
}
