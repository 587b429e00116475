import { notFound } from '#src/core/errors.ts';
import { copy, speak } from '#src/core/words.ts';
import { Fields, type FieldsOf } from '#src/funding/applications/views/fields/fields.tsx';
import { editorCopy } from '#src/funding/calls/copy/editor.ts';
import { callPages } from '#src/funding/calls/copy/pages.ts';
import { can } from '#src/funding/calls/policy.ts';
import { editing } from '#src/funding/calls/queries/drafts.ts';
import { callSchema, type Call } from '#src/funding/calls/schema.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, Tabs } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';

const previewCopy = copy({
  conditions: { it: 'Mostra i campi che dipendono da queste risposte', en: 'Show the fields that depend on these answers' },
  nothingKept: {
    it: 'È un’anteprima: le risposte servono solo a vedere le condizioni e non sono conservate.',
    en: 'This is a preview: answers only serve to see the conditions, and are not kept.',
  },
});

/** An application that nobody has written anything in yet: what the fields of the form are drawn around. */
function empty(call: Call): FieldsOf {
  const lead: FieldsOf['proposal']['facts']['members'][number] = {
    id: 'preview',
    name: 'Organizzazione S.r.l.',
    role: 'lead',
    kind: 'enterprise',
    ownership: 'private',
    size: 'small',
    region: 'lombardy',
    inPartnership: false,
    otherProposals: { asLead: 0, asMember: 0 },
    staff: { women: 0, men: 0, under40: 0, newHires: 0 },
    costs: [],
  };
  const facts = {
    members: [lead],
    mainSpoke: null,
    spokes: [],
    sector: null,
    durationMonths: 12,
    startsOn: null,
    wideDissemination: false,
    mayPublishResults: false,
  };
  return { id: null, version: { call }, proposal: { acronym: '', title: '', answers: {}, facts, documents: [] } } as unknown as FieldsOf;
}

type PreviewProps = { call: Call; section: Call['form']['sections'][number]; values: Record<string, string | string[]> };

/** One section of the form as an applicant meets it. */
function FormPreview({ call, section, values }: PreviewProps) {
  const t = useCopy(editorCopy);
  const p = useCopy(callPages);
  const own = useCopy(previewCopy);
  const { locale } = usePage();
  const base = `/calls/${call.id}/preview/form`;
  return (
    <>
      <PageHead
        title={t.previewForm}
        kicker={call.officialCode}
        lead={t.previewFormLead}
        trail={[{ label: p.calls, href: '/calls' }, { label: t.edit, href: `/calls/${call.id}/edit` }, { label: t.previewForm }]}
      />
      <Tabs label={t.form} tabs={call.form.sections.map((s) => ({ label: s.title[locale], href: `${base}/${s.id}`, current: s.id === section.id }))} />
      <Section title={section.title[locale]} lead={section.help?.[locale]}>
        <Callout>{own.nothingKept}</Callout>
        <Form action={`${base}/${section.id}`} method="get" form={filled(values)}>
          <Fields section={section} application={empty(call)} />
          <SubmitRow label={own.conditions} tone="secondary" />
        </Form>
        <p>
          <SourceNote source={call.form.source} />
        </p>
      </Section>
    </>
  );
}

async function preview(ask: Ask<unknown>): Promise<Reply> {
  const kept = await editing(ask.house.db, ask.params['callId'] ?? '');
  if (!kept || !can.readDraft(ask.actor, kept.callId).ok) throw notFound();
  const read = callSchema.safeParse(kept.version ? { ...kept.value, acts: kept.version.call.acts } : kept.value);
  // What is incomplete has no preview yet: the editor says what it lacks.
  if (!read.success) return seeOther(`/calls/${kept.callId}/edit`);
  const call = read.data;
  const wanted = ask.params['section'];
  const section = wanted === undefined ? call.form.sections[0] : call.form.sections.find((s) => s.id === wanted);
  if (!section) throw notFound();
  const query = ask.url.searchParams;
  const values = Object.fromEntries(
    [...new Set(query.keys())].map((key) => [key.replace(/\[\]$/, ''), query.getAll(key).length > 1 ? query.getAll(key) : (query.get(key) ?? '')]),
  );
  return page(`${speak(editorCopy, ask.locale).previewForm}, ${call.officialCode}`, <FormPreview call={call} section={section} values={values} />, {
    script: true,
  });
}

/** The form of a call before it is published: it knows calls and applications, so it stands above both. */
export const callPreviewDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/preview/form', access: { anyOf: ['office', 'auditor'] }, handler: preview }),
  door({ method: 'GET', path: '/calls/:callId/preview/form/:section', access: { anyOf: ['office', 'auditor'] }, handler: preview }),
];
