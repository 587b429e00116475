import { speak } from '#src/core/words.ts';
import { bodyKinds, sizeClasses } from '#src/partnership/organisations/states.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxGroup, RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { DateField, FieldSet, MoneyField, NumberField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Actions, Alert, Callout, LinkButton } from '#src/ui/parts.tsx';
import { SourceNote } from '#src/ui/reasons.tsx';
import { ruleWords, sectorWords } from '../copy.ts';
import { callPages } from '../copy/pages.ts';
import { quizCopy } from '../copy/quiz.ts';
import { applicantFormWords, bodyKindWords, documentWhenWords, listed, researchTypeWords, sizeWords, upperFirst } from '../copy/vocabulary.ts';
import { callPhase } from '../rules/calendar.ts';
import { documentsAsked } from '../rules/documents.ts';
import {
  askEligibility,
  partnerGroups,
  questionsOf,
  quizFacts,
  type Question,
  type QuizAnswers,
  type QuizNames,
  type QuizResult,
} from '../rules/eligibility.ts';
import type { Call } from '../schema.ts';
import { applicantForms, researchTypes } from '../vocabulary.ts';

export type QuizProps = {
  call: Call;
  answers: QuizAnswers;
  form: Again;
  answered: boolean;
  /** Sent, with nothing in it. */ empty: boolean;
  signedIn: boolean;
};

/** Questions and, once there are answers, what each rule says of them. */
export function QuizPage({ call, answers, form, answered, empty, signedIn }: QuizProps) {
  const t = useCopy(quizCopy);
  const p = useCopy(callPages);
  const base = `/calls/${call.id}`;
  return (
    <>
      <PageHead
        title={t.title}
        kicker={call.officialCode}
        lead={t.lead}
        trail={[{ label: p.calls, href: '/calls' }, { label: call.officialCode, href: base }, { label: t.title }]}
      />
      {call.example && <Callout tone="warn">{p.exampleCall}</Callout>}
      {answered && form.reasons.length === 0 && <Result call={call} answers={answers} signedIn={signedIn} />}
      {empty && <Alert tone="warn" title={t.nothingAnswered} />}
      <Section title={t.answers} id="questions" lead={t.answersLead}>
        <Form action={`${base}/eligibility`} method="get" form={form}>
          <Questions call={call} />
          <SubmitRow label={t.show}>
            {answered && (
              <LinkButton href={`${base}/eligibility`} tone="plain">
                {t.startOver}
              </LinkButton>
            )}
          </SubmitRow>
        </Form>
      </Section>
    </>
  );
}

function Questions({ call }: { call: Call }) {
  const t = useCopy(quizCopy);
  const { locale } = usePage();
  const asked = questionsOf(call);
  const yesNo = [
    { value: 'yes', label: t.yes },
    { value: 'no', label: t.no },
  ];
  const when = (question: Question, field: preact.JSX.Element) => asked.has(question) && field;
  const sectors = call.rules.flatMap((r) => (r.rule === 'sectors' ? r.among : []));
  return (
    <>
      {when(
        'lead',
        <SelectField
          name="lead"
          label={t.leadKind}
          hint={t.leadHint}
          options={bodyKinds.map((k) => ({ value: k, label: upperFirst(bodyKindWords[k].one[locale]) }))}
        />,
      )}
      {when(
        'ownership',
        <RadioGroup name="ownership" label={t.ownership} inline options={(['public', 'private'] as const).map((o) => ({ value: o, label: t[o] }))} />,
      )}
      {when(
        'size',
        <SelectField name="size" label={t.size} hint={t.sizeHint} options={sizeClasses.map((s) => ({ value: s, label: upperFirst(sizeWords[s][locale]) }))} />,
      )}
      {when(
        'form',
        <RadioGroup name="form" label={t.form} options={applicantForms.map((f) => ({ value: f, label: upperFirst(applicantFormWords[f][locale]) }))} />,
      )}
      {when(
        'partners',
        <FieldSet legend={t.partners} hint={t.partnersHint} columns>
          {partnerGroups.map((g) => (
            <NumberField key={g} name={g} label={t[g]} whole width="xs" />
          ))}
        </FieldSet>,
      )}
      {when('inside', <RadioGroup name="inside" label={t.inside} hint={t.insideHint} inline options={yesNo} />)}
      {when('others', <NumberField name="others" label={t.others} whole width="xs" />)}
      {when('place', <RadioGroup name="place" label={t.place} options={(['south', 'italy', 'abroad'] as const).map((o) => ({ value: o, label: t[o] }))} />)}
      {when('spokes', <NumberField name="spokes" label={t.spokes} whole width="xs" />)}
      {when(
        'sector',
        <SelectField
          name="sector"
          label={t.sector}
          options={[...sectors.map((s) => ({ value: s, label: sectorWords(call, s)[locale] })), { value: 'other', label: t.otherSector }]}
        />,
      )}
      {when(
        'types',
        <CheckboxGroup name="types" label={t.types} options={researchTypes.map((r) => ({ value: r, label: upperFirst(researchTypeWords[r][locale]) }))} />,
      )}
      {when('costCents', <MoneyField name="cost" label={t.costCents} />)}
      {when('months', <NumberField name="months" label={t.months} whole width="xs" />)}
      {when('startsOn', <DateField name="startsOn" label={t.startsOn} />)}
      {when('largest', <NumberField name="largest" label={t.largest} unit="%" width="xs" />)}
      {when('bodies', <NumberField name="bodies" label={t.bodies} unit="%" width="xs" />)}
      {when('women', <NumberField name="women" label={t.women} unit="%" width="xs" />)}
    </>
  );
}

