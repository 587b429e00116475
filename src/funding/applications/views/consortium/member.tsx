import { regions } from '#src/core/regions.ts';
import { yes, type Decision, type Finding } from '#src/core/decision.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { Button, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, SelectField } from '#src/ui/choices.tsx';
import { FieldSet, NumberField, TextArea, TextField } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { Section, WithAside } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { Findings } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { ageWords, consortiumCopy, contractWords, genderWords, standingWords } from '../../copy/consortium.ts';
import { applicationsCopy } from '../../copy/words.ts';
import { peopleWritten } from '../../rules/named.ts';
import { profileSaid } from '../../rules/staff.ts';
import { partStamp, type Standing } from '../../rules/consortium.ts';
import type { StaffLine } from '../../snapshot.ts';
import { ageBands, contracts, genders } from '../../states.ts';
import { kindOf } from '../members.tsx';
import { mayWrite } from '../section.tsx';
import { addressOf, ApplicationHead, Deadline, joined, ReadOnly, stampOf, Steps, useStored, type StepProps } from '../parts.tsx';

export type MemberProps = StepProps & {
  member: MemberFacts;
  lines: readonly StaffLine[];
  findings: readonly Finding[];
  standing: Standing;
  /** Lines out of the organisation's register, to be looked at before they are saved. */
  prefill: readonly StaffLine[] | null;
  mayPrefill: boolean;
  leaving: Decision;
  /** What was typed into the form that leaves. */
  leaveForm?: Again | undefined;
};

/** Empty lines below what there is; saving in between adds more. */
const spareAfter = (lines: number): number => (lines === 0 ? 2 : 1);

/** One participant's own part: place, people, and where it stands with the call's rules and its confirmation. */
export function MemberPage({ member, lines, findings, standing, prefill, mayPrefill, leaving, leaveForm, ...props }: MemberProps) {
  const { application, examination, editable, form } = props;
  const t = useCopy(consortiumCopy);
  const words = useCopy(applicationsCopy);
  const { locale } = usePage();
  const at = addressOf(application.id, `members/${member.id}`);
  const tone = { notAsked: 'neutral', missing: 'warn', confirmed: 'good', lapsed: 'warn' } as const;
  return (
    <>
      <ApplicationHead application={application} step={member.name} lead={t.ownLead} />
      <Steps application={application} examination={examination} current="members" />
      <WithAside
        aside={
          <>
            <Deadline call={application.version.call} />
            <p>
              {member.role === 'lead' ? words.roleLead : words.rolePartner}, {kindOf(member, locale)}
            </p>
            {standing !== 'notAsked' && (
              <p>
                <StatusChip tone={tone[standing]}>{standingWords[standing][locale]}</StatusChip>{' '}
                <LinkButton href={`${at}/confirmation`} tone="secondary" small>
                  {t.toConfirm}
                </LinkButton>
              </p>
            )}
            <h2>{t.eligibility}</h2>
            <Findings findings={findings} noCount level={3} />
          </>
        }
      >
        {prefill && <Callout tone="info" title={t.fromRegisterNote} />}
        {mayWrite(editable, form) ? (
          <PartForm application={application} member={member} lines={prefill ?? lines} stored={lines} editable={editable} form={form} />
        ) : (
          <>
            <ReadOnly editable={editable} />
            <StaffTable lines={lines} />
          </>
        )}
        <Actions>
          {editable.ok && mayPrefill && (
            <LinkButton href={`${at}?from=register`} tone="secondary">
              {t.fromRegister}
            </LinkButton>
          )}
          <LinkButton href={addressOf(application.id, `budget#member-${member.id}`)} tone="secondary">
            {t.toBudget}
          </LinkButton>
        </Actions>
        {(leaving.ok || leaveForm) && (
          <Section title={t.leaveTitle} id="leave">
            <ConfirmDetails summary={t.leave(member.name)} consequences={[t.leaveMore, t.leaveTold]} open={leaveForm !== undefined}>
              <Form action={`${at}/leave`} id="leave" {...(leaveForm && { form: leaveForm })}>
                <TextArea name="motive" label={t.motive} required rows={3} limit={1000} />
                <SubmitRow label={t.leaveNow} tone="danger" decision={leaving.ok ? yes : leaving} />
              </Form>
            </ConfirmDetails>
          </Section>
        )}
      </WithAside>
    </>
  );
}

