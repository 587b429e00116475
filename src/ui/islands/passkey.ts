/** Passkeys, where the browser knows them: shows what was hidden and talks WebAuthn with `/api/auth/passkey`. */

import { forgetOthers } from './together/fields.ts';

// Texts that were not saved yet stay on a computer only as long as their writer is signed in there.
if (new URLSearchParams(location.search).get('done') === 'signed-out') forgetOthers(null);

type Json = { [key: string]: unknown };
type Described = { id: string; transports?: AuthenticatorTransport[] };

const english = document.documentElement.lang === 'en';

if ('credentials' in navigator && typeof PublicKeyCredential === 'function') {
  for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
    const button = place.querySelector('button')!;
    const said = place.querySelector('[role=alert]')!;
    const run = place.dataset['passkey'] === 'add' ? add : signIn;
    button.addEventListener('click', async () => {
      said.textContent = '';
      button.disabled = true;
      try {
        await run();
      } catch (error) {
        // Closing the browser's own window is no failure.
        if (!(error instanceof DOMException && error.name === 'AbortError'))
          said.textContent = place.dataset[error instanceof Stale ? 'stale' : 'failed'] ?? '';
        button.disabled = false;
      }
    });
    place.hidden = false;
    place.closest<HTMLElement>('[data-passkey-section]')?.removeAttribute('hidden');
  }
}

/** The session is too old to add a key to it. */
class Stale extends Error {}

async function signIn() {
  const options = await ask('generate-authenticate-options');
  const credential = (await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options['challenge']),
      allowCredentials: described(options['allowCredentials']),
    } as PublicKeyCredentialRequestOptions,
  })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAssertionResponse;
  await ask('verify-authentication', {
    response: {
      ...common(credential),
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        ...(response.userHandle && { userHandle: text(response.userHandle) }),
      },
    },
  });
  const next = document.querySelector<HTMLInputElement>('input[name=next]')?.value ?? '/';
  location.assign(`${english ? '/en' : ''}${next === '/' && english ? '' : next}`);
}

async function add() {
  const options = await ask('generate-register-options');
  const user = options['user'] as Json;
  const credential = (await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options['challenge']),
      user: { ...user, id: bytes(user['id']) },
      excludeCredentials: described(options['excludeCredentials']),
    } as unknown as PublicKeyCredentialCreationOptions,
  })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAttestationResponse;
  await ask('verify-registration', {
    response: {
      ...common(credential),
      response: {
        clientDataJSON: text(response.clientDataJSON),
        attestationObject: text(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    },
  });
  location.assign(`${location.pathname}?done=passkey-added#passkeys`);
}

const common = (credential: PublicKeyCredential): Json => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  clientExtensionResults: credential.getClientExtensionResults(),
});

async function ask(what: string, body?: Json): Promise<Json> {
  const answer = await fetch(
    `/api/auth/passkey/${what}`,
    body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {},
  );
  if (answer.status === 403 && what === 'generate-register-options') throw new Stale();
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
  return (await answer.json()) as Json;
}

const described = (list: unknown) => (list as Described[] | undefined)?.map((d) => ({ ...d, type: 'public-key' as const, id: bytes(d.id) }));

const bytes = (base64url: unknown) => Uint8Array.from(atob(String(base64url).replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

const text = (buffer: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
