import { regions } from '#src/core/regions.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxGroup, SelectField } from '#src/ui/choices.tsx';
import { DateField, FieldSet, NumberField, TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Callout, EmptyState, LinkButton } from '#src/ui/parts.tsx';
import { expertWords } from '../copy/experts.ts';
import { registerWords } from '../copy/register.ts';
import type { Background, Publication } from '../queries/backgrounds.ts';
import type { Profile, ProfileChoices } from '../queries/experts.ts';
import { genders, languages } from '../states.ts';
import { RowsField } from './rows.tsx';

/** What every profile has; the office gives no more than this for somebody else. */
export function ProfileFields({ choices, required }: { choices: ProfileChoices; required: boolean }) {
  const t = useCopy(expertWords);
  const { locale } = usePage();
  const inOrder = [...regions].sort((a, b) => a.name[locale].localeCompare(b.name[locale], locale));
  return (
    <>
      <SelectField name="employerId" label={t.employer} empty={t.noEmployer} options={choices.organisations.map((o) => ({ value: o.id, label: o.name }))} />
      <SelectField name="region" label={t.region} required={required} options={inOrder.map((r) => ({ value: r.id, label: r.name[locale] }))} />
      <SelectField name="gender" label={t.gender} required={required} options={genders.map((g) => ({ value: g, label: t[`gender_${g}`] }))} />
      <CheckboxGroup name="spokes" label={t.spokes} options={choices.spokes.map((s) => ({ value: String(s.number), label: `${s.number}. ${s[locale]}` }))} />
      <CheckboxGroup name="sectors" label={t.sectors} options={choices.sectors.map((s) => ({ value: s.id, label: s[locale] }))} />
      <TextArea name="keywords" label={t.keywords} hint={t.keywordsHint} rows={3} limit={1000} />
    </>
  );
}

export type ProfileProps = { profile: Profile | undefined; background: Background | undefined; choices: ProfileChoices; form?: Again | undefined };

/** What an expert says of themselves. */
export function ProfilePage({ profile, background, choices, form }: ProfileProps) {
  const t = useCopy(expertWords);
  const r = useCopy(registerWords);
  const { asset } = usePage();
  const count = background?.publications.length ?? 0;
  return (
    <>
      <PageHead title={t.myProfile} lead={t.myProfileLead} trail={[{ label: t.myProfile }]} />
      <Section id="profile">
        <script type="module" src={asset('fields.js')} />
        <Form action="/reviews/profile" form={form ?? (profile ? filled(profileValues(profile, background)) : fresh)} guardUnsaved>
          <ProfileFields choices={choices} required />
          <CheckboxGroup
            name="languages"
            label={r.languages}
            hint={r.languagesHint}
            inline
            options={languages.map((l) => ({ value: l, label: r[`language_${l}`] }))}
          />
          <TextField name="orcid" label={r.orcid} hint={r.orcidHint} width="m" spellcheck={false} />
          <TextArea name="cv" label={r.cv} hint={r.cvHint} rows={10} limit={20_000} />
          <datalist id="organisations">
            {choices.organisations.map((o) => (
              <option key={o.id} value={o.name} />
            ))}
          </datalist>
          <RowsField
            name="employments"
            label={r.employments}
            hint={r.employmentsHint}
            most={60}
            columns={[
              { id: 'organisationName', label: r.organisation, kind: 'text', required: true, list: 'organisations' },
              { id: 'role', label: r.role, kind: 'text' },
              { id: 'fromOn', label: r.from, kind: 'date' },
              { id: 'untilOn', label: r.until, kind: 'date' },
            ]}
          />
          <FieldSet legend={r.availability} hint={r.availabilityHint}>
            <DateField name="availableFrom" label={r.availableFrom} />
            <DateField name="availableUntil" label={r.availableUntil} />
            <NumberField name="mostAtOnce" label={r.mostAtOnce} hint={r.mostAtOnceHint} whole />
          </FieldSet>
          <RowsField
            name="absences"
            label={r.absences}
            hint={r.absencesHint}
            most={60}
            columns={[
              { id: 'fromOn', label: r.from, kind: 'date', required: true },
              { id: 'untilOn', label: r.until, kind: 'date', required: true },
            ]}
          />
          <SubmitRow label={t.save} />
        </Form>
      </Section>
      {profile && (
        <Section
          id="publications"
          title={r.publications}
          actions={
            <LinkButton href="/reviews/profile/publications" tone="secondary">
              {r.editPublications}
            </LinkButton>
          }
        >
          <p>{r.publicationsCount(count)}</p>
        </Section>
      )}
    </>
  );
}

