import type { Reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { wholeBody } from './body.ts';
import type { RawInput } from './door.ts';
import { heavyRequest } from '../heavy.ts';
import { multipartForm } from './form.ts';

/** The largest body that any door takes. */
export const MAX_BODY = 25 * 1024 * 1024;

/** No text of the database holds a NUL, and nobody types one. */
const withoutNul = (value: unknown): unknown => (typeof value === 'string' && value.includes('\u0000') ? value.replaceAll('\u0000', '') : value);

/** @param bytes as the request says; null where it does not, and was broken off past the limit */
export const tooBig = (bytes: number | null) => new AppError('invalid', [heavyRequest(bytes, MAX_BODY)]);

/** A body that does not say its length is counted while it comes, and broken off past the limit. */
async function withinLimit<T>(request: Request, type: string, read: (body: Request | Response) => Promise<T>): Promise<T> {
  if (request.headers.has('content-length') || request.body === null) return read(request);
  let bytes = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > MAX_BODY) controller.error(tooBig(null));
        else controller.enqueue(chunk);
      },
    }),
  );
  try {
    return await read(new Response(counted, { headers: { 'content-type': type } }));
  } catch (error) {
    throw bytes > MAX_BODY ? tooBig(null) : error;
  }
}

async function bytesOf(request: Request, type: string, incoming?: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const length = request.headers.get('content-length');
  if (incoming && length !== null) return wholeBody(incoming, Number(length));
  return new Uint8Array(await withinLimit(request, type, (body) => body.arrayBuffer()));
}

/**
 * Form or JSON, as it came. Fields named `a[]` or given several times become lists; nothing is trusted yet.
 * @param incoming the same request as the server has it, where there is one
 */
export async function readRaw(request: Request, incoming?: Readable): Promise<RawInput> {
  const type = request.headers.get('content-type') ?? '';
  if (type.includes('application/json')) {
    const text = await withinLimit(request, type, (body) => body.text());
    const value: unknown = text === '' ? {} : JSON.parse(text, text.includes('\\u0000') ? (_key, inner: unknown) => withoutNul(inner) : undefined);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new SyntaxError('an object is expected');
    return value as RawInput;
  }
  if (type.includes('application/x-www-form-urlencoded')) return fromForm(new URLSearchParams(await withinLimit(request, type, (body) => body.text())));
  if (type.includes('multipart/form-data')) return fromForm(await multipartForm(await bytesOf(request, type, incoming), type, MAX_BODY));
  return {};
}

export function fromForm(form: { entries(): Iterable<[string, unknown]> }): RawInput {
  const raw: Record<string, unknown> = Object.create(null);
  for (const [name, given] of form.entries()) {
    const value = withoutNul(given);
    const known = raw[name];
    if (name.endsWith('[]')) raw[name.slice(0, -2)] = [...((raw[name.slice(0, -2)] as unknown[] | undefined) ?? []), value];
    else if (known === undefined) raw[name] = value;
    else if (Array.isArray(known)) known.push(value);
    else raw[name] = [known, value];
  }
  return { ...raw };
}

/** What zod found wrong, as reasons at their fields. The schema's own messages are reason codes (`form.required`); others become `form.invalid`. */
export function reasonsOf(error: z.ZodError): Reason[] {
  return error.issues.map((issue): Reason => {
    const at = issue.path.map(String).join('.');
    if (/^[a-z][A-Za-z]*\.[A-Za-z.]+$/.test(issue.message)) return { code: issue.message, params: {}, at };
    if (issue.code === 'too_big') return { code: issue.origin === 'string' ? 'form.tooLong' : 'form.tooMuch', params: { max: Number(issue.maximum) }, at };
    if (issue.code === 'too_small') {
      if (issue.origin === 'string' && Number(issue.minimum) <= 1) return { code: 'form.required', params: {}, at };
      return { code: issue.origin === 'string' ? 'form.tooShort' : 'form.tooLittle', params: { min: Number(issue.minimum) }, at };
    }
    if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return { code: 'form.required', params: {}, at };
    return { code: 'form.invalid', params: {}, at };
  });
}

/** A form whose fields depend on the call: the handler reads them by their names from `raw`. */
export const anyForm = z.object({}).loose();
