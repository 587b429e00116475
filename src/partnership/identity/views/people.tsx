import { roles } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { uiCopy } from '#src/ui/copy.ts';
import { ActionButton, SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Alert, EmptyState, StatusChip } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { identityCopy } from '../copy.ts';
import { peopleSpec, type GrantShown, type PersonRow } from '../queries.ts';
import { ScopeWords } from './grants.tsx';

export function PeoplePage({ listed }: { listed: Listed<PersonRow> }) {
  const t = useCopy(identityCopy);
  const { locale } = usePage();
  return (
    <>
      <PageHead trail={[{ label: t.people }]} title={t.people} />
      <DataTable
        listed={listed}
        spec={peopleSpec}
        caption={t.people}
        captionHidden
        rowHref={(row) => `/people/${row.id}`}
        counted={t.peopleCount}
        cells={{ since: (row) => showDate(row.since, locale), roles: (row) => row.roles || '–' }}
      />
    </>
  );
}

export type PersonProps = {
  person: { id: string; name: string; email: string; createdAt: string; example: boolean; emailVerified: boolean };
  grants: readonly { grant: GrantShown & { callCode: string | null }; revocable: Decision }[];
  form: Again;
  /** Why something was refused that has no form of its own. */
  refused?: Again['reasons'];
  done?: string | undefined;
};

export function PersonPage({ person, grants, form, refused = [], done }: PersonProps) {
  const t = useCopy(identityCopy);
  const { locale } = usePage();
  const live = grants.filter((g) => g.grant.revokedAt === null);
  const past = grants.filter((g) => g.grant.revokedAt !== null);
  return (
    <>
      <PageHead
        trail={[{ label: t.people, href: '/people' }, { label: person.name }]}
        title={person.name}
        lead={person.email}
        status={person.example && <StatusChip tone="info">{t.examplePerson}</StatusChip>}
      />
      {done && <Alert tone="good">{done}</Alert>}
      {refused.length > 0 && (
        <Alert tone="bad">
          <Reasons reasons={refused} />
        </Alert>
      )}
      <FactList
        facts={[
          { label: t.registered, value: showInstant(person.createdAt, locale) },
          { label: t.emailVerified, value: <YesNo value={person.emailVerified} /> },
        ]}
      />
      <Section title={t.rolesNow} id="grants">
        {live.length === 0 ? (
          <EmptyState title={t.noRoles} />
        ) : (
          <PlainTable
            caption={t.rolesNow}
            captionHidden
            columns={[{ label: t.role }, { label: t.scope }, { label: t.granted }, { label: t.revoke }]}
            rows={live.map(({ grant, revocable }) => [
              t[`role_${grant.role}`],
              <ScopeWords grant={grant} />,
              t.by(showInstant(grant.grantedAt, locale), grant.grantedBy),
              <ActionButton action={`/people/${person.id}/grants/${grant.id}/revocation`} tone="danger" small decision={revocable}>
                {t.revoke}
                <span class="visually-hidden"> {t[`role_${grant.role}`]}</span>
              </ActionButton>,
            ])}
          />
        )}
      </Section>
      <Section title={t.grantRole} id="grant">
        <Form action={`/people/${person.id}/grants`} form={form}>
          <SelectField name="role" label={t.role} options={roles.map((role) => ({ value: role, label: t[`role_${role}`] }))} required width="m" />
          <TextField name="scope" label={t.scope} hint={t.scopeHint} width="m" spellcheck={false} />
          <SubmitRow label={t.grant} />
        </Form>
      </Section>
      {past.length > 0 && (
        <Section title={t.rolesPast} id="past">
          <PlainTable
            caption={t.rolesPast}
            captionHidden
            columns={[{ label: t.role }, { label: t.scope }, { label: t.granted }, { label: t.revoked }]}
            rows={past.map(({ grant }) => [
              t[`role_${grant.role}`],
              <ScopeWords grant={grant} />,
              t.by(showInstant(grant.grantedAt, locale), grant.grantedBy),
              t.by(showInstant(grant.revokedAt!, locale), grant.revokedBy),
            ])}
          />
        </Section>
      )}
    </>
  );
}

function YesNo({ value }: { value: boolean }) {
  const t = useCopy(uiCopy);
  return <>{value ? t.yes : t.no}</>;
}
