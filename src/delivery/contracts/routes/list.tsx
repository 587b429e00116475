import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { publishedCalls } from '#src/funding/calls/queries.ts';
import { listDoors } from '#src/plumbing/http/listDoors.ts';
import { page } from '#src/plumbing/http/reply.ts';
import { contractCopy } from '../copy.ts';
import { contractsFor, type ContractRow } from '../queries.ts';
import { ContractListPage, contractSpec } from '../views/list.tsx';

export const contractList = listDoors<ContractRow>({
  path: '/contracts',
  name: 'contracts',
  fileName: 'contratti.csv',
  summary: 'The contracts that you may read, with the filters of the page',
  async spec({ house }) {
    const calls = await publishedCalls(house.db, house.settings.programme);
    return contractSpec(
      calls.map((c) => ({ id: c.callId, code: c.call.officialCode })),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
  },
  rows: ({ house, actor, now }) => contractsFor(house.db, actor!, romeDate(now)),
  view: (ask, listed, spec) => page(speak(contractCopy, ask.locale).contracts, <ContractListPage listed={listed} spec={spec} />, { wide: true }),
});
