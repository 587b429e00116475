import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { saveSection } from '../actions/answers.ts';
import { sectionInput } from '../schema.ts';
import { afterSaving, idOf, overviewPage, sectionPage, signedIn } from './pages.tsx';
import { conflictPage, toldOutcome } from './together.tsx';

export const sectionDoors: Door[] = [
  door({ method: 'GET', path: '/applications/:id', access: signedIn, handler: overviewPage }),
  door({ method: 'GET', path: '/applications/:id/sections/:section', access: signedIn, handler: (ask) => sectionPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/sections/:section',
    access: signedIn,
    does: 'application.saveSection',
    input: sectionInput,
    again: sectionPage,
    async handler(ask) {
      const section = ask.params['section'] ?? '';
      const { revision = null } = ask.input;
      const outcome = await saveSection(ask.house, ask.actor, idOf(ask), { section, values: ask.raw, revision, key: ask.idempotencyKey });
      const conflicts = outcome.conflicts.length > 0;
      if (ask.headers.get('accept')?.startsWith('application/json')) return json(await toldOutcome(ask, outcome), conflicts ? 409 : 200);
      if (conflicts)
        return conflictPage(
          ask,
          outcome.conflicts.map((c) => c.edit),
          409,
        );
      return afterSaving(
        ask,
        `sections/${section}`,
        outcome.saved.filter((s) => s.how === 'merged').map((s) => s.field),
      );
    },
  }),
];
