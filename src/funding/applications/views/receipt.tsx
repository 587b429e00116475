import { euros } from '#src/core/money.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { Actions, Alert, LinkButton } from '#src/ui/parts.tsx';
import { ExampleBadge } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { submissionCopy } from '../copy/submission.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { Receipt } from '../queries/lists.ts';
import { standing, toTheSecond } from '../receiptPdf.ts';
import { addressOf } from './parts.tsx';

/** Number, instant and fingerprint of what was handed in; to be kept and printed. */
export function ReceiptPage({ receipts, own, example }: { receipts: readonly [Receipt, ...Receipt[]]; own: boolean; example: boolean }) {
  const t = useCopy(applicationsCopy);
  const w = useCopy(submissionCopy);
  const { locale } = usePage();
  const path = useHref();
  const [receipt] = receipts;
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
          { label: t.receivedAt, value: toTheSecond(receipt.submittedAt, locale), note: t.exactly(receipt.submittedAt) },
          { label: t.submittedBy, value: receipt.submittedBy },
          { label: t.lead, value: receipt.leadName },
          { label: t.titleOf, value: receipt.title },
          { label: t.call, value: receipt.callCode, note: `${t.version} ${receipt.callVersion}` },
          { label: t.eligible, value: euros(receipt.eligibleCents, locale) },
          { label: t.grant, value: euros(receipt.grantCents, locale) },
          { label: t.fingerprint, value: <Hash value={receipt.sha256} /> },
        ]}
      />
      <Section title={w.countsTitle} id="instant">
        <Prose>
          <p>
            {w.countsText} {w.countsThis(toTheSecond(receipt.submittedAt, locale))}
          </p>
        </Prose>
      </Section>
      <Section title={t.verify} id="verify">
        <Prose>
          <p>{t.verifyHow}</p>
          <p>
            <code>sha256sum {file}</code>
          </p>
          <p>{w.proofText}</p>
          <p>{w.print}</p>
        </Prose>
        <Actions>
          <LinkButton href={addressOf(receipt.applicationId, `snapshots/${receipt.protocol}`)} tone="secondary" icon="download" download>
            {t.content}
          </LinkButton>
          <LinkButton href={`${addressOf(receipt.applicationId, 'receipt')}?format=pdf`} icon="download" download>
            {w.asPdf}
          </LinkButton>
          <LinkButton href={`${addressOf(receipt.applicationId, 'receipt')}?format=json`} tone="secondary" icon="download">
            {t.asJson}
          </LinkButton>
          <LinkButton href="/verify" tone="plain">
            {w.checkHere}
          </LinkButton>
          <LinkButton href={addressOf(receipt.applicationId)} tone="plain">
            {t.toApplication}
          </LinkButton>
        </Actions>
      </Section>
      <Section title={w.chain} id="chain" lead={w.chainLead}>
        <PlainTable
          caption={w.chain}
          captionHidden
          columns={[{ label: t.protocol }, { label: t.receivedAt }, { label: w.chainCounts }, { label: t.fingerprint }]}
          rows={receipts.map((r, i) => [
            <a key="link" href={path(addressOf(r.applicationId, `snapshots/${r.protocol}`))} download="">
              {r.protocol}
            </a>,
            toTheSecond(r.submittedAt, locale),
            standing(r, i === 0, locale),
            <Hash key="hash" value={r.sha256} />,
          ])}
        />
      </Section>
    </>
  );
}

/** A hash that breaks anywhere, so that it fits a narrow screen. */
const Hash = ({ value }: { value: string }) => <code>{value.match(/.{1,16}/g)!.flatMap((part, i) => (i === 0 ? [part] : [<wbr key={i} />, part]))}</code>;
