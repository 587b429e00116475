import { hasRole } from '#src/core/actor.ts';
import { yes } from '#src/core/decision.ts';
import { region, regions } from '#src/core/regions.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { FieldSet, TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Alert, Callout, EmptyState, LinkButton } from '#src/ui/parts.tsx';
import { ExampleBadge } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { kindWords, organisationCopy, ownershipWords, sizeWords } from './copy.ts';
import { can, type Acting } from './policy.ts';
import { organisationSpec, type Alias, type Organisation, type OrganisationPerson, type OrganisationRow } from './queries.ts';
import type { tiesOf } from './queries/names.ts';
import { aliasKinds, bodyKinds, ownerships, sizeClasses } from './states.ts';
import { Ties } from './views/ties.tsx';
import { ProfileTabs } from './views/parts.tsx';

export function OrganisationList({ listed }: { listed: Listed<OrganisationRow> }) {
  const t = useCopy(organisationCopy);
  const { actor } = usePage();
  return (
    <>
      <PageHead
        trail={[{ label: t.organisations }]}
        title={t.organisations}
        lead={t.listLead}
        actions={hasRole(actor, 'office') && <LinkButton href="/organisations/new">{t.register}</LinkButton>}
      />
      <DataTable
        listed={listed}
        spec={organisationSpec}
        caption={t.organisations}
        captionHidden
        counted={t.counted}
        hidden={['aliases', 'example']}
        rowHref={(r) => `/organisations/${r.id}`}
        cells={{
          legalName: (r) => (
            <>
              {r.legalName} {r.example && <ExampleBadge />}
            </>
          ),
        }}
        empty={<EmptyState title={t.none} />}
      />
    </>
  );
}

export type OrganisationPageProps = {
  organisation: Organisation;
  acting: Acting;
  aliases: readonly Alias[];
  people: readonly OrganisationPerson[];
  ties: Awaited<ReturnType<typeof tiesOf>>;
  done: string | null;
  aliasForm?: Again;
  personForm?: Again;
  tieForm?: Again;
};

const outcomes = ['registered', 'saved', 'aliasAdded', 'aliasRemoved', 'personAdded', 'personRemoved', 'tied', 'untied'] as const;

export function OrganisationPage({ organisation: o, acting, aliases, people, ties, done, aliasForm, personForm, tieForm }: OrganisationPageProps) {
  const t = useCopy(organisationCopy);
  const { locale, actor } = usePage();
  const mayEdit = can.edit(actor, o);
  const mayList = can.list(actor).ok;
  const outcome = outcomes.find((x) => x === done);
  const representatives = people.filter((p) => p.role === 'representative').length;
  return (
    <>
      <PageHead
        trail={[...(mayList ? [{ label: t.organisations, href: '/organisations' }] : []), { label: o.legalName }]}
        kicker={kindWords[o.kind][locale]}
        title={o.legalName}
        status={o.example ? <ExampleBadge /> : undefined}
        actions={mayEdit.ok && <LinkButton href={`/organisations/${o.id}/edit`}>{t.edit}</LinkButton>}
      />
      <ProfileTabs organisation={o} acting={acting} part="master" />
      {outcome && <Alert tone="good" title={t[outcome]} />}
      <Facts organisation={o} />
      <Section title={t.aliases} lead={t.aliasesLead} id="aliases">
        <PlainTable
          caption={t.aliases}
          captionHidden
          columns={[{ label: t.alias }, { label: t.aliasKind }, ...(mayEdit.ok ? [{ label: <span class="visually-hidden">{t.actions}</span> }] : [])]}
          rows={aliases.map(({ alias, kind }) => [
            alias,
            t[`alias_${kind}`],
            ...(mayEdit.ok
              ? [
                  <ActionButton action={`/organisations/${o.id}/aliases/removal`} fields={{ alias }} tone="secondary" small>
                    {t.removeAlias(alias)}
                  </ActionButton>,
                ]
              : []),
          ])}
          empty={<p>{t.noAliases}</p>}
        />
        {mayEdit.ok && (
          <Form action={`/organisations/${o.id}/aliases`} id="alias" form={aliasForm ?? { values: { kind: 'abbreviation' }, reasons: [] }} label={t.alias}>
            <TextField name="alias" label={t.alias} required width="l" />
            <RadioGroup name="kind" label={t.aliasKind} required inline options={aliasKinds.map((value) => ({ value, label: t[`alias_${value}`] }))} />
            <SubmitRow label={t.addAlias} tone="secondary" />
          </Form>
        )}
      </Section>
      <Ties organisation={o} ties={ties} form={tieForm} />
      <Section title={t.people} id="people">
        <PlainTable
          caption={t.people}
          captionHidden
          columns={[
            { label: t.person },
            { label: t.personRole },
            { label: t.personSince },
            ...(mayEdit.ok ? [{ label: <span class="visually-hidden">{t.actions}</span> }] : []),
          ]}
          rows={people.map((p) => [
            p.name,
            t[p.role],
            showDate(p.since, locale),
            ...(mayEdit.ok
              ? [
                  <ActionButton
                    action={`/organisations/${o.id}/people/${p.personId}/removal`}
                    tone="secondary"
                    small
                    decision={can.removePerson(actor, o, p, representatives)}
                  >
                    {t.removePerson(p.name)}
                  </ActionButton>,
                ]
              : []),
          ])}
          empty={<p>{t.noPeople}</p>}
        />
        {mayEdit.ok && (
          <Form action={`/organisations/${o.id}/people`} id="person" form={personForm ?? { values: { role: 'member' }, reasons: [] }} label={t.addPerson}>
            <FieldSet legend={t.addPerson}>
              <TextField name="email" type="email" label={t.personEmail} hint={t.personEmailHint} required width="l" />
              <RadioGroup
                name="role"
                label={t.personRole}
                required
                inline
                options={[
                  { value: 'representative', label: t.representative },
                  { value: 'member', label: t.member },
                ]}
              />
            </FieldSet>
            <SubmitRow label={t.addPerson} tone="secondary" />
          </Form>
        )}
      </Section>
    </>
  );
}

