import type { Decision } from '#src/core/decision.ts';
import { showInstant, type Instant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { Paragraphs } from '#src/ui/answer.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { accessCopy } from '../copy.ts';

export type NoticeProps = {
  notice: { id: string; protocol: string; acronym: string; until: Instant | null; objection: string | null; objectedAt: Instant | null };
  decision: Decision;
  form?: Again;
};

/** What who is concerned reads, and where they object. */
export function NoticePage({ notice, decision, form }: NoticeProps) {
  const t = useCopy(accessCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead
        title={t.noticeOf(notice.acronym)}
        kicker={notice.protocol}
        lead={t.noticeLead}
        trail={[{ label: t.access, href: '/access' }, { label: notice.protocol }]}
      />
      <Section id="notice">
        <FactList
          stacked
          facts={[
            { label: t.until, value: notice.until ? showInstant(notice.until, locale) : '–' },
            ...(notice.objection ? [{ label: t.objection, value: <Paragraphs text={notice.objection} /> }] : []),
          ]}
        />
        {notice.objectedAt ? (
          <Callout tone="good">{t.objected(notice.objectedAt)}</Callout>
        ) : decision.ok ? (
          <Form action={`/access/notices/${notice.id}/objection`} form={form ?? fresh} guardUnsaved>
            <TextArea name="objection" label={t.objectionLabel} hint={t.objectionHint} required rows={8} limit={4000} />
            <SubmitRow label={t.object} />
          </Form>
        ) : (
          <Reasons reasons={decision.reasons} />
        )}
      </Section>
    </>
  );
}
