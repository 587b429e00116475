import type { Again } from '#src/plumbing/http/door.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { useCopy, useHref } from '#src/ui/context.ts';
import { FileField } from '#src/ui/fields.tsx';
import { Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout } from '#src/ui/parts.tsx';
import { publicationWords } from '../copy/publications.ts';
import type { Background } from '../queries/backgrounds.ts';
import type { ExpertSheet } from '../queries/register.ts';
import { PublicationsPage } from './profile.tsx';

export type Imported = { added: number; known: number; experts: number };
export const IMPORT_MAX_BYTES = 5_000_000;

/** The office enters publications of one expert, beside the expert's own. */
export function OfficePublicationsPage({
  sheet,
  background,
  read,
  form,
}: {
  sheet: ExpertSheet;
  background: Background;
  read: number | null;
  form?: Again | undefined;
}) {
  const t = useCopy(publicationWords);
  return (
    <PublicationsPage
      publications={background.publications.filter((p) => p.byOffice)}
      read={read}
      form={form}
      of={{
        title: t.officeTitle,
        kicker: sheet.name,
        lead: t.officeLead(sheet.name),
        trail: [{ label: t.register, href: '/experts' }, { label: sheet.name, href: `/experts/${sheet.personId}` }, { label: t.officeTitle }],
        action: `/experts/${sheet.personId}/publications`,
        back: { label: sheet.name, href: `/experts/${sheet.personId}#publications` },
      }}
    />
  );
}

export function ImportPublicationsPage({ done, form }: { done: Imported | null; form?: Again | undefined }) {
  const t = useCopy(publicationWords);
  const at = useHref();
  return (
    <>
      <PageHead title={t.import} lead={t.importLead} trail={[{ label: t.register, href: '/experts' }, { label: t.import }]} />
      {done && <Callout tone="good" role="status" title={t.done(done.added, done.known, done.experts)} />}
      <Section id="import">
        <p>{t.columns}</p>
        <p>
          <a href={at('/experts/publications/template')} download="">
            {t.template}
          </a>
        </p>
        <Form action="/experts/publications/import" id="import" multipart form={form ?? fresh}>
          <FileField name="file" label={t.file} required accept=".csv,text/csv" maxBytes={IMPORT_MAX_BYTES} />
          <SubmitRow label={t.send} />
        </Form>
      </Section>
    </>
  );
}