function Facts({ organisation: o }: { organisation: Organisation }) {
  const t = useCopy(organisationCopy);
  const { locale } = usePage();
  return (
    <FactList
      columns
      facts={[
        { label: t.shortName, value: o.shortName },
        { label: t.kind, value: kindWords[o.kind][locale] },
        { label: t.ownership, value: ownershipWords[o.ownership][locale] },
        ...(o.sizeClass ? [{ label: t.sizeClass, value: sizeWords[o.sizeClass][locale] }] : []),
        { label: t.fiscalCode, value: o.fiscalCode },
        { label: t.vatNumber, value: o.vatNumber },
        { label: t.ror, value: o.ror && <a href={o.ror}>{o.ror.replace('https://', '')}</a> },
        ...(o.ipaCode ? [{ label: t.ipaCode, value: o.ipaCode }] : []),
        { label: t.city, value: o.city },
        { label: t.region, value: region(o.region).name[locale] },
        { label: t.website, value: o.website && <a href={o.website}>{o.website.replace(/^https?:\/\//, '')}</a> },
        { label: t.since, value: showDate(o.createdAt, locale) },
        { label: t.changed, value: showInstant(o.updatedAt, locale) },
      ]}
    />
  );
}

export type OrganisationFormProps = {
  form: Again;
  /** Null for a new one. */
  organisation: Organisation | null;
  /** Names on record like the one that was typed. */
  similar: readonly Organisation[];
  /** Where to go once it is there; `/` for its own page. */
  next: string;
};

export function OrganisationForm({ form, organisation, similar, next }: OrganisationFormProps) {
  const t = useCopy(organisationCopy);
  const { locale, actor } = usePage();
  const office = hasRole(actor, 'office');
  const title = organisation ? t.editTitle(organisation.legalName) : office ? t.register : t.registerOwn;
  const home = organisation ? `/organisations/${organisation.id}` : next !== '/' ? next : office ? '/organisations' : '/';
  const trail = [
    ...(office ? [{ label: t.organisations, href: '/organisations' }] : []),
    ...(organisation ? [{ label: organisation.legalName, href: home }] : []),
    { label: organisation ? t.edit : title },
  ];
  const codeFixed = organisation ? can.changeFiscalCode(actor, organisation.fiscalCode, '') : yes;
  return (
    <>
      <PageHead trail={trail} title={title} lead={organisation ? undefined : office ? t.registerLeadOffice : t.registerLead} />
      <Form action={organisation ? `/organisations/${organisation.id}` : '/organisations/new'} form={form} guardUnsaved>
        {organisation && form.reasons.some((r) => r.code === 'form.stale') && <Differences form={form} organisation={organisation} />}
        {similar.length > 0 && (
          <Callout tone="warn" title={t.similarTitle}>
            <p>{t.similarLead}</p>
            <ul>
              {similar.map((o) => (
                <li key={o.id}>
                  {o.legalName}, {o.city} ({kindWords[o.kind][locale]})
                </li>
              ))}
            </ul>
          </Callout>
        )}
        {next !== '/' && <input type="hidden" name="next" value={next} />}
        {organisation && <input type="hidden" name="revision" value={organisation.revision} />}
        <FieldSet legend={t.identity}>
          <TextField name="legalName" label={t.legalName} hint={t.legalNameHint} required autocomplete="organization" />
          <TextField name="shortName" label={t.shortName} width="m" />
          <SelectField name="kind" label={t.kind} required width="l" options={bodyKinds.map((value) => ({ value, label: kindWords[value][locale] }))} />
          <RadioGroup
            name="ownership"
            label={t.ownership}
            required
            inline
            options={ownerships.map((value) => ({ value, label: ownershipWords[value][locale] }))}
          />
          <SelectField
            name="sizeClass"
            label={t.sizeClass}
            hint={t.sizeClassHint}
            width="l"
            empty={t.sizeNone}
            options={sizeClasses.map((value) => ({ value, label: sizeWords[value][locale] }))}
          />
        </FieldSet>
        <FieldSet legend={t.codes} columns>
          <TextField
            name="fiscalCode"
            label={t.fiscalCode}
            hint={codeFixed.ok ? t.fiscalCodeHint : undefined}
            required={!office}
            readOnly={!codeFixed.ok}
            spellcheck={false}
            width="m"
          />
          <TextField name="vatNumber" label={t.vatNumber} spellcheck={false} inputMode="numeric" width="m" />
          <TextField name="ror" label={t.ror} hint={t.rorHint} spellcheck={false} width="l" />
          <TextField name="ipaCode" label={t.ipaCode} hint={t.ipaCodeHint} spellcheck={false} width="m" />
        </FieldSet>
        <FieldSet legend={t.seat} columns>
          <TextField name="city" label={t.city} required autocomplete="address-level2" width="l" />
          <SelectField name="region" label={t.region} required width="l" options={regions.map((r) => ({ value: r.id, label: r.name[locale] }))} />
          <TextField name="website" label={t.website} hint={t.websiteHint} type="url" width="l" />
        </FieldSet>
        {(similar.length > 0 || form.values['notSimilar'] !== undefined) && <CheckboxField name="notSimilar" label={t.notSimilar} />}
        <SubmitRow label={organisation ? t.save : t.registerDo}>
          <LinkButton href={home} tone="plain">
            {t.cancel}
          </LinkButton>
        </SubmitRow>
      </Form>
    </>
  );
}

const compared = [
  'legalName',
  'shortName',
  'kind',
  'ownership',
  'sizeClass',
  'fiscalCode',
  'vatNumber',
  'ror',
  'ipaCode',
  'city',
  'region',
  'website',
] as const;

/** Field by field, where what was typed differs from what is stored now. */
function Differences({ form, organisation }: { form: Again; organisation: Organisation }) {
  const t = useCopy(organisationCopy);
  const { locale } = usePage();
  const said = (field: (typeof compared)[number], value: string) => {
    if (field === 'kind') return kindWords[value as keyof typeof kindWords]?.[locale] ?? value;
    if (field === 'ownership') return ownershipWords[value as keyof typeof ownershipWords]?.[locale] ?? value;
    if (field === 'sizeClass') return sizeWords[value as keyof typeof sizeWords]?.[locale] ?? value;
    if (field === 'region') return regions.find((r) => r.id === value)?.name[locale] ?? value;
    return value;
  };
  const rows = compared.flatMap((field) => {
    const [stored, given] = [organisation[field] ?? '', String(form.values[field] ?? '').trim()];
    return stored === given ? [] : [[t[field], said(field, stored) || '–', said(field, given) || '–']];
  });
  return rows.length === 0 ? null : (
    <PlainTable caption={t.staleTitle} columns={[{ label: t.field }, { label: t.nowStored }, { label: t.youTyped }]} rows={rows} />
  );
}
