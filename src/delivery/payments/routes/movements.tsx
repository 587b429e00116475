import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { page, seeOther } from '#src/plumbing/http/reply.ts';
import { decideBooking, proposeBooking } from '../actions/bookings.ts';
import { bookingCopy } from '../copy/bookings.ts';
import { can } from '../policy.ts';
import { candidatesFor, movementFile } from '../queries/bookings.ts';
import { bookingDecision, bookingInput } from '../schema.ts';
import type { BookingPurpose } from '../states.ts';
import { MovementPage } from '../views/movement.tsx';

const bank = { anyOf: ['office', 'payer'] } as const;

const addressOf = ({ statementId, line }: { statementId: string; line: number }): string => `/payments/statements/${statementId}/movements/${line}`;

async function movementPage(ask: Ask<unknown>, again?: Again) {
  const { db } = ask.house;
  const movement = await movementFile(db, ask.params['id'] ?? '', ask.params['line'] ?? '');
  if (!movement) throw notFound();
  const waiting = movement.bookings.find((b) => b.state === 'proposed');
  const book = can.book(ask.actor, { outcome: movement.outcome, waiting: waiting !== undefined });
  return page(
    speak(bookingCopy, ask.locale).movement(movement.line),
    <MovementPage
      movement={movement}
      candidates={book.ok ? await candidatesFor(db, movement) : []}
      book={book}
      decide={waiting ? { booking: waiting, decision: can.decideBooking(ask.actor, waiting, { callId: '', memberIds: [] }) } : null}
      {...(again && { form: again })}
    />,
    { script: true, address: addressOf(movement) },
  );
}

export const movementDoors: Door[] = [
  door({
    method: 'GET',
    path: '/payments/statements/:id/movements/:line',
    access: { anyOf: ['office', 'auditor', 'payer'] },
    handler: (ask) => movementPage(ask),
  }),
  door({
    method: 'POST',
    path: '/payments/statements/:id/movements/:line/bookings',
    access: bank,
    does: 'movement.book',
    input: bookingInput,
    again: movementPage,
    async handler(ask) {
      const [purpose, id] = ask.input.about.split('/') as [BookingPurpose, string | undefined];
      const key = { statementId: ask.params['id'] ?? '', line: Number(ask.params['line']) };
      await proposeBooking(ask.house, ask.actor, key, { about: { purpose, id: id ?? null }, reason: ask.input.reason });
      return seeOther(addressOf(key));
    },
  }),
  door({
    method: 'POST',
    path: '/payments/bookings/:id/decision',
    access: bank,
    does: 'movement.decide',
    input: bookingDecision,
    handler: async (ask) => seeOther(addressOf(await decideBooking(ask.house, ask.actor, ask.params['id'] ?? '', ask.input))),
  }),
];