function profileValues(profile: Profile, background: Background | undefined) {
  const rows = <Row extends { id: string }>(name: string, list: readonly Row[], columns: readonly (string & keyof Row)[]) =>
    Object.fromEntries(list.flatMap((row) => columns.map((c) => [`${name}.${row.id}.${c}`, row[c] ?? ''])));
  return {
    ...profile,
    spokes: profile.spokes.map(String),
    ...rows('employments', background?.employments ?? [], ['organisationName', 'role', 'fromOn', 'untilOn']),
    ...rows('absences', background?.absences ?? [], ['fromOn', 'untilOn']),
  };
}

/** The rows of publications as the form shows them. */
export const publicationValues = (list: readonly (Omit<Publication, 'id' | 'byOffice'> & { id?: string })[]): Record<string, string> =>
  Object.fromEntries(
    list.flatMap((p, i) => {
      const at = `publications.${p.id ?? `read${i}`}`;
      return [
        [`${at}.title`, p.title],
        [`${at}.year`, p.year === null ? '' : String(p.year)],
        [`${at}.doi`, p.doi ?? ''],
        [`${at}.coauthors`, p.coauthors.join('; ')],
        [`${at}.written`, p.written],
      ];
    }),
  );

/** Paste, check, save. `read`: how many entries were just read from what was pasted. */
export function PublicationsPage({
  publications,
  read,
  form,
  of,
}: {
  publications: readonly Publication[];
  read: number | null;
  form?: Again | undefined;
  /** Where it is not one's own list. */
  of?: {
    title: string;
    kicker: string;
    lead: string;
    trail: { label: string; href?: string }[];
    action: string;
    back: { label: string; href: string };
  };
}) {
  const t = useCopy(registerWords);
  const shown = form ?? filled(publicationValues(publications));
  const { asset } = usePage();
  const some = read !== null || publications.length > 0 || form !== undefined;
  return (
    <>
      <PageHead
        title={of?.title ?? t.publications}
        lead={of?.lead ?? t.publicationsLead}
        {...(of && { kicker: of.kicker })}
        trail={of?.trail ?? [{ label: t.toProfile, href: '/reviews/profile' }, { label: t.publications }]}
      />
      {read !== null && <Callout tone="info" title={t.readNow(read)} role="status" />}
      <script type="module" src={asset('fields.js')} />
      <Form action={of?.action ?? '/reviews/profile/publications'} form={shown} guardUnsaved>
        <Section title={t.paste} id="paste">
          <TextArea name="pasted" label={t.paste} hint={t.pasteHint} rows={8} />
          <SubmitRow label={t.readThem} name="step" value="read" tone="secondary" />
        </Section>
        <Section title={t.publications} id="list">
          {!some && <EmptyState title={t.publicationsCount(0)} />}
          <RowsField
            name="publications"
            label={t.publications}
            most={1000}
            columns={[
              { id: 'title', label: t.pubTitle, kind: 'long', required: true },
              { id: 'year', label: t.year, kind: 'text', figures: true },
              { id: 'doi', label: t.doi, kind: 'text' },
              { id: 'coauthors', label: t.authors, kind: 'long' },
              { id: 'written', label: t.writtenAs, kind: 'kept' },
            ]}
          />
          <SubmitRow label={t.savePublications} name="step" value="save" />
        </Section>
      </Form>
      <Actions>
        <LinkButton href={of?.back.href ?? '/reviews/profile'} tone="secondary">
          {of?.back.label ?? t.toProfile}
        </LinkButton>
      </Actions>
    </>
  );
}
