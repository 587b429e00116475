import { showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { TextArea, TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Callout, LinkButton } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { organisationCopy } from '../copy.ts';
import { profileCopy, textHints, textWords } from '../copy/profile.ts';
import { can } from '../policy.ts';
import type { Fiscal, WrittenText } from '../queries/profile.ts';
import { profileTextLimit } from '../states.ts';
import { addressOf, PartHead, type PartProps } from './parts.tsx';

const Written = ({ text }: { text: string }) => (
  <>
    {text.split(/\n{2,}/).map((paragraph, i) => (
      <p key={i}>{paragraph.split('\n').flatMap((line, j) => (j === 0 ? [line] : [<br key={j} />, line]))}</p>
    ))}
  </>
);

export function TextsPage({ texts, ...at }: PartProps & { texts: readonly WrittenText[] }) {
  const t = useCopy(profileCopy);
  const { locale, actor } = usePage();
  const may = can.writeTexts(actor, at.acting);
  return (
    <>
      <PartHead {...at} lead={t.textsLead} />
      {texts.map(({ kind, text, updatedAt, updatedBy }) => {
        const name = textWords[kind][locale];
        const written = text.it !== '' || text.en !== '';
        return (
          <Section
            key={kind}
            id={kind}
            title={name}
            {...(may.ok && {
              actions: (
                <LinkButton href={`${addressOf(at.organisation, 'texts')}/${kind}`} tone="secondary" small>
                  {written ? t.rewrite(name) : t.write(name)}
                </LinkButton>
              ),
            })}
          >
            {written ? (
              <FactList
                stacked
                facts={[
                  { label: t.italian, value: text.it && <Written text={text.it} /> },
                  { label: t.english, value: text.en && <Written text={text.en} /> },
                ]}
              />
            ) : (
              <p>{t.notWritten}</p>
            )}
            {updatedAt && <p class="m-hint">{t.lastWritten(showInstant(updatedAt, locale), updatedBy ?? t.someone)}</p>}
          </Section>
        );
      })}
      {!may.ok && (
        <Callout tone="neutral">
          <Reasons reasons={may.reasons} />
        </Callout>
      )}
    </>
  );
}

export function TextPage({ stored, form, ...at }: PartProps & { stored: WrittenText; form: Again }) {
  const t = useCopy(profileCopy);
  const { locale } = usePage();
  const stale = form.reasons.some((r) => r.code === 'form.stale');
  return (
    <>
      <PartHead {...at} deeper={textWords[stored.kind][locale]} lead={textHints[stored.kind][locale]} />
      <Form action={`${addressOf(at.organisation, 'texts')}/${stored.kind}`} form={form} guardUnsaved>
        <input type="hidden" name="revision" value={stored.revision} />
        {stale && (
          <Callout tone="warn" title={t.storedNow}>
            <FactList
              stacked
              facts={[
                { label: t.italian, value: stored.text.it && <Written text={stored.text.it} /> },
                { label: t.english, value: stored.text.en && <Written text={stored.text.en} /> },
              ]}
            />
          </Callout>
        )}
        <TextArea name="textIt" label={t.italian} rows={12} limit={profileTextLimit} />
        <TextArea name="textEn" label={t.english} rows={12} limit={profileTextLimit} />
        <SubmitRow label={t.save}>
          <LinkButton href={addressOf(at.organisation, 'texts')} tone="plain">
            {t.cancel}
          </LinkButton>
        </SubmitRow>
      </Form>
    </>
  );
}

export function FiscalPage({ stored, form, ...at }: PartProps & { stored: Fiscal; form: Again }) {
  const t = useCopy(profileCopy);
  const o = useCopy(organisationCopy);
  const { actor } = usePage();
  const may = can.manage(actor, at.acting);
  const stale = form.reasons.some((r) => r.code === 'form.stale');
  const facts = [
    { label: t.pec, value: stored.pec },
    { label: t.sdiCode, value: stored.sdiCode },
    { label: t.ateco, value: stored.ateco },
  ];
  return (
    <>
      <PartHead {...at} lead={t.fiscalLead} />
      <FactList
        facts={[{ label: o.fiscalCode, value: at.organisation.fiscalCode }, { label: o.vatNumber, value: at.organisation.vatNumber }, ...(may.ok ? [] : facts)]}
      />
      {may.ok ? (
        <>
          <p class="m-hint">
            <LinkButton href={`${addressOf(at.organisation)}/edit`} tone="secondary" small>
              {t.changedInDetails}
            </LinkButton>
          </p>
          <Form action={addressOf(at.organisation, 'fiscal')} form={form} guardUnsaved>
            <input type="hidden" name="revision" value={stored.revision} />
            {stale && (
              <Callout tone="warn" title={o.nowStored}>
                <FactList facts={facts} />
              </Callout>
            )}
            <TextField name="pec" type="email" label={t.pec} autocomplete="email" width="l" />
            <TextField name="sdiCode" label={t.sdiCode} hint={t.sdiHint} spellcheck={false} width="s" />
            <TextField name="ateco" label={t.ateco} hint={t.atecoHint} spellcheck={false} width="s" />
            <SubmitRow label={t.save} />
          </Form>
        </>
      ) : (
        <Callout tone="neutral">
          <Reasons reasons={may.reasons} />
        </Callout>
      )}
    </>
  );
}
