import { region, isRegion } from '#src/core/regions.ts';
import type { Listed, ListSpec } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { publicationWords } from '../copy/publications.ts';
import { registerWords } from '../copy/register.ts';
import type { Background } from '../queries/backgrounds.ts';
import type { ProfileChoices } from '../queries/experts.ts';
import type { ExpertSheet, RegisterRow, ServedCall } from '../queries/register.ts';

/** Everybody with an expert profile. */
export function RegisterPage({
  listed,
  spec,
  choices,
  imports,
}: {
  listed: Listed<RegisterRow>;
  spec: ListSpec<RegisterRow>;
  choices: ProfileChoices;
  imports: boolean;
}) {
  const p = useCopy(publicationWords);
  const t = useCopy(registerWords);
  const { locale } = usePage();
  const sector = new Map(choices.sectors.map((s) => [s.id, s[locale]]));
  const at = useHref();
  return (
    <>
      <PageHead
        title={t.register}
        lead={t.lead}
        trail={[{ label: t.register }]}
        actions={
          imports && (
            <LinkButton href="/experts/publications/import" tone="secondary">
              {p.import}
            </LinkButton>
          )
        }
      />
      <Section id="experts">
        <DataTable
          listed={listed}
          spec={spec}
          caption={t.caption}
          captionHidden
          counted={t.counted}
          hidden={['keywords', 'sectors']}
          cells={{
            name: (row) => <a href={at(`/experts/${row.personId}`)}>{row.name}</a>,
            spokes: (row) => row.spokes.join(', '),
            sectors: (row) => row.sectors.map((s) => sector.get(s) ?? s).join(', '),
            languages: (row) => row.languages.map((l) => t[`language_${l}`]).join(', '),
            region: (row) => (isRegion(row.region) ? region(row.region).name[locale] : row.region),
            gender: (row) => t[`gender_${row.gender}`],
            available: (row) => <StatusChip tone={row.available === 'yes' ? 'good' : 'neutral'}>{t[`available_${row.available}`]}</StatusChip>,
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
    </>
  );
}

export type ExpertPageProps = {
  sheet: ExpertSheet;
  background: Background;
  served: readonly ServedCall[];
  choices: ProfileChoices;
  own: boolean;
  office: boolean;
  /** Enters publications beside the expert's own. */
  enters: boolean;
};

/** One expert: what they know, for whom they worked, what they published, what they served. Pseudonyms are the office's and the auditor's to see. */
export function ExpertPage({ sheet, background, served, choices, own, office, enters }: ExpertPageProps) {
  const p = useCopy(publicationWords);
  const t = useCopy(registerWords);
  const { locale } = usePage();
  const spokes = choices.spokes.filter((s) => sheet.spokes.includes(s.number)).map((s) => `${s.number}. ${s[locale]}`);
  const sectors = choices.sectors.filter((s) => sheet.sectors.includes(s.id)).map((s) => s[locale]);
  const said = (list: readonly string[]) => (list.length === 0 ? t.notGiven : list.join(', '));
  return (
    <>
      <PageHead
        title={sheet.name}
        kicker={t.register}
        trail={[office ? { label: t.register, href: '/experts' } : { label: t.register }, { label: sheet.name }]}
        status={<StatusChip tone={sheet.available === 'yes' ? 'good' : 'neutral'}>{`${t.available}: ${t[`available_${sheet.available}`]}`}</StatusChip>}
        actions={
          own && (
            <LinkButton href="/reviews/profile" tone="secondary">
              {t.editProfile}
            </LinkButton>
          )
        }
        example={sheet.example}
      />
      <FactList
        facts={[
          { label: t.email, value: sheet.email },
          { label: t.employer, value: sheet.employer ?? t.noEmployer },
          { label: t.region, value: isRegion(sheet.region) ? region(sheet.region).name[locale] : sheet.region },
          { label: t.gender, value: t[`gender_${sheet.gender}`] },
          { label: t.spokes, value: said(spokes) },
          { label: t.sectors, value: said(sectors) },
          { label: t.languages, value: said(sheet.languages.map((l) => t[`language_${l}`])) },
          { label: t.keywords, value: sheet.keywords || t.notGiven },
          { label: t.orcid, value: sheet.orcid ? <a href={`https://orcid.org/${sheet.orcid}`}>{sheet.orcid}</a> : t.notGiven },
          {
            label: t.availability,
            value: t.period(sheet.availableFrom, sheet.availableUntil),
            ...(background.absences.length > 0 && { note: `${t.absences}: ${background.absences.map((a) => t.period(a.fromOn, a.untilOn)).join('; ')}` }),
          },
          { label: t.load, value: String(sheet.load) },
          { label: t.mostAtOnce, value: sheet.mostAtOnce === null ? t.notGiven : String(sheet.mostAtOnce) },
        ]}
      />
      {sheet.cv && (
        <Section title={t.cv} id="cv">
          {sheet.cv.split(/\n{2,}/).map((paragraph, i) => (
            <p key={i} class="m-lines">
              {paragraph}
            </p>
          ))}
        </Section>
      )}
      {background.employments.length > 0 && (
        <Section title={t.employments} id="employments">
          <PlainTable
            caption={t.employments}
            captionHidden
            columns={[{ label: t.organisation }, { label: t.role }, { label: t.from }, { label: t.until }]}
            rows={background.employments.map((e) => [
              <>
                {e.organisationName}
                <br />
                <small>{e.organisationId ? t.inRegister : t.asWritten}</small>
              </>,
              e.role,
              e.fromOn ? t.day(e.fromOn) : '',
              e.untilOn ? t.day(e.untilOn) : '',
            ])}
          />
        </Section>
      )}
      <Section
        title={t.publications}
        id="publications"
        actions={
          enters && (
            <LinkButton href={`/experts/${sheet.personId}/publications`} tone="secondary">
              {p.edit}
            </LinkButton>
          )
        }
      >
        {background.publications.length === 0 ? (
          <p>{t.publicationsCount(0)}</p>
        ) : (
          <PlainTable
            caption={t.publications}
            captionHidden
            columns={[{ label: t.pubTitle }, { label: t.coauthors }, { label: t.year, numeric: true }, { label: t.doi }]}
            rows={background.publications.map(({ title, byOffice, coauthors, year, doi }) => [
              byOffice ? (
                <>
                  {title}
                  <br />
                  <small>{p.byOffice}</small>
                </>
              ) : (
                title
              ),
              coauthors.join('; ') || '–',
              year === null ? '–' : String(year),
              doi ? <a href={`https://doi.org/${encodeURI(doi)}`}>{doi}</a> : '–',
            ])}
          />
        )}
      </Section>
      <Section title={t.served} id="calls">
        <PlainTable
          caption={t.served}
          captionHidden
          columns={[
            { label: t.call },
            ...(office ? [{ label: t.pseudonym }] : []),
            { label: t.maxLoad, numeric: true },
            { label: t.assigned, numeric: true },
            { label: t.submitted, numeric: true },
            { label: t.declined, numeric: true },
          ]}
          empty={<EmptyState title={t.noCalls} />}
          rows={served.map((c) => [
            c.endedAt === null ? c.code : t.servedUntil(c.code, c.endedAt),
            ...(office ? [c.pseudonym] : []),
            String(c.maxLoad),
            String(c.assigned),
            String(c.submitted),
            String(c.declined),
          ])}
        />
      </Section>
    </>
  );
}
