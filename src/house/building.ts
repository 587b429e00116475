import { createAuth } from '#src/partnership/identity/auth.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import type { House } from '#src/plumbing/house.ts';
import type { Assets } from './assets.ts';
import { roomDoors } from './doors.ts';
import { frame } from './frame.tsx';
import { openApi } from './openapi.ts';
import { apiPage } from './pages/doors.tsx';
import { waitingPages } from './pages/waiting.tsx';
import { web, type Env } from './web.ts';
import { programmeMark } from './mark.ts';
import packageJson from '../../package.json' with { type: 'json' };

/** All doors of the house and the function that serves them. */
export async function buildWeb(house: House, assets: Assets) {
  const auth = createAuth(house);
  const doors: Door[] = roomDoors(auth);
  doors.push(
    door({
      method: 'GET',
      path: '/api/openapi.json',
      access: 'public',
      summary: 'This document',
      handler: () => json(openApi(doors, packageJson.version, house.settings.origin)),
    }),
  );
  doors.push(apiPage(() => doors));
  const around = frame(await programmeMark(house));
  const app = web({ house, doors, identify: auth.identify, assets, frame: around });
  return {
    doors,
    auth,
    fetch: (request: Request, env?: Env) => app.fetch(request, env),
    waitingPage: waitingPages({ house, assets, frame: around }),
  };
}