function Result({ call, answers, signedIn }: { call: Call; answers: QuizAnswers; signedIn: boolean }) {
  const t = useCopy(quizCopy);
  const p = useCopy(callPages);
  const { locale, now, url } = usePage();
  const names: QuizNames = { lead: t.you, partner: t.partner };
  const results = askEligibility(call, answers, names);
  const of = (verdict: QuizResult['verdict']) => results.filter((r) => r.verdict === verdict);
  const start = `/calls/${call.id}/applications/new${url.search}`;
  return (
    <Section title={t.result} id="result">
      <Alert tone={of('unmet').length === 0 ? 'good' : 'warn'} title={of('unmet').length === 0 ? `${t.allMet}.` : `${t.someUnmet(of('unmet').length)}.`}>
        {t.counts(of('met').length, of('unmet').length, of('depends').length)}
      </Alert>
      <Verdicts title={t.unmet} results={of('unmet')} />
      <Verdicts title={t.depends} results={of('depends')} />
      <Verdicts title={t.met} results={of('met')} />
      <Needed call={call} answers={answers} names={names} />
      {callPhase(call, now) === 'open' ? (
        <Actions>
          <LinkButton href={signedIn ? start : `/sign-in?next=${encodeURIComponent(start)}`}>{signedIn ? t.start : p.signInToApply}</LinkButton>
        </Actions>
      ) : (
        <p>{speak(quizCopy, locale).notNow}</p>
      )}
    </Section>
  );
}

/** Each rule in words with what was found; what would change a no stands in the finding itself. */
function Verdicts({ title, results }: { title: string; results: readonly QuizResult[] }) {
  const { locale, explain } = usePage();
  if (results.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="m-reasons">
        {results.map((r) => (
          <li key={r.rule.id}>
            <span class="m-reason">
              {r.verdict === 'depends'
                ? ruleWords(r.rule)[locale]
                : r.findings
                    .filter((f) => r.verdict === 'met' || !f.met)
                    .map((f) => explain(f))
                    .join(' ')}
            </span>
            <SourceNote source={r.rule.source} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The documents that will be asked for, as far as the answers say for whom. */
function Needed({ call, answers, names }: { call: Call; answers: QuizAnswers; names: QuizNames }) {
  const t = useCopy(quizCopy);
  const { locale } = usePage();
  const facts = quizFacts(answers, names);
  const under = (ownership: 'public' | 'private') =>
    new Set(documentsAsked(call, { ...facts, members: facts.members.map((m) => ({ ...m, ownership })) }).map((a) => a.document.id));
  const [asPublic, asPrivate] = answers.ownership === null ? [under('public'), under('private')] : [under(answers.ownership), under(answers.ownership)];
  const documents = call.documents.filter((d) => asPrivate.has(d.id) || asPublic.has(d.id) || facts.members.length === 0);
  const details = (d: (typeof documents)[number]) =>
    [
      d.signature === 'digital' ? t.signed : t.unsigned,
      d.of === 'eachMember' ? t.each : '',
      d.required ? '' : t.optional,
      asPrivate.has(d.id) && asPublic.has(d.id) ? '' : d.when === 'always' ? '' : t.onlyIf(documentWhenWords[d.when][locale]),
    ]
      .filter(Boolean)
      .join('; ');
  return (
    <>
      <h3>{t.need}</h3>
      <p>{t.needAccess}</p>
      <p>
        {t.needForm(
          listed(
            call.form.sections.map((s) => s.title),
            locale,
          ),
        )}
      </p>
      <h4>{t.needDocuments}</h4>
      <ul>
        {documents.map((d) => (
          <li key={d.id}>
            {d.title[locale]} ({details(d)})
          </li>
        ))}
      </ul>
    </>
  );
}
