import { speak } from '#src/core/words.ts';
import { releaseInput } from '#src/funding/experts/schema.ts';
import { releaseWords } from '#src/funding/reviews/copy/release.ts';
import { releaseDesk } from '#src/funding/reviews/releasing.ts';
import { ReleasePage } from '#src/funding/reviews/views/release.tsx';
import { asking, callIdOf, idOr404 } from '#src/plumbing/http/asking.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json, page, seeOther } from '#src/plumbing/http/reply.ts';
import { releaseExpert } from '../release.ts';

const address = '/calls/:callId/experts/:personId/release';
/** The office, and the expert themself: the policy tells who. */
const access = { anyOf: ['office', 'expert'] } as const;

const deskOf = (ask: Ask<unknown>) => releaseDesk(asking(ask), callIdOf(ask), idOr404(ask.params['personId']));
const pathOf = (ask: Ask<unknown>) => `/calls/${callIdOf(ask)}/experts/${idOr404(ask.params['personId'])}/release`;

async function releasePage(ask: Ask<unknown>, form?: Again) {
  const desk = await deskOf(ask);
  const t = speak(releaseWords, ask.locale);
  return page(`${desk.self ? t.ownTitle : t.title(desk.expert.pseudonym)} · ${desk.stage.version.call.officialCode}`, <ReleasePage {...desk} form={form} />, {
    wide: true,
    address: pathOf(ask),
  });
}

/** The end of an expert's service: it goes through the rooms of the experts and of the reviews. */
export const releaseDoors: Door[] = [
  door({ method: 'GET', path: address, access, handler: (ask) => releasePage(ask) }),
  door({
    method: 'POST',
    path: address,
    access,
    does: 'expert.release',
    input: releaseInput,
    again: releasePage,
    async handler(ask) {
      await releaseExpert(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['personId']), ask.input);
      return seeOther(`${pathOf(ask)}#places`);
    },
  }),
  door({
    method: 'GET',
    path: `/api${address}`,
    access,
    summary: 'An expert’s service under a call; once it has ended, the places left open and who could take each: free of conflicts, with room, by affinity',
    async handler(ask) {
      const { expert, work, decision, places, invitable } = await deskOf(ask);
      const { personId, pseudonym, name, maxLoad, ended } = expert;
      return json({ expert: { personId, pseudonym, name, maxLoad, ended }, work, places, invitable, allowed: { release: decision } });
    },
  }),
  door({
    method: 'POST',
    path: `/api${address}`,
    access,
    does: 'expert.release',
    summary: 'Releases an expert of a call: what is not submitted is taken back, what is stays; `invite` invites somebody of the register in their place',
    input: releaseInput,
    handler: async (ask) => json(await releaseExpert(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['personId']), ask.input), 201),
  }),
];
