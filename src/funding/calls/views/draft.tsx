import { useCopy, usePage } from '#src/ui/context.ts';
import { Form, fresh, SubmitRow, TextArea } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/parts.tsx';
import type { Again } from '#src/plumbing/http/door.ts';
import { callPages } from '../copy/pages.ts';
import type { CallVersion } from '../queries.ts';

export function DraftPage({ form = fresh, copies }: { form?: Again; copies: readonly CallVersion[] }) {
  const t = useCopy(callPages);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.draftTitle} lead={t.draftLead} trail={[{ label: t.calls, href: '/calls' }, { label: t.newCall }]} />
      {copies.length > 0 && (
        <Section title={t.startFrom}>
          <ul>
            {copies.map((c) => (
              <li key={c.callId}>
                <a href={`?from=${c.callId}`}>
                  {c.call.officialCode}, {c.call.title[locale]}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Form action="/calls" form={form} guardUnsaved>
        <TextArea name="definition" label={t.definition} hint={t.definitionHint} required rows={28} />
        <SubmitRow label={t.saveDraft} />
      </Form>
    </>
  );
}
