import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The session's token that a request carries, if its signature is ours: the same spelling that better-auth gives out (value, a point, the
 * Base64 of its HMAC-SHA-256), read without it, because on the closing day every submission asks for it. Whether the session is open is another question.
 */
export function signedToken(headers: { get(name: string): string | null | undefined }, secret: string): string | null {
  const bearer = headers.get('authorization');
  if (bearer && /^bearer /i.test(bearer)) {
    const token = verified(bearer.slice(7).trim(), secret);
    if (token !== null) return token;
  }
  const cookies = headers.get('cookie');
  const found = cookies && /(?:^|;\s*)(?:__Secure-)?mics\.session_token=([^;]+)/.exec(cookies);
  return found ? verified(found[1]!.trim(), secret) : null;
}

function verified(written: string, secret: string): string | null {
  const value = decoded(written);
  const point = value.lastIndexOf('.');
  if (point < 1) return null;
  const token = value.slice(0, point);
  const given = Buffer.from(value.slice(point + 1));
  const right = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'));
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

function decoded(written: string): string {
  if (!written.includes('%')) return written;
  try {
    return decodeURIComponent(written);
  } catch {
    return '';
  }
}
