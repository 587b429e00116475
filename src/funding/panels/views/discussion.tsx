import type { Decision } from '#src/core/decision.ts';
import type { ReviewSeen } from '#src/funding/reviews/queries/reviews.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { TextArea } from '#src/ui/fields.tsx';
import { filled, Form, fresh } from '#src/ui/form.tsx';
import { PageHead, Prose, Section } from '#src/ui/head.tsx';
import { EmptyState } from '#src/ui/parts.tsx';
import { discussionWords } from '../copy/discussion.ts';
import type { DiscussionDecisions } from '../desk.ts';
import type { Discussion } from '../queries/discussion.ts';
import { Comparison, ConsensusFields, draftFields, type Compared } from './panel.tsx';

export type DiscussionPageProps = {
  review: ReviewSeen;
  /** What the reviewers thought; nothing of what they read. */
  found: Compared;
  discussion: Discussion;
  decisions: DiscussionDecisions;
  forms?: { draft?: Again; message?: Again };
};

/** A reviewer's view of their proposal's discussion, with the draft if it is theirs to write. */
export function DiscussionPage({ review, found, discussion, decisions, forms = {} }: DiscussionPageProps) {
  const t = useCopy(discussionWords);
  const { call } = found.stage.version;
  const { name, title } = review.proposal;
  const base = `/reviews/${review.id}`;
  return (
    <>
      <PageHead
        title={`${name}: ${t.discussion.toLowerCase()}`}
        kicker={call.officialCode}
        lead={title ?? undefined}
        trail={[{ label: t.reviews, href: '/reviews' }, { label: name, href: base }, { label: t.discussion }]}
        example={call.example}
      />
      <Comparison found={found} />
      <DiscussionSection discussion={discussion} decision={decisions.discuss} action={`${base}/messages`} form={forms.message} />
      {discussion.rapporteur && discussion.draft && (
        <Section title={t.draft} id="draft" lead={t.draftLead}>
          <Form
            action={`${base}/consensus`}
            form={forms.draft ?? filled(discussion.draft.entry ? draftFields(discussion.draft.entry) : {})}
            id="draft"
            guardUnsaved
          >
            <input type="hidden" name="revision" value={discussion.draft.revision} />
            {(decisions.draft.ok || forms.draft) && <ConsensusFields grid={call.evaluation} required={false} />}
            <SubmitRow label={t.save} decision={decisions.draft} />
          </Form>
        </Section>
      )}
    </>
  );
}

type SectionProps = { discussion: Discussion; decision: Decision; action: string; form: Again | undefined };

/** What was said, and the field to say something; a closed discussion is read only. */
export function DiscussionSection({ discussion, decision, action, form }: SectionProps) {
  const t = useCopy(discussionWords);
  const writes = decision.ok || decision.reasons.every((r) => r.code !== 'panel.discussersOnly');
  return (
    <Section title={t.discussion} id="discussion" lead={t.lead}>
      {discussion.messages.length === 0 && <EmptyState title={t.silence}>{t.silenceMore}</EmptyState>}
      {discussion.messages.map((m) => {
        const who = m.author ?? t.chair;
        return (
          <article key={m.id} id={`message-${m.id}`}>
            <h3>{t.said(m.mine ? t.you(who) : who, m.at)}</h3>
            <Prose>
              {m.body.split(/\n\s*\n/).map((p, i) => (
                <p key={i}>{p}</p>
              ))}
            </Prose>
          </article>
        );
      })}
      {(writes || form) && (
        <Form action={action} form={form ?? fresh} id="message" label={t.discussion} guardUnsaved>
          {(decision.ok || form) && <TextArea name="body" label={t.write} hint={t.writeHint} required rows={4} limit={8000} />}
          <SubmitRow label={t.send} decision={decision} />
        </Form>
      )}
    </Section>
  );
}

/** Who drafts the consensus report, and the chair's choice of them. */
export function Rapporteur({ discussion, decision, action, form }: SectionProps) {
  const t = useCopy(discussionWords);
  const { draft, reviewers } = discussion;
  return (
    <Section title={t.rapporteur} id="rapporteur" lead={t.rapporteurLead}>
      <p>
        {draft ? t.rapporteurIs(draft.pseudonym) : t.noRapporteur} {draft && (draft.savedAt ? t.draftOf(draft.savedAt) : t.noDraft)}
      </p>
      {(decision.ok || form) && (
        <Form action={action} form={form ?? filled({ expert: draft?.pseudonym ?? '' })} id="rapporteur" label={t.rapporteur}>
          <SelectField
            name="expert"
            label={t.reviewer}
            required
            options={reviewers
              .filter((r) => !r.released)
              .map((r) => ({ value: r.pseudonym, label: r.state === 'submitted' ? r.pseudonym : t.notIn(r.pseudonym) }))}
          />
          <SubmitRow label={t.name} tone="secondary" decision={decision} />
        </Form>
      )}
    </Section>
  );
}
