import { showDate, showInstant } from '#src/core/time.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { accessCopy } from '../copy.ts';
import { isSilent } from '../policy.ts';
import type { AccessRow, DeliveryRow, NoticeRow } from '../queries.ts';
import { daysLeft } from '../rules/terms.ts';
import { accessStates, decisions, isOpen } from '../states.ts';

export const accessSpec: ListSpec<AccessRow> = {
  columns: [
    { key: 'protocol', label: accessCopy.protocol, searched: true },
    { key: 'acronym', label: accessCopy.acronym, searched: true },
    { key: 'leadName', label: accessCopy.leadName, searched: true },
    { key: 'callCode', label: accessCopy.call, searched: true },
    { key: 'askedAt', label: accessCopy.askedOn },
    { key: 'dueOn', label: accessCopy.dueOn },
    { key: 'parties', label: accessCopy.parties, numeric: true },
    {
      key: 'state',
      label: accessCopy.state,
      filter: { kind: 'choice', options: accessStates.map((value) => ({ value, label: accessCopy[value] })) },
      csv: (row, locale) => accessCopy[row.state][locale],
    },
    {
      key: 'decision',
      label: accessCopy.decision,
      filter: { kind: 'choice', options: decisions.map((value) => ({ value, label: accessCopy[value] })) },
      csv: (row, locale) => (row.decision ? accessCopy[row.decision][locale] : ''),
    },
  ],
  order: 'dueOn',
  key: 'id',
};

/** How much of the office's thirty days is left. */
export function Clock({ row }: { row: Pick<AccessRow, 'state' | 'dueOn'> }) {
  const t = useCopy(accessCopy);
  const { now } = usePage();
  if (!isOpen(row.state)) return <>–</>;
  if (isSilent(row, now)) return <StatusChip tone="bad">{t.silent}</StatusChip>;
  const left = daysLeft(row.dueOn, now);
  return <StatusChip tone={left <= 7 ? 'warn' : 'neutral'}>{t.daysLeft(left)}</StatusChip>;
}

export type AccessListProps = {
  listed: Listed<AccessRow>;
  askable: readonly { applicationId: string; acronym: string; protocol: string }[];
  notices: readonly NoticeRow[];
  mayReadLog: boolean;
};

/** The requests that one may read, the notices that one got, and what one can ask for. */
export function AccessListPage({ listed, askable, notices, mayReadLog }: AccessListProps) {
  const t = useCopy(accessCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <>
      <PageHead
        title={t.access}
        lead={t.lead}
        actions={
          mayReadLog && (
            <LinkButton href="/access/log" tone="secondary">
              {t.log}
            </LinkButton>
          )
        }
      />
      {askable.length > 0 && (
        <Section title={t.askFor} id="ask">
          <ul>
            {askable.map((a) => (
              <li key={a.applicationId}>
                <a href={path(`/access/new?application=${a.applicationId}`)}>{t.askForOne(a.acronym)}</a> ({a.protocol})
              </li>
            ))}
          </ul>
        </Section>
      )}
      {notices.length > 0 && (
        <Section title={t.notices} id="notices">
          <PlainTable
            caption={t.notices}
            captionHidden
            columns={[{ label: t.acronym }, { label: t.protocol }, { label: t.until }, { label: t.objection }]}
            rows={notices.map((n) => [
              <a href={path(`/access/notices/${n.id}`)}>{n.acronym}</a>,
              n.protocol,
              showInstant(n.until, locale),
              n.objectedAt ? t.objected(n.objectedAt) : t.noObjection,
            ])}
          />
        </Section>
      )}
      <Section id="requests">
        <DataTable
          listed={listed}
          spec={accessSpec}
          caption={t.requests}
          captionHidden={askable.length === 0 && notices.length === 0}
          rowHref={(row) => `/access/${row.id}`}
          cells={{
            protocol: (row) => <span class="m-nowrap">{row.protocol}</span>,
            callCode: (row) => <span class="m-nowrap">{row.callCode}</span>,
            askedAt: (row) => showDate(row.askedAt, locale),
            dueOn: (row) => (
              <>
                {showDate(row.dueOn, locale)} <Clock row={row} />
              </>
            ),
            state: (row) => <StatusChip tone={isOpen(row.state) ? 'info' : 'neutral'}>{t[row.state]}</StatusChip>,
            decision: (row) => (row.decision ? t[row.decision] : '–'),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

export const deliverySpec: ListSpec<DeliveryRow> = {
  columns: [
    { key: 'deliveredAt', label: accessCopy.deliveredAt },
    { key: 'person', label: accessCopy.person, searched: true },
    { key: 'organisation', label: accessCopy.organisation, searched: true },
    { key: 'protocol', label: accessCopy.protocol, searched: true },
    { key: 'callCode', label: accessCopy.call, searched: true },
    { key: 'bytes', label: accessCopy.bytes, numeric: true },
    { key: 'sha256', label: accessCopy.fingerprint, sort: false },
  ],
  order: '-deliveredAt',
  key: 'id',
};

/** Who got what, and when. */
export function LogPage({ listed }: { listed: Listed<DeliveryRow> }) {
  const t = useCopy(accessCopy);
  const { locale } = usePage();
  const path = useHref();
  return (
    <>
      <PageHead title={t.log} lead={t.logLead} trail={[{ label: t.access, href: '/access' }, { label: t.log }]} />
      <DataTable
        listed={listed}
        spec={deliverySpec}
        caption={t.log}
        captionHidden
        cells={{
          deliveredAt: (row) => showInstant(row.deliveredAt, locale),
          protocol: (row) => (
            <a class="m-nowrap" href={path(`/access/${row.requestId}`)}>
              {row.protocol}
            </a>
          ),
          callCode: (row) => <span class="m-nowrap">{row.callCode}</span>,
          sha256: (row) => <code class="m-hash">{row.sha256}</code>,
        }}
        empty={<EmptyState title={t.noLog}>{t.noLogMore}</EmptyState>}
      />
    </>
  );
}
