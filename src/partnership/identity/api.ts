import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { openExampleSession } from './actions.ts';
import type { Auth } from './auth.ts';
import { personaSchema } from './schema.ts';

/** Who one is to the system, and in example mode a session for a script. */
export const identityApi = (auth: Auth): Door[] => [
  door({
    method: 'POST',
    path: '/api/example/session',
    access: 'public',
    does: 'session.open',
    summary: 'Example mode only: opens a session as one of the personas. Answers a bearer token and sets the session cookie.',
    input: personaSchema,
    handler: async (ask) => {
      const { cookies, token, persona } = await openExampleSession(auth, ask, ask.input.persona);
      return json({ token, persona: persona.id, person: { id: persona.personId, name: persona.name, email: persona.email } }, 200, cookies);
    },
  }),
  door({
    method: 'GET',
    path: '/api/me',
    access: 'signedIn',
    summary: 'Who asks: name, e-mail, language, roles held and organisations acted for.',
    handler: ({ actor }) => json(actor),
  }),
];
