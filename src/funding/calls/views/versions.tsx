import { euros } from '#src/core/money.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead } from '#src/ui/head.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { callPages } from '../copy/pages.ts';
import type { CallVersion } from '../queries.ts';
import { showInstant } from '#src/core/time.ts';

export function VersionsPage({ versions }: { versions: readonly CallVersion[] }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  const path = useHref();
  const { call } = versions.at(-1)!;
  return (
    <>
      <PageHead
        title={t.versions}
        kicker={call.officialCode}
        lead={t.versionsLead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${call.id}` }, { label: t.versions }]}
      />
      <PlainTable
        caption={t.versions}
        captionHidden
        columns={[{ label: t.version }, { label: t.act }, { label: t.deadline }, { label: t.pot, numeric: true }, { label: t.fingerprint }]}
        rows={versions.toReversed().map((v) => {
          const act = v.call.acts.at(-1);
          return [
            <a href={path(`/calls/${call.id}/versions/${v.number}`)}>
              {t.version} {v.number}
            </a>,
            act ? (
              <>
                {act.ref}
                <br />
                <small>
                  {act.kind === 'rectification'
                    ? act.text[locale]
                    : act.kind === 'budgetRaise' || act.kind === 'returnedMoney'
                      ? `${act.kind === 'budgetRaise' ? t.raise : t.returnedMoney}: ${euros(act.cents, locale)}`
                      : t.extended}
                </small>
              </>
            ) : (
              t.firstPublication
            ),
            showInstant(v.closesAt, locale),
            euros(v.potCents, locale),
            <code class="m-hash">{v.hash.slice(0, 16)}…</code>,
          ];
        })}
      />
    </>
  );
}
