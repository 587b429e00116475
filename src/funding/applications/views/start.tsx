import type { Decision, Reason } from '#src/core/decision.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { callPages } from '#src/funding/calls/copy/pages.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { uiCopy } from '#src/ui/copy.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section, WithAside } from '#src/ui/head.tsx';
import { Callout, LinkButton } from '#src/ui/parts.tsx';
import { ExampleBadge, Reasons } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/plainTable.tsx';
import { dossierCopy } from '../copy/dossier.ts';
import { applicationsCopy } from '../copy/words.ts';
import type { OwnDraft } from '../queries/lists.ts';
import type { Earlier } from '../queries/reuse.ts';
import { addressOf, Deadline, StateChip } from './parts.tsx';

export type StartProps = {
  call: Call;
  decision: Decision;
  /** Organisations to choose from, each with the rules of the call that stand against it as lead. */
  organisations: readonly { organisation: MemberFacts; against: readonly Reason[] }[];
  existing: readonly OwnDraft[];
  /** What the person's organisations wrote before, under this call or another. */
  earlier: readonly Pick<Earlier, 'id' | 'name' | 'callCode' | 'updatedAt'>[];
  form?: Again | undefined;
};

/** Under which organisation to apply. */
export function StartPage({ call, decision, organisations, existing, earlier, form }: StartProps) {
  const t = useCopy(applicationsCopy);
  const d = useCopy(dossierCopy);
  const u = useCopy(uiCopy);
  const { locale, explain, url } = usePage();
  const path = useHref();
  const start = filled(organisations.length === 1 ? { organisationId: organisations[0]!.organisation.id } : {});
  const nameOf = (id: string) => organisations.find((o) => o.organisation.id === id)?.organisation.name ?? '';
  return (
    <>
      <PageHead
        trail={[{ label: callPages.calls[locale], href: '/calls' }, { label: call.officialCode, href: `/calls/${call.id}` }, { label: t.newApplication }]}
        kicker={call.officialCode}
        title={t.newApplication}
        lead={t.newLead}
        {...(call.example && { status: <ExampleBadge /> })}
      />
      <WithAside aside={<Deadline call={call} />}>
        {existing.length > 0 && (
          <Section title={t.already} id="existing" lead={t.alreadyLead}>
            <PlainTable
              caption={t.already}
              captionHidden
              columns={[{ label: t.application }, { label: t.lead }, { label: t.state }, { label: t.lastChange }]}
              rows={existing.map((e) => [
                <a key="link" href={path(addressOf(e.id))}>
                  {e.title || t.untitled}
                </a>,
                nameOf(e.leadId),
                <StateChip key="state" state={e.state} />,
                showInstant(e.updatedAt, locale),
              ])}
            />
          </Section>
        )}
        {organisations.length === 0 ? (
          <Callout
            tone="warn"
            title={t.registerFirst}
            actions={<LinkButton href={`/organisations/new?next=${encodeURIComponent(`/calls/${call.id}/applications/new`)}`}>{t.registerFirst}</LinkButton>}
          >
            {!decision.ok && <Reasons reasons={decision.reasons} />}
          </Callout>
        ) : (
          <Form action={`/calls/${call.id}/applications`} form={form ?? start}>
            {/* What was answered before signing in goes with it. */}
            <input type="hidden" name="quiz" value={typeof form?.values['quiz'] === 'string' ? form.values['quiz'] : url.search.slice(1)} />
            <RadioGroup
              name="organisationId"
              label={t.whichOrganisation}
              required
              options={organisations.map(({ organisation, against }) => ({
                value: organisation.id,
                label: organisation.name,
                hint: against.length === 0 ? t.fits : against.map((r) => (r.source ? `${explain(r)} ${u.sourceOf} ${r.source.ref}.` : explain(r))).join(' '),
              }))}
            />
            {earlier.length > 0 && (
              <SelectField
                name="from"
                label={d.copyFrom}
                hint={d.copyFromLead}
                width="l"
                empty={d.copyNothing}
                options={earlier.map((e) => ({ value: e.id, label: `${e.name} (${e.callCode}), ${showDate(e.updatedAt, locale)}` }))}
              />
            )}
            <SubmitRow label={t.begin} decision={decision} />
          </Form>
        )}
      </WithAside>
    </>
  );
}
