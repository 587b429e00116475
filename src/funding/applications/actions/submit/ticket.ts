import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A place in the queue, kept by whoever was turned back: signed, bound to the application and to the session, good for an hour. */
export type Ticket = { arrivedAt: Date; order: number; /** Orders count in the process that gave them. */ here: boolean };

/** After that the crowd is long gone; after the deadline nothing in a draft can change, so a place that is kept gives nobody an advantage. */
export const TICKET_MINUTES = 60;

const thisProcess = randomBytes(4).toString('hex');

const mac = (secret: string, said: string, applicationId: string, session: string): string =>
  createHmac('sha256', secret).update(`ticket|${said}|${applicationId}|${session}`).digest('base64url');

export function writeTicket(secret: string, { arrivedAt, order }: Pick<Ticket, 'arrivedAt' | 'order'>, applicationId: string, session: string): string {
  const said = `${arrivedAt.getTime()}.${order}.${thisProcess}`;
  return `${said}.${mac(secret, said, applicationId, session)}`;
}

/** Null for one that is not ours, of somebody else, or too old. */
export function readTicket(secret: string, ticket: string, applicationId: string, session: string, now: Date): Ticket | null {
  const match = /^(\d{12,14})\.(\d{1,12})\.([0-9a-f]{8})\.([\w-]{43})$/.exec(ticket);
  if (!match) return null;
  const [, at, order, where, signature] = match as unknown as [string, string, string, string, string];
  if (!timingSafeEqual(Buffer.from(mac(secret, `${at}.${order}.${where}`, applicationId, session)), Buffer.from(signature))) return null;
  const arrivedAt = new Date(Number(at));
  return now.getTime() - arrivedAt.getTime() > TICKET_MINUTES * 60_000 ? null : { arrivedAt, order: Number(order), here: where === thisProcess };
}
