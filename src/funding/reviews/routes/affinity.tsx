import { speak } from '#src/core/words.ts';
import { asking, callIdOf, idOr404, watchers } from '#src/plumbing/http/asking.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { page } from '#src/plumbing/http/reply.ts';
import { affinityWords } from '../copy/affinity.ts';
import { affinityDesk } from '../affinityDesk.ts';
import { AffinityPage } from '../views/affinity.tsx';

export const affinityDoors: Door[] = [
  door({
    method: 'GET',
    path: '/calls/:callId/assignment/:applicationId/affinity',
    access: watchers,
    async handler(ask) {
      const { stage, proposal, rows, proposedAt } = await affinityDesk(asking(ask), callIdOf(ask), idOr404(ask.params['applicationId']));
      return page(
        `${speak(affinityWords, ask.locale).affinity} · ${proposal.protocol}`,
        <AffinityPage version={stage.version} proposal={proposal} rows={rows} proposedAt={proposedAt} />,
        {
          wide: true,
          address: `/calls/${stage.callId}/assignment/${proposal.id}/affinity`,
        },
      );
    },
  }),
];
