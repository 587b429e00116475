import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import type { FormField } from '#src/funding/calls/schema.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { LinkIf, StatusChip } from '#src/ui/parts.tsx';
import { answersCopy } from '../../copy/answers.ts';
import { slotOf, slotOfAsked } from '../../rules/documents.ts';
import { addressOf } from '../parts.tsx';
import type { FieldsOf } from './fields.tsx';

/** Where the form speaks of one of the call's documents: whether it is there, and the way to its place. */
export function DocumentPlace({ field, application }: { field: FormField; application: FieldsOf }) {
  const t = useCopy(answersCopy);
  const { locale } = usePage();
  const { facts, documents } = application.proposal;
  const asked = documentsAsked(application.version.call, facts).filter((a) => a.document.id === field.document);
  return (
    <div class="m-field" id={`f-${field.id}`}>
      <p class="m-field-name">{field.label[locale]}</p>
      {field.help && <p class="m-hint">{field.help[locale]}</p>}
      {asked.length === 0 && <p>{t.documentNotAsked}</p>}
      <ul class="m-places">
        {asked.map((a) => {
          const slot = slotOfAsked(a);
          const there = documents.find((d) => slotOf(d.document, d.organisation) === slot);
          return (
            <li key={slot}>
              <StatusChip tone={there ? 'good' : a.document.required ? 'warn' : 'neutral'}>{there ? t.documentThere : t.documentMissing}</StatusChip>{' '}
              {[a.member?.name, there?.fileName].filter(Boolean).join(', ')}{' '}
              <LinkIf href={application.id !== null && `${addressOf(application.id, 'documents')}#document-${slot.replaceAll('.', '-')}`}>
                {t.toDocument}
                <span class="visually-hidden">
                  {': '}
                  {a.member ? `${a.document.title[locale]}, ${a.member.name}` : a.document.title[locale]}
                </span>
              </LinkIf>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
