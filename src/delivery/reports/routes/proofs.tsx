import { AppError, notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { addProofs } from '../actions/proofs.ts';
import { proofCopy } from '../copy/proofs.ts';
import { proofless } from '../queries/lines.ts';
import { proofsInput } from '../schema.ts';
import { ProofsPage } from '../views/proofs.tsx';
import { idOf, readable, writesIn } from './shared.ts';

const path = '/reports/:id/proofs';

async function proofsPage(ask: Ask<unknown>, again?: Again): Promise<Reply> {
  const report = await readable(ask);
  const writes = writesIn(ask, report);
  if (writes.length === 0) throw notFound();
  const waiting = await Promise.all(writes.map(async (id) => ({ id, lines: await proofless(ask.house.db, report.id, id) })));
  return page(speak(proofCopy, ask.locale).title, <ProofsPage report={report} waiting={waiting} {...(again && { again })} />, {
    script: true,
    failed: again !== undefined,
    address: `/reports/${report.id}/proofs`,
  });
}

export const proofDoors: Door[] = [
  door({ method: 'GET', path, access: 'signedIn', handler: (ask) => proofsPage(ask) }),
  door({
    method: 'POST',
    path,
    access: 'signedIn',
    does: 'report.addProofs',
    input: proofsInput,
    again: proofsPage,
    async handler(ask) {
      const { refused } = await addProofs(ask.house, ask.actor, idOf(ask), ask.input.organisation, ask.input.files);
      // What fitted is kept; the page comes back with what did not.
      if (refused.length > 0) throw new AppError('invalid', refused);
      return seeOther(`/reports/${idOf(ask)}/proofs`);
    },
  }),
];
