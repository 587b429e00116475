import { showInstant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { screeningWords } from '../copy.ts';
import { defaultTemplates, letterWords, placeholderWords, placeholderWordsIn } from '../copy/letters.ts';
import { lettersSpec, type LetterRow, type Templates } from '../queries/letters.ts';
import { offered } from '../rules/templates.ts';
import { templateKinds, type TemplateKind } from '../states.ts';

/** The register of outgoing letters of a call. */
export function LettersPage({ version, listed, mayWrite }: { version: CallVersion; listed: Listed<LetterRow>; mayWrite: boolean }) {
  const t = useCopy(letterWords);
  const s = useCopy(screeningWords);
  const { locale } = usePage();
  const base = `/calls/${version.callId}`;
  return (
    <>
      <PageHead
        title={t.letters}
        kicker={version.call.officialCode}
        lead={t.lettersLead}
        trail={[
          { label: s.calls, href: '/calls' },
          { label: version.call.officialCode, href: base },
          { label: s.screening, href: `${base}/screening` },
          { label: t.letters },
        ]}
        actions={
          mayWrite && (
            <LinkButton href={`${base}/letters/templates`} tone="secondary">
              {t.templates}
            </LinkButton>
          )
        }
      />
      <Section id="letters">
        <DataTable
          listed={listed}
          spec={lettersSpec}
          caption={t.caption}
          captionHidden
          rowHref={(row) => `/letters/${row.id}`}
          cells={{ protocol: (row) => <span class="m-nowrap">{row.protocol}</span>, issuedAt: (row) => showInstant(row.issuedAt, locale) }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

/** Every letter's words, in both languages: the office's own, or the default ones. */
export function TemplatesPage({ version, own }: { version: CallVersion; own: Templates }) {
  const t = useCopy(letterWords);
  const s = useCopy(screeningWords);
  const path = useHref();
  const base = `/calls/${version.callId}`;
  const cell = (kind: TemplateKind, locale: Locale) => (
    <>
      <a href={path(`${base}/letters/templates/${kind}/${locale}`)}>
        {t.edit}
        <span class="visually-hidden">
          : {t[kind]}, {locale === 'it' ? t.italian : t.english}
        </span>
      </a>{' '}
      <StatusChip tone={own.has(`${kind}/${locale}`) ? 'info' : 'neutral'}>{own.has(`${kind}/${locale}`) ? t.own : t.byDefault}</StatusChip>
    </>
  );
  return (
    <>
      <PageHead
        title={t.templates}
        kicker={version.call.officialCode}
        lead={t.templatesLead}
        trail={[
          { label: s.calls, href: '/calls' },
          { label: version.call.officialCode, href: base },
          { label: t.letters, href: `${base}/letters` },
          { label: t.templates },
        ]}
      />
      <Section id="templates">
        <PlainTable
          caption={t.templates}
          captionHidden
          columns={[{ label: t.kind }, { label: t.italian }, { label: t.english }]}
          rows={templateKinds.map((kind) => [t[kind], cell(kind, 'it'), cell(kind, 'en')])}
        />
      </Section>
    </>
  );
}

export type TemplatePageProps = {
  version: CallVersion;
  kind: TemplateKind;
  language: Locale;
  own: Templates;
  preview: { subject: string; body: string };
  /** Only letters have a PDF. */
  pdf: boolean;
  form?: Again | undefined;
};

/** One letter's words, with what can be filled in, and how they read. */
export function TemplatePage({ version, kind, language, own, preview, pdf, form }: TemplatePageProps) {
  const t = useCopy(letterWords);
  const p = useCopy(placeholderWords);
  const { locale } = usePage();
  const base = `/calls/${version.callId}/letters/templates`;
  const named = language === 'it' ? t.italian : t.english;
  const known = own.get(`${kind}/${language}`);
  const words = known ?? { subject: defaultTemplates[kind].subject[language], body: defaultTemplates[kind].body[language], revision: 0 };
  const shown = form ?? filled({ subject: words.subject, body: words.body });
  return (
    <>
      <PageHead
        title={`${t[kind]}, ${locale === 'it' ? named.toLowerCase() : named}`}
        kicker={version.call.officialCode}
        status={<StatusChip tone={known ? 'info' : 'neutral'}>{known ? t.own : t.byDefault}</StatusChip>}
        trail={[{ label: version.call.officialCode, href: `/calls/${version.callId}` }, { label: t.templates, href: base }, { label: t[kind] }]}
      />
      <Section id="template">
        <Form action={`${base}/${kind}/${language}`} form={shown} guardUnsaved>
          <input type="hidden" name="revision" value={words.revision} />
          <TextField name="subject" label={t.subjectLabel} required maxLength={300} />
          <TextArea name="body" label={t.body} hint={t.bodyHint} required rows={16} limit={10_000} />
          <SubmitRow label={t.save} />
        </Form>
        {known && (
          <ActionButton action={`${base}/${kind}/${language}/removal`} tone="plain">
            {t.reset}
          </ActionButton>
        )}
      </Section>
      <Section title={t.offered} id="placeholders">
        <PlainTable
          caption={t.offered}
          captionHidden
          compact
          columns={[{ label: t.placeholder }, { label: t.meaning }]}
          rows={offered[kind].map((name) => [<code class="m-whole">{`{{${name}}}`}</code>, placeholderWordsIn[kind]?.[name]?.[locale] ?? p[name]])}
        />
      </Section>
      <Section title={t.preview} id="preview" lead={t.previewNote}>
        <blockquote lang={language}>
          <p>
            <strong>{preview.subject}</strong>
          </p>
          {preview.body.split(/\n{2,}/).map((part, i) => (
            <p key={i}>
              {part.split('\n').map((line, j) => (
                <>
                  {j > 0 && <br />}
                  {line}
                </>
              ))}
            </p>
          ))}
        </blockquote>
        {pdf && (
          <LinkButton href={`${base}/${kind}/${language}/preview`} tone="secondary">
            {t.previewPdf}
          </LinkButton>
        )}
      </Section>
    </>
  );
}
