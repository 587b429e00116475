import type { Role } from '#src/core/actor.ts';
import { useCopy } from '#src/ui/context.ts';
import { identityCopy } from '../copy.ts';
import { scopeOf } from '../states.ts';

type Granted = { role: Role; scope: string | null };

/** `Esperto valutatore, Bando cascade-1`. */
export function GrantWords({ grant }: { grant: Granted }) {
  const t = useCopy(identityCopy);
  return (
    <>
      {t[`role_${grant.role}`]}
      {grant.scope !== null && (
        <>
          , <ScopeWords grant={grant} />
        </>
      )}
    </>
  );
}

export function ScopeWords({ grant: { role, scope } }: { grant: Granted }) {
  const t = useCopy(identityCopy);
  return <>{scope === null ? t.everywhere : scopeOf[role] === 'spoke' ? t.spoke(scope) : t.call(scope)}</>;
}
