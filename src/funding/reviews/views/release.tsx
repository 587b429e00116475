import { number as showNumber } from '#src/core/money.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { SelectField } from '#src/ui/choices.tsx';
import { useCopy, usePage } from '#src/ui/context.ts';
import { DateField, TextArea } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { expertWords } from '#src/funding/experts/copy/experts.ts';
import { releaseWords } from '../copy/release.ts';
import { reviewWords } from '../copy/reviews.ts';
import type { OpenPlace, ReleaseDesk } from '../releasing.ts';

/** The end of an expert's service: before it, what it does; after it, the places left open and who could take them. */
export function ReleasePage({ stage, expert, self, work, decision, places, invitable, hidden, form }: ReleaseDesk & { form?: Again | undefined }) {
  const t = useCopy(releaseWords);
  const x = useCopy(expertWords);
  const r = useCopy(reviewWords);
  const { call, callId } = stage.version;
  const { ended } = expert;
  const base = `/calls/${callId}`;
  const title = self ? t.ownTitle : t.title(expert.pseudonym);
  return (
    <>
      <PageHead
        title={title}
        kicker={call.officialCode}
        lead={self ? t.lead : expert.name}
        status={<StatusChip tone={ended ? 'neutral' : 'good'}>{ended ? t.released : t.serving}</StatusChip>}
        trail={
          self
            ? [{ label: r.reviews, href: '/reviews' }, { label: title }]
            : [{ label: x.calls, href: '/calls' }, { label: call.officialCode, href: base }, { label: x.experts, href: `${base}/experts` }, { label: title }]
        }
      />
      {hidden && <Callout tone="info">{t.hidden}</Callout>}
      <Section id="service">
        <FactList
          facts={[
            { label: t.open, value: work.open },
            { label: t.submitted, value: work.submitted },
            { label: t.maxLoad, value: expert.maxLoad },
            ...(ended
              ? [
                  { label: t.ended, value: t.moment(ended.at) },
                  { label: t.by, value: ended.self ? t.bySelf : ended.by },
                  { label: t.why, value: ended.why },
                ]
              : []),
          ]}
        />
      </Section>
      {ended ? (
        !self && <Places places={places} callId={callId} replaces={expert.invitation?.id} />
      ) : (
        <Leave {...{ callId, expert, self, decision, invitable, form }} />
      )}
    </>
  );
}

function Leave({
  callId,
  expert,
  self,
  decision,
  invitable,
  form,
}: Pick<ReleaseDesk, 'expert' | 'self' | 'decision' | 'invitable'> & { callId: string; form: Again | undefined }) {
  const t = useCopy(releaseWords);
  const { now } = usePage();
  return (
    <Section id="release">
      <ConfirmDetails
        summary={self ? t.leave : t.release}
        consequences={[t.takes, t.keeps, ...(self ? [t.officeTold] : [t.falls, t.told])]}
        decision={decision}
        open={form !== undefined}
      >
        <Form action={`/calls/${callId}/experts/${expert.personId}/release`} id="release" form={form ?? filled({ replyBy: addDays(romeDate(now), 14) })}>
          <TextArea name="reason" label={t.reason} hint={t.reasonHint} required rows={3} limit={1000} />
          {!self && (
            <>
              <SelectField
                name="invite"
                label={t.invite}
                hint={t.inviteHint}
                empty={t.nobody}
                options={invitable.map((s) => ({ value: s.personId, label: t.invitee(s.name, s.score, s.load, s.barred) }))}
              />
              <DateField name="replyBy" label={t.replyBy} />
            </>
          )}
          <SubmitRow label={self ? t.leave : t.release} tone="danger" />
        </Form>
      </ConfirmDetails>
    </Section>
  );
}

function Places({ places, callId, replaces }: { places: readonly OpenPlace[]; callId: string; replaces: string | undefined }) {
  const t = useCopy(releaseWords);
  const { locale } = usePage();
  const invite = `/calls/${callId}/experts/invitations${replaces ? `?replaces=${replaces}` : ''}#next`;
  return (
    <Section title={t.places} id="places" lead={places.length > 0 ? t.placesLead : undefined}>
      {places.length === 0 && <EmptyState title={t.noPlaces}>{t.noPlacesMore}</EmptyState>}
      {places.map((place) =>
        place.filled ? (
          <p key={place.review}>
            {`${place.protocol} ${place.acronym}`} <StatusChip tone="good">{t.filled}</StatusChip>
          </p>
        ) : (
          <PlainTable
            key={place.review}
            caption={`${place.protocol} ${place.acronym}`}
            columns={[{ label: t.expert }, { label: t.affinity, numeric: true }, { label: t.load, numeric: true }, { label: t.deed }]}
            empty={<EmptyState title={t.nobodyFree}>{t.nobodyFreeMore}</EmptyState>}
            rows={place.substitutes.map((s) => [
              s.expert,
              showNumber(s.affinity, locale),
              `${s.load} / ${s.most}`,
              <ActionButton
                action={`/calls/${callId}/reviews/${place.review}/substitute`}
                fields={{ expert: s.id }}
                decision={s.decision}
                tone="secondary"
                small
              >
                <span aria-hidden="true">{t.assign}</span>
                <span class="visually-hidden">{t.assignWho(s.expert, place.protocol)}</span>
              </ActionButton>,
            ])}
          />
        ),
      )}
      <p>
        <LinkButton href={invite} tone="secondary">
          {t.toInvitations}
        </LinkButton>{' '}
        <LinkButton href={`/calls/${callId}/assignment`} tone="secondary">
          {t.toAssignment}
        </LinkButton>
      </p>
    </Section>
  );
}
