import type { House } from '#src/plumbing/house.ts';
import { sendMail } from '#src/plumbing/mail/mail.ts';

/** Every task that an action can queue, by name. A guard checks that none is queued without a worker. */
export const jobTasks: Record<string, (house: House, payload: Record<string, unknown>) => Promise<void>> = {
  'mail.send': async (house, payload) => void (await sendMail(house, String(payload['id']))),
};
