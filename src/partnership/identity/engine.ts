import { notFound } from '#src/core/errors.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import type { Reply } from '#src/plumbing/http/reply.ts';
import { callerHeaders, notePasskeyAdded, noteRefusal } from './actions.ts';
import { PROVIDER_ID, type Auth } from './auth.ts';

const callback = `/callback/${PROVIDER_ID}`;

/** What better-auth may be asked from outside; everything else has a door of ours, or none. */
const open = {
  GET: ['/passkey/generate-register-options', '/passkey/generate-authenticate-options', callback],
  POST: ['/passkey/verify-registration', '/passkey/verify-authentication'],
} as const;

/** better-auth's own addresses: the two halves of a passkey ceremony, and where the provider sends people back to. */
export const engineDoors = (auth: Auth): Door[] => [
  door({ method: 'GET', path: '/api/auth/*', access: 'public', handler: (ask) => pass(auth, ask, 'GET') }),
  door({ method: 'POST', path: '/api/auth/*', access: 'public', does: 'session.open', handler: (ask) => pass(auth, ask, 'POST') }),
];

async function pass(auth: Auth, ask: Ask<unknown>, method: 'GET' | 'POST'): Promise<Reply> {
  const path = ask.url.pathname.slice('/api/auth'.length);
  if (!(open[method] as readonly string[]).includes(path)) throw notFound();
  const engine = path === callback ? await auth.provider() : auth.engine;
  if (!engine) throw notFound();
  const headers = callerHeaders(ask);
  for (const name of ['content-length', 'transfer-encoding', 'connection']) headers.delete(name);
  if (method === 'POST') headers.set('content-type', 'application/json');
  const address = new URL(`${ask.url.pathname}${ask.url.search}`, ask.house.settings.origin);
  const response = await engine.handler(new Request(address, { method, headers, ...(method === 'POST' && { body: JSON.stringify(ask.raw) }) }));
  await note(ask, path, response);
  const answered = new Headers(response.headers);
  answered.delete('set-auth-token');
  answered.delete('access-control-expose-headers');
  answered.set('cache-control', 'no-store');
  return { kind: 'response', response: new Response(response.body, { status: response.status, headers: answered }) };
}

/** A session that opens notes itself; what fails, and a new passkey, are noted here. */
async function note(ask: Ask<unknown>, path: string, response: Response): Promise<void> {
  if (path === '/passkey/verify-authentication' && response.status >= 400 && response.status !== 429)
    await noteRefusal(ask.house, null, 'passkey', 'identity.signInRefused');
  if (path === '/passkey/verify-registration' && response.ok && ask.actor) await notePasskeyAdded(ask.house, ask.actor);
  if (path === callback && /[?&](?:refused|error)=/.test(response.headers.get('location') ?? ''))
    await noteRefusal(ask.house, null, 'provider', 'identity.providerRefused');
}