function PartForm(props: {
  application: StepProps['application'];
  member: MemberFacts;
  lines: readonly StaffLine[];
  stored: readonly StaffLine[];
  editable: Decision;
  form: Again | undefined;
}) {
  const { application, member, lines, editable, form } = props;
  const t = useCopy(consortiumCopy);
  const words = useCopy(applicationsCopy);
  const { locale } = usePage();
  const stored = useStored(form);
  const given = Math.max(lines.length, form ? lastLine(form) + 1 : 0);
  const shown = given + spareAfter(given);
  const values = Object.fromEntries([
    ['region', member.region],
    ...lines.flatMap((l, n) =>
      Object.entries({
        profile: l.profile,
        gender: l.gender ?? '',
        age: l.age ?? '',
        contract: l.contract === 'notStated' ? '' : l.contract,
        newHire: l.newHire ? 'on' : '',
        heads: String(l.heads),
        personMonths: l.personMonths === null ? '' : String(l.personMonths),
        people: peopleWritten(l.people),
      }).map(([field, value]) => [`staff.${n}.${field}`, value]),
    ),
  ]) as Record<string, string>;
  const options = [
    { label: words.south, options: regions.filter((r) => r.south).map((r) => ({ value: r.id, label: r.name[locale] })) },
    { label: words.centreNorth, options: regions.filter((r) => !r.south).map((r) => ({ value: r.id, label: r.name[locale] })) },
  ];
  // A stale form that is sent again is sent knowing what is stored now: it stands beside the fields.
  const seen = stampOf(form, 'seen', partStamp(member, props.stored));
  return (
    <Form action={addressOf(application.id, `members/${member.id}`)} form={form ?? filled(values)} guardUnsaved>
      <input type="hidden" name="seen" value={seen} />
      <SelectField name="region" label={words.place} hint={joined(words.placeHint, stored('region', member.region))} required options={options} width="m" />
      <h2>{t.staff}</h2>
      <p class="m-hint">{t.staffLead}</p>
      {form?.reasons.some((r) => r.code === 'form.stale') && <StaffTable lines={props.stored} />}
      {Array.from({ length: shown }, (_, n) => (
        <LineFields key={n} n={n} line={lines[n]} />
      ))}
      <SubmitRow label={t.saveMember} decision={editable}>
        {editable.ok && (
          <Button tone="secondary" name="next" value="stay">
            {t.saveAndMore}
          </Button>
        )}
        <LinkButton href={addressOf(application.id, 'members')} tone="plain">
          {words.cancel}
        </LinkButton>
      </SubmitRow>
    </Form>
  );
}

const lastLine = (form: Again): number =>
  Math.max(-1, ...Object.entries(form.values).flatMap(([name, value]) => (value !== '' && /^staff\.(\d+)\./.test(name) ? [Number(name.split('.')[1])] : [])));

function LineFields({ n, line }: { n: number; line: StaffLine | undefined }) {
  const t = useCopy(consortiumCopy);
  const { locale } = usePage();
  const at = (field: string) => `staff.${n}.${field}`;
  const counted = line?.profile === '' && line.contract === 'notStated';
  const ages = ageBands.filter((a) => a !== 'under40' || line?.age === 'under40');
  return (
    <FieldSet legend={line ? t.line(n + 1) : t.newLine(n + 1)} {...(counted && { hint: t.fromCounts })}>
      {counted && <input type="hidden" name={at('counted')} value={JSON.stringify(line)} />}
      <TextField name={at('profile')} label={t.profile} required={line !== undefined} width="l" />
      <div class="m-fieldset">
        <div class="m-columns">
          <SelectField
            name={at('gender')}
            label={t.gender}
            required={line !== undefined}
            options={genders.map((value) => ({ value, label: genderWords[value][locale] }))}
          />
          <SelectField
            name={at('age')}
            label={t.age}
            required={line !== undefined}
            options={ages.map((value) => ({ value, label: ageWords[value][locale] }))}
          />
          <SelectField
            name={at('contract')}
            label={t.contract}
            required={line !== undefined}
            options={contracts.filter((c) => c !== 'notStated').map((value) => ({ value, label: contractWords[value][locale] }))}
          />
          <NumberField name={at('heads')} label={t.heads} whole required={line !== undefined} width="xs" />
          <NumberField name={at('personMonths')} label={t.personMonths} whole width="xs" />
        </div>
      </div>
      <TextArea name={at('people')} label={t.people} hint={t.peopleHint} rows={2} />
      <CheckboxField name={at('newHire')} label={t.newHire} />
      {line && <CheckboxField name={at('remove')} label={t.removeLine} />}
    </FieldSet>
  );
}

/** The staff of one member to be read; the office reads the same of what was handed in. */
export function StaffTable({ lines, caption }: { lines: readonly StaffLine[]; caption?: string }) {
  const t = useCopy(consortiumCopy);
  const { locale } = usePage();
  return (
    <PlainTable
      caption={caption ?? t.staff}
      columns={[
        { label: t.profile },
        { label: t.gender },
        { label: t.age },
        { label: t.contract },
        { label: t.newHire },
        { label: t.heads, numeric: true },
        { label: t.personMonths, numeric: true },
      ]}
      empty={t.noStaff}
      rows={lines.map((l) => [
        profileSaid(l, t.notStated),
        l.gender ? genderWords[l.gender][locale] : t.notStated,
        l.age ? ageWords[l.age][locale] : t.notStated,
        contractWords[l.contract][locale],
        l.newHire ? t.yes : t.no,
        String(l.heads),
        l.personMonths === null ? '' : String(l.personMonths),
      ])}
    />
  );
}
