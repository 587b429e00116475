import type { Reason } from '#src/core/decision.ts';
import { identifyingFields } from '#src/funding/calls/rules/blind.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Section } from '#src/ui/head.tsx';
import { Callout } from '#src/ui/parts.tsx';
import { blindCopy } from '../copy/blind.ts';
import type { FormSection } from '../proposal.ts';
import type { Application } from '../queries/application.ts';
import { ToPutRight } from './parts.tsx';

const isDouble = (call: Call): boolean => call.evaluation.blind === 'double';

/** Where what experts read names who proposes; each a link to its field. */
export function Mentions({ application, mentions }: { application: Application; mentions: readonly Reason[] }) {
  const t = useCopy(blindCopy);
  return mentions.length === 0 ? null : (
    <Section title={t.mentions(mentions.length)} lead={t.mentionsLead} id="mentions">
      <ToPutRight application={application} reasons={mentions} />
    </Section>
  );
}

/** How a section of a double-blind call is written. */
export function BlindSection({ call, section }: { call: Call; section: FormSection }) {
  const t = useCopy(blindCopy);
  if (!isDouble(call)) return null;
  const hidden = identifyingFields(call);
  return section.fields.every((f) => f.kind === 'document' || hidden.has(f.id)) ? (
    <Callout tone="info">{t.hiddenSection}</Callout>
  ) : (
    <Callout tone="info" title={t.title}>
      <p>{t.lead}</p>
    </Callout>
  );
}

/** Which documents the experts of a double-blind call read. */
export function BlindDocuments({ call }: { call: Call }) {
  const t = useCopy(blindCopy);
  const { locale } = usePage();
  if (!isDouble(call)) return null;
  const read = call.documents.filter((d) => d.anonymous).map((d) => (locale === 'it' ? `«${d.title.it}»` : `“${d.title.en}”`));
  return <Callout tone="info">{read.length > 0 ? t.documents(read.join(', ')) : t.noDocuments}</Callout>;
}

/** Said beside a field that experts do not read. */
export function useHiddenNote(call: Call): (fieldId: string) => string | undefined {
  const t = useCopy(blindCopy);
  const hidden = isDouble(call) ? identifyingFields(call) : null;
  return (fieldId) => (hidden?.has(fieldId) ? t.hidden : undefined);
}
