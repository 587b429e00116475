import type { Decision } from '#src/core/decision.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { TextArea, TextField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { accessCopy } from '../copy.ts';

export type AskProps = { own: { applicationId: string; protocol: string; acronym: string; title: string }; decision: Decision; form?: Again };

/** Asking for access. */
export function AskPage({ own, decision, form }: AskProps) {
  const t = useCopy(accessCopy);
  return (
    <>
      <PageHead
        title={t.askFor}
        kicker={`${own.acronym}, ${own.protocol}`}
        lead={t.askLead}
        trail={[{ label: t.access, href: '/access' }, { label: t.askFor }]}
      />
      <Section id="request">
        {!decision.ok && <Reasons reasons={decision.reasons} />}
        <Form action="/access" form={form ?? fresh} guardUnsaved>
          <input type="hidden" name="application" value={own.applicationId} />
          <TextArea name="reason" label={t.reason} hint={t.reasonHint} required rows={8} limit={4000} />
          <TextField name="others" label={t.others} hint={t.othersHint} width="l" />
          <SubmitRow label={t.send} decision={decision} />
        </Form>
      </Section>
    </>
  );
}
