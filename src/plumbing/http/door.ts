import type { Actor, Role } from '#src/core/actor.ts';
import type { Reason } from '#src/core/decision.ts';
import type { Locale } from '#src/core/words.ts';
import type { House } from '#src/plumbing/house.ts';
import type { z } from 'zod';
import type { Reply } from './reply.ts';

/** Who may come in at all; what they may do inside is the room's policy. */
export type Access = 'public' | 'signedIn' | { anyOf: readonly Role[] };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request, parsed. `params` are the path's; `raw` is the form or JSON as it came, for showing it again. */
export type Ask<Input> = {
  house: House;
  actor: Actor | null;
  input: Input;
  params: Record<string, string>;
  raw: RawInput;
  /** Of a door that takes a stream. */
  body?: ReadableStream<Uint8Array> | null;
  url: URL;
  locale: Locale;
  now: Date;
  headers: Headers;
  /** The address the request came from, as far as it can be trusted. */
  from: string;
  /** Client-chosen key of a request that must not happen twice: header `Idempotency-Key` or field `idempotencyKey`. */
  idempotencyKey: string | null;
};

export type RawInput = { [name: string]: string | string[] | File | File[] | unknown };

/** A form to show again: what was typed, and why it was refused. */
export type Again = { values: RawInput; reasons: readonly Reason[] };

type Common<S extends z.ZodType> = {
  /** Hono path, `/applications/:id/submission`. No language prefix. */
  path: string;
  access: Access;
  /** Shape of the form or JSON body (or of the query, for GET). Raw input stops here. */
  input?: S;
  handler: (ask: Ask<z.output<S>>) => Promise<Reply> | Reply;
  /** A line for the OpenAPI document; set on `/api` doors. */
  summary?: string;
};

/** A door that only shows. */
export type GetDoor<S extends z.ZodType> = Common<S> & { method: 'GET' };
/** A door that changes something names the deed it is audited as (or `session` for sign-in, which keeps its own log). */
export type WriteDoor<S extends z.ZodType> = Common<S> & {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  does: string;
  /** Keeps the key of the request (`ask.idempotencyKey`): the same one again answers what came of it first. */
  once?: true;
  /** The body is neither form nor JSON: the handler reads `ask.body` as it arrives. */
  stream?: true;
  /** Shows the form again, nothing lost, when the input or the decision is refused. */
  again?: (ask: Ask<unknown>, again: Again) => Promise<Reply> | Reply;
};

/** A way into a room, as a value that can be listed, tested and documented. */
export type Door<S extends z.ZodType = z.ZodType> = GetDoor<S> | WriteDoor<S>;

/** Types the handler's input from its schema. A door without `access` does not compile. */
// oxlint-disable-next-line no-explicit-any
export function door<S extends z.ZodType>(value: Door<S>): Door<any> {
  return value;
}
