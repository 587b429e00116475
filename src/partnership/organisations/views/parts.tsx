import { hasRole } from '#src/core/actor.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { PageHead } from '#src/ui/head.tsx';
import { Alert, Tabs } from '#src/ui/parts.tsx';
import { ExampleBadge } from '#src/ui/reasons.tsx';
import type { ComponentChildren } from 'preact';
import { kindWords, organisationCopy } from '../copy.ts';
import { profileCopy } from '../copy/profile.ts';
import { can, type Acting } from '../policy.ts';
import type { Organisation } from '../queries.ts';

export const parts = ['master', 'texts', 'size', 'fiscal', 'representatives', 'staff', 'documents'] as const;
export type Part = (typeof parts)[number];

export const addressOf = (organisation: { id: string }, part: string = 'master'): string =>
  `/organisations/${organisation.id}${part === 'master' ? '' : `/${part}`}`;

/** The parts of an organisation's profile that the reader may see. */
export function ProfileTabs({ organisation, acting, part }: { organisation: Organisation; acting: Acting; part: Part }) {
  const t = useCopy(profileCopy);
  const { actor } = usePage();
  const shown = parts.filter((p) => (p === 'staff' ? can.seeStaff(actor, acting).ok : p === 'size' ? organisation.kind === 'enterprise' : true));
  return <Tabs label={t.parts} tabs={shown.map((p) => ({ label: t[p], href: addressOf(organisation, p), current: p === part }))} />;
}

export type PartProps = { organisation: Organisation; acting: Acting; part: Part; done?: string | null };

/** The head of one part: trail, title, tabs, and what was just done. `deeper` names a page below the part. */
export function PartHead({ organisation, acting, part, done, lead, deeper }: PartProps & { lead?: ComponentChildren; deeper?: string }) {
  const t = useCopy(profileCopy);
  const o = useCopy(organisationCopy);
  const { actor, locale } = usePage();
  return (
    <>
      <PageHead
        trail={[
          ...(hasRole(actor, 'office', 'auditor') ? [{ label: o.organisations, href: '/organisations' }] : []),
          { label: organisation.legalName, href: addressOf(organisation) },
          { label: t[part], href: addressOf(organisation, part) },
          ...(deeper ? [{ label: deeper }] : []),
        ]}
        kicker={deeper ? organisation.legalName : kindWords[organisation.kind][locale]}
        title={deeper ?? `${t[part]}: ${organisation.shortName ?? organisation.legalName}`}
        lead={lead}
        {...(organisation.example && { status: <ExampleBadge /> })}
      />
      {!deeper && <ProfileTabs organisation={organisation} acting={acting} part={part} />}
      {(done === 'saved' || done === 'removed') && <Alert tone="good" title={t[done]} />}
    </>
  );
}
