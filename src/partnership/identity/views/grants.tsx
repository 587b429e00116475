import type { Role } from '#src/core/actor.ts';
import { useCopy } from '#src/ui/context.ts';
import { identityCopy } from '../copy.ts';
import { scopeOf } from '../states.ts';

type Granted = { role: Role; scope: string | null; callCode: string | null };

/** `Esperto valutatore, Bando 01/2024`. */
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

export function ScopeWords({ grant: { role, scope, callCode } }: { grant: Granted }) {
  const t = useCopy(identityCopy);
  return <>{scope === null ? t.everywhere : scopeOf[role] === 'spoke' ? t.spoke(scope) : (callCode ?? t.call(scope))}</>;
}
