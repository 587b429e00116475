import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { FileField, TextArea, TextField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import type { Again } from '#src/plumbing/http/door.ts';
import { editorCopy } from '../copy/editor.ts';
import { callPages } from '../copy/pages.ts';
import type { CallVersion } from '../queries.ts';

/** A new call: empty or copied, in the browser; or from a file that is there already. */
export function DraftPage({ form = fresh, begin = fresh, copies }: { form?: Again; begin?: Again; copies: readonly CallVersion[] }) {
  const t = useCopy(callPages);
  const e = useCopy(editorCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead title={t.newCall} lead={e.beginLead} trail={[{ label: t.calls, href: '/calls' }, { label: t.newCall }]} />
      <Section title={e.begin} id="begin">
        <Form action="/calls/new" form={begin} id="b">
          <SelectField
            name="from"
            label={e.from}
            required
            empty={e.fromEmpty}
            options={copies.map((c) => ({ value: c.callId, label: `${c.call.officialCode}, ${c.call.title[locale]}` }))}
          />
          <TextField name="id" label={e.newId} hint={e.newIdHint} required width="m" spellcheck={false} />
          <TextField name="officialCode" label={e.officialCode} required width="m" />
          <TextField name="titleIt" label={e.titleIt} required />
          <TextField name="titleEn" label={e.titleEn} required />
          <SubmitRow label={e.beginButton} />
        </Form>
      </Section>
      <Section title={t.draftTitle} id="file" lead={t.draftLead}>
        <Form action="/calls" form={form} guardUnsaved multipart>
          <FileField name="file" label={e.file} accept=".json" />
          <TextArea name="definition" label={t.definition} hint={t.definitionHint} rows={16} />
          <SubmitRow label={t.saveDraft} />
        </Form>
      </Section>
    </>
  );
}
