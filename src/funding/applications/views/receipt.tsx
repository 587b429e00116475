import { euros } from '#src/core/money.ts';
import { showInstant } from '#src/core/time.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { Actions, Alert, LinkButton, PageHead, Prose, Section } from '#src/ui/parts.tsx';
import { ExampleBadge } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/table.tsx';
import { applicationsCopy } from '../copy/words.ts';
import type { Receipt } from '../queries/lists.ts';
import { addressOf } from './shared.tsx';

/** Number, instant and fingerprint of what was handed in; to be kept and printed. */
export function ReceiptPage({ receipts, own, example }: { receipts: readonly [Receipt, ...Receipt[]]; own: boolean; example: boolean }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const path = useHref();
  const [receipt, ...earlier] = receipts;
  const file = `${receipt.protocol}.json`;
  return (
    <>
      <PageHead
        trail={[
          { label: own ? t.myApplications : t.allApplications, href: '/applications' },
          { label: receipt.acronym || receipt.title, href: addressOf(receipt.applicationId) },
          { label: t.receipt },
        ]}
        kicker={receipt.callCode}
        title={t.receiptOf(receipt.protocol)}
        lead={t.receiptLead}
        {...(example && { status: <ExampleBadge /> })}
      />
      {receipt.supersededAt && (
        <Alert tone="warn" title={t.noLongerCounts}>
          <p>{t.noLongerCountsMore(receipt.supersededAt)}</p>
        </Alert>
      )}
      <FactList
        facts={[
          { label: t.protocol, value: <strong>{receipt.protocol}</strong> },
          { label: t.receivedAt, value: showInstant(receipt.submittedAt, locale), note: t.exactly(receipt.submittedAt) },
          { label: t.submittedBy, value: receipt.submittedBy },
          { label: t.lead, value: receipt.leadName },
          { label: t.titleOf, value: receipt.title },
          { label: t.call, value: receipt.callCode, note: `${t.version} ${receipt.callVersion}` },
          { label: t.eligible, value: euros(receipt.eligibleCents, locale) },
          { label: t.grant, value: euros(receipt.grantCents, locale) },
          { label: t.fingerprint, value: <Hash value={receipt.sha256} /> },
        ]}
      />
      <Section title={t.verify} id="verify">
        <Prose>
          <p>{t.verifyHow}</p>
          <p>
            <code>sha256sum {file}</code>
          </p>
          <p>{t.print}</p>
        </Prose>
        <Actions>
          <LinkButton href={addressOf(receipt.applicationId, `snapshots/${receipt.protocol}`)} tone="secondary" icon="download" download>
            {t.content}
          </LinkButton>
          <LinkButton href={`${addressOf(receipt.applicationId, 'receipt')}?format=json`} tone="secondary" icon="download">
            {t.asJson}
          </LinkButton>
          <LinkButton href={addressOf(receipt.applicationId)} tone="plain">
            {t.toApplication}
          </LinkButton>
        </Actions>
      </Section>
      {earlier.length > 0 && (
        <Section title={t.earlier} id="earlier">
          <PlainTable
            caption={t.earlier}
            captionHidden
            columns={[{ label: t.protocol }, { label: t.receivedAt }, { label: t.replacedOn }, { label: t.fingerprint }]}
            rows={earlier.map((r) => [
              <a key="link" href={path(addressOf(r.applicationId, `snapshots/${r.protocol}`))} download="">
                {r.protocol}
              </a>,
              showInstant(r.submittedAt, locale),
              r.supersededAt && showInstant(r.supersededAt, locale),
              <Hash key="hash" value={r.sha256} />,
            ])}
          />
        </Section>
      )}
    </>
  );
}

/** A hash that breaks anywhere, so that it fits a narrow screen. */
const Hash = ({ value }: { value: string }) => <code>{value.match(/.{1,16}/g)!.flatMap((part, i) => (i === 0 ? [part] : [<wbr key={i} />, part]))}</code>;
