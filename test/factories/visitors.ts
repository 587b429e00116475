import { buildWeb } from '#src/house/building.ts';
import type { Assets } from '#src/house/assets.ts';
import type { House } from '#src/plumbing/house.ts';

export const ORIGIN = 'http://localhost:3000';

/** Pages name their pictures and styles; nobody fetches them here. */
const noAssets: Assets = { address: (name) => `/assets/${name}`, serve: () => new Response() };

export type Visitor = Awaited<ReturnType<Doorway['as']>>;
export type Doorway = Awaited<ReturnType<typeof openDoors>>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** All doors of the house behind the real server code, without a socket, and visitors who come as a persona by the API's own door. */
export async function openDoors(house: House, assets: Assets = noAssets) {
  const { doors, auth, fetch } = await buildWeb(house, assets);

  async function ask(method: Method, path: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {}): Promise<Response> {
    const form = body instanceof FormData;
    // A text goes as it is, so that what is no JSON can be sent too.
    const sent = body === undefined || form || typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(
      new Request(`${ORIGIN}${path}`, {
        method,
        redirect: 'manual',
        headers: { ...(sent !== undefined && !form && { 'content-type': 'application/json' }), ...headers },
        ...(sent !== undefined && { body: sent }),
      }),
    );
  }

  /** Asks with this bearer token; a refusal to speak JSON where some is expected is an error with what was said. */
  function bearer(persona: string | null, token: string | null) {
    const own = (headers: Record<string, string> = {}) => ({ ...(token !== null && { authorization: `Bearer ${token}` }), ...headers });
    const send = (method: Method, path: string, body?: unknown, headers?: Record<string, string>) => ask(method, path, { body, headers: own(headers) });
    return {
      persona,
      send,
      get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
      /** The JSON of an answer of 200 or 201. */
      async json<T = Record<string, never>>(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> {
        const answer = await send(method, path, body, headers);
        const text = await answer.text();
        if (answer.status !== 200 && answer.status !== 201) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        return JSON.parse(text) as T;
      },
      /** The status and the codes of a refusal. */
      async refused(
        method: Method,
        path: string,
        body?: unknown,
        headers?: Record<string, string>,
      ): Promise<{ status: number; codes: string[]; reasons: { code: string; message: string; at?: string; source?: { ref: string } }[] }> {
        const answer = await send(method, path, body, headers);
        const { reasons } = (await answer.json()) as { reasons?: { code: string; message: string }[] };
        return { status: answer.status, codes: (reasons ?? []).map((r) => r.code), reasons: reasons ?? [] };
      },
    };
  }

  return {
    doors,
    fetch,
    auth,
    ask,
    bearer,
    /** Signed in as a persona, or nobody. */
    async as(persona: string | null) {
      if (persona === null) return bearer(null, null);
      const opened = await ask('POST', '/api/example/session', { body: { persona } });
      if (opened.status !== 200) throw new Error(`no session for ${persona}: ${opened.status}`);
      return bearer(persona, ((await opened.json()) as { token: string }).token);
    },
    /** The session cookie of a persona, as a browser would send it. */
    async cookieOf(persona: string): Promise<string> {
      const opened = await ask('POST', '/api/example/session', { body: { persona } });
      return opened.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
    },
  };
}

/** Runs the work for every item, a few at a time: the house has five connections. */
export async function several<T, R>(items: readonly T[], work: (item: T) => Promise<R>, atOnce = 4): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < items.length) {
        const i = next++;
        results[i] = await work(items[i]!);
      }
    }),
  );
  return results;
}
