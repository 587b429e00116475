import type { Decision } from '#src/core/decision.ts';
import { euros } from '#src/core/money.ts';
import { isRegion, region } from '#src/core/regions.ts';
import { costCategoryWords, researchTypeWords, upperFirst } from '#src/funding/calls/copy/vocabulary.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, CheckboxGroup } from '#src/ui/choices.tsx';
import { Form } from '#src/ui/form.tsx';
import { Prose, Section } from '#src/ui/head.tsx';
import { Alert, Callout, LinkButton } from '#src/ui/parts.tsx';
import { Reasons, SourceNote } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { ageWords, consortiumCopy, contractWords, genderWords } from '../../copy/consortium.ts';
import { applicationsCopy } from '../../copy/words.ts';
import type { ConfirmationShown, Representative } from '../../queries/consortium.ts';
import { profileSaid } from '../../rules/staff.ts';
import type { Difference, Standing, ToConfirm } from '../../rules/consortium.ts';
import type { StaffLine } from '../../snapshot.ts';
import { MemberBudget } from '../budget.tsx';
import { kindOf } from '../members.tsx';
import { addressOf, ApplicationHead, Deadline, Steps, type StepProps } from '../parts.tsx';
import { StaffTable } from './member.tsx';

export type ConfirmationProps = StepProps & {
  member: MemberFacts;
  text: ToConfirm;
  stamp: string;
  standing: Standing;
  confirmation: ConfirmationShown | null;
  differences: readonly Difference[];
  representatives: readonly Representative[];
  confirming: Decision;
};

/** Everything that a partner's legal representative puts their name to, word by word, and what changed since they did. */
export function ConfirmationPage(props: ConfirmationProps) {
  const { application, examination, form, member, text, stamp, standing, confirmation, differences, representatives, confirming } = props;
  const t = useCopy(consortiumCopy);
  const words = useCopy(applicationsCopy);
  const { locale } = usePage();
  const { call } = application.version;
  const asked = call.consortium;
  const at = addressOf(application.id, `members/${member.id}`);
  const asking = standing !== 'confirmed' && (confirming.ok || form !== undefined);
  return (
    <>
      <ApplicationHead application={application} step={`${t.confirmTitle}, ${member.name}`} lead={t.confirmLead} />
      <Steps application={application} examination={examination} current="members" />
      <Deadline call={call} />
      {standing === 'notAsked' && <Callout tone="neutral" title={member.role === 'lead' ? t.leadDeclares : t.notAskedHere} />}
      {standing === 'confirmed' && confirmation && (
        <Alert tone="good" title={t.confirmedBy(confirmation.personName, confirmation.confirmedAt, confirmation.callVersion)} />
      )}
      {standing === 'lapsed' && (
        <Callout tone="warn" title={t.lapsedTitle}>
          {confirmation && <p>{t.confirmedBy(confirmation.personName, confirmation.confirmedAt, confirmation.callVersion)}</p>}
          <Differences differences={differences} />
        </Callout>
      )}
      <Section title={t.data} id="data">
        <FactList
          facts={[
            { label: words.organisation, value: member.name },
            { label: words.kind, value: kindOf(member, locale) },
            { label: words.place, value: isRegion(member.region) ? region(member.region).name[locale] : null },
          ]}
        />
        <StaffTable lines={text.staff} />
        <MemberBudget call={call} member={member} examination={examination} form={null} />
      </Section>
      {asked && standing !== 'notAsked' && (
        <>
          {!asking && asked.declarations.length > 0 && (
            <Section title={t.declarations} id="declarations">
              <ol>
                {asked.declarations.map((d) => (
                  <li key={d.id}>
                    {d.text[locale]} <SourceNote source={d.source} />
                  </li>
                ))}
              </ol>
            </Section>
          )}
          {!asking && asked.mandate && (
            <Section title={t.mandate} id="mandate">
              <Prose>
                <p>{asked.mandate.text[locale]}</p>
              </Prose>
              <SourceNote source={asked.mandate.source} />
            </Section>
          )}
          <Section title={t.confirmTitle} id="confirm">
            {asking ? (
              <Form action={`${at}/confirmation`} {...(form && { form })}>
                <input type="hidden" name="seen" value={stamp} />
                <CheckboxField name="data" label={t.confirmData} required />
                {asked.declarations.length > 0 && (
                  <CheckboxGroup
                    name="declarations"
                    label={t.declarations}
                    required
                    options={asked.declarations.map((d) => ({ value: d.id, label: d.text[locale], hint: <SourceNote source={d.source} /> }))}
                  />
                )}
                {asked.mandate && (
                  <CheckboxField
                    name="mandate"
                    label={`${t.mandate}: ${asked.mandate.text[locale]}`}
                    hint={<SourceNote source={asked.mandate.source} />}
                    required
                  />
                )}
                <SubmitRow label={t.confirmNow} decision={confirming}>
                  <LinkButton href={at} tone="plain">
                    {words.cancel}
                  </LinkButton>
                </SubmitRow>
              </Form>
            ) : (
              !confirming.ok && <Reasons reasons={confirming.reasons} />
            )}
            {confirmation && confirming.ok && (
              <ConfirmDetails summary={t.takeBack} consequences={[t.takeBackMore]}>
                <ActionButton action={`${at}/confirmation/removal`} tone="danger">
                  {t.takeBack}
                </ActionButton>
              </ConfirmDetails>
            )}
            <h3>{t.representatives}</h3>
            {representatives.length === 0 ? (
              <p>{t.noRepresentative}</p>
            ) : (
              <ul>
                {representatives.map((p) => (
                  <li key={p.id}>{p.name}</li>
                ))}
              </ul>
            )}
          </Section>
        </>
      )}
    </>
  );
}

function Differences({ differences }: { differences: readonly Difference[] }) {
  const t = useCopy(consortiumCopy);
  const words = useCopy(applicationsCopy);
  const { locale } = usePage();
  const place = (id: string) => (isRegion(id) ? region(id).name[locale] : id);
  const line = (l: StaffLine | null) =>
    l === null
      ? ''
      : [
          `${l.heads} × ${profileSaid(l, t.notStated)}`,
          l.gender && genderWords[l.gender][locale],
          l.age && ageWords[l.age][locale],
          contractWords[l.contract][locale],
          l.newHire && t.newHire,
          l.personMonths !== null && `${l.personMonths} ${t.personMonths.toLowerCase()}`,
        ]
          .filter(Boolean)
          .join(', ');
  const row = (d: Difference): [string, string, string] => {
    switch (d.what) {
      case 'region':
        return [words.place, place(d.before), place(d.now)];
      case 'cost':
        return [
          `${upperFirst(costCategoryWords[d.category as keyof typeof costCategoryWords][locale])}, ${researchTypeWords[d.researchType as keyof typeof researchTypeWords][locale]}`,
          euros(d.before, locale),
          euros(d.now, locale),
        ];
      case 'staff':
        return [t.staff, line(d.before), line(d.now)];
      case 'declaration':
        return [t.declarations, d.before?.[locale] ?? '', d.now?.[locale] ?? ''];
      case 'mandate':
        return [t.mandate, d.before?.[locale] ?? '', d.now?.[locale] ?? ''];
      default:
        return [d.what === 'role' ? words.roleLead : words.kind, d.before, d.now];
    }
  };
  return <PlainTable caption={t.changedSince} columns={[{ label: t.what }, { label: t.before }, { label: t.now }]} rows={differences.map(row)} />;
}
