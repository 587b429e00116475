import { hasRole, type Actor } from '#src/core/actor.ts';
import type { Reason } from '#src/core/decision.ts';
import { speak, type Locale } from '#src/core/words.ts';
import type { House } from '#src/plumbing/house.ts';
import { page, type Reply } from '#src/plumbing/http/reply.ts';
import { renderPage, type NavItem, type ProgrammeMark } from '#src/ui/layout.tsx';
import { PageHead, Prose } from '#src/ui/head.tsx';
import { Actions, LinkButton } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import type { Assets } from './assets.ts';
import { frameCopy } from './copy.ts';
import { explain } from './explain.ts';

/** What stands around every page: the programme's mark, menus, refusals. */
export type Frame = {
  programme: ProgrammeMark;
  refusal: (refusal: { status: number; reasons: readonly Reason[] }, locale: Locale) => Promise<Extract<Reply, { kind: 'page' }>>;
};

export const frame = (programme: ProgrammeMark): Frame => ({
  programme,
  async refusal({ status, reasons }, locale) {
    const t = speak(frameCopy, locale);
    const title = status === 404 ? t.missing : status === 500 ? t.broken : status === 503 ? t.busy : t.refused;
    return page(
      title,
      <>
        <PageHead title={title} kicker={String(status)} />
        <Prose>
          <Reasons reasons={reasons} />
        </Prose>
        <Actions>
          <LinkButton href="/" tone="secondary">
            {t.home}
          </LinkButton>
        </Actions>
      </>,
      { status },
    ) as Extract<Reply, { kind: 'page' }>;
  },
});

type Drawn = { reply: Extract<Reply, { kind: 'page' }>; actor: Actor | null; url: URL; locale: Locale };

export function framePage(house: { house: House; assets: Assets; frame: Frame }, { reply, actor, url, locale }: Drawn): string {
  const { settings, clock } = house.house;
  const t = speak(frameCopy, locale);
  return renderPage({
    context: {
      locale,
      url: publicUrl(reply.address === undefined ? url : new URL(reply.address, url), settings.origin),
      now: clock().toISOString(),
      actor,
      example: settings.example,
      explain: (r) => explain(r, locale),
      asset: house.assets.address,
    },
    title: reply.title,
    view: reply.view,
    programme: house.frame.programme,
    description: reply.description,
    wide: reply.wide,
    failed: reply.failed ?? reply.status === 422,
    script: reply.script,
    trail: reply.trail,
    address: reply.address,
    unlisted: reply.status !== 200 || actor !== null,
    nav: menu(url.pathname, [
      { href: '/about', label: t.about },
      { href: '/spokes', label: t.spokes },
      { href: '/partners', label: t.partners },
      { href: '/calls', label: t.calls },
      { href: '/roadshow', label: t.roadshow },
    ]),
    account: actor ? menu(url.pathname, workOf(actor, locale)) : [],
  });
}

/** The pages that a person works on, by the roles that they hold. */
export function workOf(actor: Actor, locale: Locale): NavItem[] {
  const t = speak(frameCopy, locale);
  const office = hasRole(actor, 'office');
  const sees = hasRole(actor, 'office', 'auditor', 'chair', 'spokeLeader');
  return [
    { href: '/desk', label: t.desk },
    { href: '/applications', label: sees ? t.allApplications : t.applications },
    ...(hasRole(actor, 'applicant') || actor.organisationIds.length > 0 ? [{ href: '/repairs', label: t.repairs }] : []),
    ...(sees || hasRole(actor, 'applicant') || actor.organisationIds.length > 0 ? [{ href: '/access', label: t.access }] : []),
    ...(hasRole(actor, 'office', 'auditor', 'payer') || actor.organisationIds.length > 0 ? [{ href: '/contracts', label: t.contracts }] : []),
    { href: '/projects/funded', label: t.projects },
    ...(sees || actor.organisationIds.length > 0 ? [{ href: '/reports', label: t.reports }] : []),
    ...(actor.grants.length === 0 || actor.organisationIds.length > 0 ? [{ href: '/timesheets', label: t.timesheets }] : []),
    ...(hasRole(actor, 'expert') ? [{ href: '/reviews', label: t.reviews }] : []),
    ...(hasRole(actor, 'office', 'auditor', 'payer', 'spokeLeader') ? [{ href: '/oversight', label: t.oversight }] : []),
    ...(office
      ? [
          { href: '/organisations', label: t.organisations },
          { href: '/people', label: t.people },
        ]
      : []),
    ...(hasRole(actor, 'office', 'auditor')
      ? [
          { href: '/experts', label: t.experts },
          { href: '/evidence', label: t.evidence },
        ]
      : []),
    ...(hasRole(actor, 'office', 'auditor', 'payer') ? [{ href: '/payments', label: t.payments }] : []),
    ...(hasRole(actor, 'office', 'auditor') ? [{ href: '/audit', label: t.audit }] : []),
    { href: '/account', label: t.account },
  ];
}

const menu = (path: string, items: NavItem[]): NavItem[] => items.map((i) => ({ ...i, current: path === i.href || path.startsWith(`${i.href}/`) }));

function publicUrl(url: URL, origin: string): URL {
  return new URL(`${url.pathname}${url.search}`, origin);
}
