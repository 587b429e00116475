import type { Decision } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton } from '#src/ui/buttons.tsx';
import { Alert, EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { togetherCopy } from '../../copy/together.ts';
import type { Application } from '../../queries/application.ts';
import type { Row } from '../../queries/edits.ts';
import { fieldAt, historySpec, howWords, namesOf } from '../../queries/historySpec.ts';
import { answerText } from '../../rules/differences.ts';
import { addressOf, ApplicationHead } from '../parts.tsx';
import { Differences } from './differences.tsx';

export type HistoryProps = { application: Application; listed: Listed<Row>; writable: Decision; restored: boolean };

export function HistoryPage({ application, listed, writable, restored }: HistoryProps) {
  const t = useCopy(togetherCopy);
  const { locale } = usePage();
  const path = useHref();
  const { filters } = listed.state;
  const field = filters['field']
    ? fieldAt(application, { section: filters['section'] ?? sectionOf(application, filters['field']), field: filters['field'] })
    : undefined;
  const names = namesOf(application);
  return (
    <>
      <ApplicationHead application={application} step={field ? t.historyOf(field.label[locale]) : t.history} lead={t.historyLead} />
      {restored && <Alert tone="good" title={t.restoredDone} />}
      <DataTable
        listed={listed}
        spec={historySpec(application)}
        caption={t.history}
        captionHidden
        hidden={['on']}
        counted={t.changes}
        empty={<EmptyState title={t.noHistory}>{t.noHistoryMore}</EmptyState>}
        cells={{
          at: (r) => showInstant(r.at, locale),
          section: (r) => application.version.call.form.sections.find((s) => s.id === r.section)?.title[locale] ?? r.section,
          field: (r) => (
            <a href={path(`${addressOf(application.id, `sections/${r.section}`)}#f-${r.field}`)}>{fieldAt(application, r)?.label[locale] ?? r.field}</a>
          ),
          person: (r) => r.person || t.nobody,
          how: (r) =>
            r.how === 'branched' && !r.settled ? (
              <>
                <StatusChip tone="warn">{`${t.branched}, ${t.toSettle}`}</StatusChip>{' '}
                <LinkButton small tone="secondary" href={addressOf(application.id, `conflicts/${r.edit}`)}>
                  {t.choose}
                </LinkButton>
              </>
            ) : (
              howWords[r.how][locale]
            ),
          version: (r) => r.version,
          value: (r) => {
            const known = fieldAt(application, r);
            const current = r.version !== null && r.version === (application.answerVersions[r.section]?.[r.field] ?? 0);
            return (
              <>
                <Differences before={answerText(known, r.before ?? undefined, locale, names)} after={answerText(known, r.value, locale, names)} />
                {current ? (
                  <p class="m-hint">{t.isCurrent}</p>
                ) : (
                  writable.ok &&
                  known && (
                    <ActionButton
                      action={addressOf(application.id, `history/${r.edit}/restoration`)}
                      fields={{ [`_base.${r.field}`]: String(application.answerVersions[r.section]?.[r.field] ?? 0) }}
                      tone="secondary"
                      small
                    >
                      {t.restore}
                    </ActionButton>
                  )
                )}
              </>
            );
          },
        }}
      />
    </>
  );
}

const sectionOf = (application: Application, field: string): string | null =>
  application.version.call.form.sections.find((s) => s.fields.some((f) => f.id === field))?.id ?? null;
