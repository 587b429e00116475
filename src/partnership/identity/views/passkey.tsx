import { useCopy, usePage } from '#src/ui/context.ts';
import { Icon } from '#src/ui/icon.tsx';
import { identityCopy } from '../copy.ts';

/** Loads the passkey script where it is wanted; the page works without it. */
export function PasskeyScript() {
  const { asset } = usePage();
  return <script type="module" src={asset('passkey.js')} />;
}

/** Hidden until the script finds that the browser knows passkeys; its words for failures travel with it. */
export function PasskeyButton({ deed, label }: { deed: 'sign-in' | 'add'; label: string }) {
  const t = useCopy(identityCopy);
  return (
    <div hidden data-passkey={deed} data-failed={t.passkeyFailed} data-stale={t.passkeyStale}>
      <button type="button" class="m-button m-secondary">
        <Icon name="locked" />
        <span>{label}</span>
      </button>
      <p role="alert" />
    </div>
  );
}
