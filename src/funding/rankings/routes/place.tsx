import { notFound } from '#src/core/errors.ts';
import { submittedApplications } from '#src/funding/applications/queries.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import type { Again, Ask } from '#src/plumbing/http/door.ts';
import { page } from '#src/plumbing/http/reply.ts';
import { can, reviewableUntil } from '../policy.ts';
import { isInvolved, latestRanking, rankingByNumber, renunciationsOf } from '../queries.ts';
import { expertsFor } from '../queries/experts.ts';
import { requestFor } from '../queries/requests.ts';
import { whatWouldChange } from '../rules/explain.ts';
import { nameOf, PlacePage } from '../views/place.tsx';

/** The ranking that the address asks for: the newest, or `?version=2`. */
export async function askedRanking(ask: Ask<unknown>) {
  const asked = Number(ask.url.searchParams.get('version') ?? '0');
  const callId = ask.params['callId']!;
  return Number.isSafeInteger(asked) && asked > 0 ? rankingByNumber(ask.house.db, callId, asked) : latestRanking(ask.house.db, callId);
}

/** A form of the page that came back with mistakes, and of which place, where the address does not say. */
type PageAgain = { review?: Again; end?: Again; application?: string | undefined };

/** One place of a ranking, for whoever asks: everyone reads what the call publishes. */
export async function placePage(ask: Ask<unknown>, { review: reviewAgain, end, application: of = ask.params['applicationId'] }: PageAgain = {}) {
  const { house, actor } = ask;
  const version = await currentVersion(house.db, ask.params['callId']!);
  if (!version) throw notFound();
  const row = await askedRanking(ask);
  const place = row?.bundle.ranking.places.find((p) => p.application === of);
  if (!row || !place) throw notFound();
  const { call } = version;
  const application = await submittedApplications(house.db, call.id)
    .select('applications.lead_id as leadId')
    .where('applications.id', '=', place.application)
    .executeTakeFirst();
  const own = application !== undefined && (actor?.organisationIds.includes(application.leadId) ?? false);
  const ended = (await renunciationsOf(house.db, call.id)).find((r) => r.application === place.application);
  const asked = own ? await requestFor(house.db, row.id, place.application) : undefined;
  const full = own || can.preview(actor, call.id, await isInvolved(house.db, call.id, actor)).ok;
  const explained = full || (call.ranking.publishes.includes('points') && call.ranking.publishes.includes('grant'));
  const endGrant = can.renounce(actor).ok ? can.endGrant(actor, { funded: place.state === 'funded', kind: row.kind, ended: ended !== undefined }) : null;
  return page(
    `${nameOf(place, (what) => full || call.ranking.publishes.includes(what), ask.locale)} · ${call.officialCode}`,
    <PlacePage
      call={call}
      place={place}
      lead={application?.leadName ?? ''}
      full={full}
      experts={await expertsFor(house.db, version, { applicationId: place.application, ranked: true }, actor)}
      changes={explained && (full || place.state !== 'excluded') ? whatWouldChange(row.bundle, place.application) : []}
      endGrant={endGrant}
      ended={ended && place.state === 'funded' ? { kind: ended.kind ?? 'renunciation', on: ended.on, ref: ended.ref } : null}
      review={
        own
          ? {
              decision: can.askReview(actor, call, { leadId: application.leadId, ranking: row, asked: asked !== undefined }, ask.now.toISOString()),
              until: reviewableUntil(call, row.publishedAt),
              asked: asked ?? null,
            }
          : null
      }
      {...(reviewAgain && { form: reviewAgain })}
      {...(end && { endForm: end })}
    />,
    { address: `/calls/${call.id}/ranking/${place.application}` },
  );
}
