import type { Decision } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { endingsOf } from '#src/plumbing/inspection.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField } from '#src/ui/choices.tsx';
import { FileField, TextArea } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { Countdown } from '#src/ui/course.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, Files, StatusChip } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { screeningWords } from '../copy.ts';
import { repairWords } from '../copy/repairs.ts';
import { itemWords } from '../letters.ts';
import type { LetterLine } from '../queries/letters.ts';
import { repairsSpec, type RepairRequest, type RepairRow } from '../queries/repairs.ts';
import { acceptedIn, stillMissing, type RepairItem } from '../rules/repairs.ts';
import { murNotice } from '../rules/term.ts';
import { Given } from './given.tsx';
import { RepairChip } from './shared.tsx';

/** What the office asks of a person's organisations. */
export function RepairsPage({ listed }: { listed: Listed<RepairRow> }) {
  const t = useCopy(repairWords);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.mine} lead={t.mineLead} trail={[{ label: t.mine }]} />
      <Section id="repairs">
        <DataTable
          listed={listed}
          spec={repairsSpec}
          caption={t.caption}
          captionHidden
          rowHref={(row) => `/repairs/${row.id}`}
          cells={{
            state: (row) => <RepairChip state={row.state} />,
            dueAt: (row) => (
              <>
                {showInstant(row.dueAt, locale)} {row.state === 'open' && <Countdown to={row.dueAt} />}
              </>
            ),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

export type RepairPageProps = {
  request: RepairRequest;
  decision: Decision;
  letters: readonly LetterLine[];
  /** The item whose form came back, or `send`. */
  failed?: { item: string; form: Again } | undefined;
};

/** One request: only what it names reopens, item by item, until its term ends. */
export function RepairPage({ request, decision, letters, failed }: RepairPageProps) {
  const t = useCopy(repairWords);
  const open = request.state === 'open';
  return (
    <>
      <PageHead
        title={t.requestOf(request.acronym)}
        kicker={t.repairs}
        lead={t.requestLead(request.code, request.protocol)}
        status={<RepairChip state={request.state} />}
        trail={[{ label: t.mine, href: '/repairs' }, { label: request.acronym }]}
      >
        {open && <Countdown to={request.dueAt} />}
      </PageHead>
      {request.state === 'answered' && <Receipt request={request} />}
      {request.state === 'cancelled' && <Callout tone="neutral" title={t.cancelledTitle} />}
      {(request.state === 'expired' || (open && !decision.ok)) && (
        <Callout tone="bad" title={t.expiredTitle}>
          {!decision.ok && <Reasons reasons={decision.reasons} />}
        </Callout>
      )}
      {open && decision.ok && (
        <Callout tone="warn" title={t.until(request.dueAt)}>
          <p>{t.silence}</p>
          <p>
            {t.frozenStays} <SourceNote source={murNotice} />
          </p>
        </Callout>
      )}
      {request.note && (
        <Section title={t.officeNote} id="note">
          <p>{request.note}</p>
        </Section>
      )}
      <Section title={request.state === 'answered' ? t.contents : t.whatToRepair} id="items">
        {request.items.map((item, n) => (
          <Item key={item.id} item={item} request={request} decision={decision} number={n + 1} form={failed?.item === item.id ? failed.form : undefined} />
        ))}
      </Section>
      {open && <Send request={request} decision={decision} form={failed?.item === 'send' ? failed.form : undefined} />}
      {letters.length > 0 && (
        <Section title={t.letters} id="letters">
          <Files files={letters.map((l) => ({ href: `/letters/${l.id}`, name: `${l.protocol}.pdf`, note: l.subject }))} />
        </Section>
      )}
    </>
  );
}

type ItemProps = { item: RepairItem; request: RepairRequest; decision: Decision; number: number; form: Again | undefined };

function Item({ item, request, decision, number, form }: ItemProps) {
  const t = useCopy(repairWords);
  const { locale } = usePage();
  const given = request.answers.find((a) => a.item === item.id);
  const base = `/repairs/${request.id}`;
  const editable = request.state === 'open' && (decision.ok || form !== undefined);
  return (
    <article id={`item-${number}`}>
      <h3>
        {itemWords(item, locale)}{' '}
        {given && request.state === 'open' && (given.signature === null || given.signature.outcome === 'valid') && (
          <StatusChip tone="good">{t.ready}</StatusChip>
        )}
      </h3>
      <p>
        <strong>{t.defect}:</strong> {item.defect}
      </p>
      {(given?.sha256 || request.state !== 'open') && <Given answer={given} href={(sha) => `${base}/files/${sha}`} />}
      {editable &&
        (item.kind === 'declaration' ? (
          <Form action={`${base}/texts`} form={form ?? filled({ text: given?.text ?? '' })} id={`item-${number}`} guardUnsaved>
            <input type="hidden" name="item" value={item.id} />
            <TextArea name="text" label={t.declaration} hint={t.howDeclaration} rows={5} limit={10_000} required />
            <SubmitRow label={t.keep} tone="secondary" decision={decision} />
          </Form>
        ) : (
          <Form action={`${base}/files`} form={form ?? fresh} id={`item-${number}`} multipart>
            <input type="hidden" name="item" value={item.id} />
            <FileField
              name="file"
              label={t.file}
              hint={item.kind === 'signature' || item.signed ? t.howSigned : t.howDocument}
              accept={endingsOf(acceptedIn(item))}
              maxBytes={item.maxBytes ?? undefined}
              limitOf="call"
              required
            />
            <SubmitRow label={given ? t.replaceFile : t.upload} tone="secondary" decision={decision} />
          </Form>
        ))}
    </article>
  );
}

function Send({ request, decision, form }: { request: RepairRequest; decision: Decision; form: Again | undefined }) {
  const t = useCopy(repairWords);
  const missing = stillMissing(request.items, request.answers).length;
  return (
    <Section title={t.sendTitle} id="send" lead={t.sendOnce}>
      <Form action={`/repairs/${request.id}/answer`} form={form ?? fresh} id="send">
        {missing > 0 && <CheckboxField name="incomplete" label={t.incomplete(missing)} />}
        <SubmitRow label={t.send} decision={decision} />
      </Form>
    </Section>
  );
}

function Receipt({ request }: { request: RepairRequest }) {
  const t = useCopy(repairWords);
  const s = useCopy(screeningWords);
  const { locale } = usePage();
  return (
    <Section title={t.receiptTitle(request.receipt!)} id="receipt">
      <Callout tone="good">{t.receiptText(request.endedAt!)}</Callout>
      <FactList
        facts={[
          { label: t.receiptNumber, value: request.receipt },
          { label: t.receivedAt, value: `${showInstant(request.endedAt!, locale)} (${request.endedAt})` },
          { label: t.application, value: `${request.acronym}, ${request.protocol}` },
          { label: s.lead, value: request.leadName },
          { label: t.hash, value: <code class="m-hash">{request.receiptSha256}</code> },
        ]}
      />
      <Files files={[{ href: `/repairs/${request.id}/receipt`, name: `${request.receipt}.pdf`, note: t.receiptPdf }]} />
    </Section>
  );
}
