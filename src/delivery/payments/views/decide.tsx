import type { Decision } from '#src/core/decision.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { Button } from '#src/ui/buttons.tsx';
import { useCopy } from '#src/ui/context.ts';
import { TextArea } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import type { ComponentChildren } from 'preact';
import { paymentsCopy } from '../copy.ts';

type DecisionFormProps = {
  decide: Decision;
  action: string;
  form: Again;
  yes: { value: 'approved' | 'confirmed' | 'booked'; label: string };
  /** What follows from a yes. */
  children?: ComponentChildren;
};

/** The second person says yes, or no with why; who may not reads the reasons. */
export function DecisionForm({ decide, action, form, yes, children }: DecisionFormProps) {
  const t = useCopy(paymentsCopy);
  if (!decide.ok) return <Reasons reasons={decide.reasons} />;
  return (
    <Form action={action} form={form}>
      {children}
      <TextArea name="refusal" label={t.refusal} hint={t.refusalHint} rows={3} />
      <div class="m-actions">
        <Button name="outcome" value={yes.value}>
          {yes.label}
        </Button>
        <Button name="outcome" value="refused" tone="danger">
          {t.refuse}
        </Button>
      </div>
    </Form>
  );
}
