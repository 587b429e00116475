import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import type { Auth } from '#src/partnership/identity/auth.ts';
import { identityDoors } from '#src/partnership/identity/routes.tsx';

export const ORIGIN = 'http://localhost:3000';

/** The room's doors behind the real server code, without a socket. */
export function serveIdentity(auth: Auth) {
  const assets = { address: (name: string) => `/assets/${name}`, serve: () => new Response() };
  const mark = { acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'PE00000004', cup: 'D43C22003120001' };
  return web({ house: auth.house, doors: identityDoors(auth), identify: auth.identify, assets, frame: frame(mark) });
}

export type Browser = {
  cookie: string;
  get: (path: string) => Promise<Response>;
  post: (path: string, form: Record<string, string>) => Promise<Response>;
  postJson: (path: string, body: unknown) => Promise<Response>;
};

/** Keeps cookies as a browser does, and sends what a browser sends. */
export function browser(app: ReturnType<typeof serveIdentity>): Browser {
  const jar = new Map<string, string>();
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';') as [string];
      const name = pair.slice(0, pair.indexOf('='));
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, pair);
    }
    return response;
  };
  const headers = (): Record<string, string> => ({
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    ...(jar.size > 0 && { cookie: [...jar.values()].join('; ') }),
  });
  return {
    get cookie() {
      return [...jar.values()].join('; ');
    },
    get: async (path) => keep(await app.request(`${ORIGIN}${path}`, { headers: headers() })),
    post: async (path, form) =>
      keep(
        await app.request(`${ORIGIN}${path}`, {
          method: 'POST',
          headers: { ...headers(), origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(form),
        }),
      ),
    postJson: async (path, body) =>
      keep(
        await app.request(`${ORIGIN}${path}`, {
          method: 'POST',
          headers: { ...headers(), origin: ORIGIN, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
  };
}
