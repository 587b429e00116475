import type { Actor } from '#src/core/actor.ts';
import { canonical } from '#src/core/canonical.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { split, sum, type Cents } from '#src/core/money.ts';
import { romeDate } from '#src/core/time.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { currentVersion, versionById } from '#src/funding/calls/queries.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { commit } from '#src/plumbing/ledger/commitments.ts';
import { sql } from 'kysely';
import { latestRanking } from '#src/funding/rankings/queries.ts';
import { decreeDocument, type DecreeContent } from './decree.ts';
import { writeOutcomes } from './letters.ts';
import { can } from './policy.ts';
import { decreesOfCall, endings } from './queries.ts';

/**
 * Adopts the award decree of the latest ranking: numbers it, makes awards of its grants (those of an earlier ranking stay as they are),
 * stores the PDF, writes to every applicant whose outcome it changes. Twice on one ranking is refused by policy and, in a race, by the database.
 * @returns the decree's id
 */
export async function adoptDecree(house: House, actor: Actor | null, callId: string): Promise<string> {
  return act(house, actor, 'decree.adopt', `call/${callId}`, async (deed) => {
    const { tx, at, record, enqueue } = deed;
    if (!(await currentVersion(tx, callId))) throw notFound();
    const ranking = await tx
      .selectFrom('rankings')
      .select(['id', 'number', 'kind', 'hash', 'act_ref'])
      .where('call_id', '=', callId)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    const places = ranking ? await fundedPlaces(deed, ranking.id) : [];
    const decreed = ranking ? (await tx.selectFrom('decrees').select('id').where('ranking_id', '=', ranking.id).executeTakeFirst()) !== undefined : false;
    const counts = ranking ? await endings(tx, callId, ranking.id) : { ended: 0, toEnd: 0 };
    demand(can.adopt(actor, ranking ? { kind: ranking.kind, latest: true, decreed, funded: places.length, ...counts } : null));
    const known = new Map(
      (await tx.selectFrom('awards').select(['application_id', 'grant_cents']).where('call_id', '=', callId).execute()).map((a) => [
        a.application_id,
        a.grant_cents,
      ]),
    );
    const changed = places.filter((p) => known.get(p.applicationId) !== p.grantCents);
    // A grant that was given back is in no newer ranking: what it stood for goes to those who follow.
    const gone = await endAwards(
      deed,
      callId,
      places.map((p) => p.applicationId),
    );
    for (const g of gone) known.delete(g.applicationId);
    if (changed.length + gone.length === 0) throw new AppError('conflict', [{ code: 'award.nothingFunded', params: {} }]);
    const version = places[0] ? await versionById(tx, places[0].callVersionId) : await currentVersion(tx, callId);
    if (!version) throw notFound();

    await sql`select pg_advisory_xact_lock(7112003)`.execute(tx);
    const year = Number(romeDate(at).slice(0, 4));
    const last = await tx
      .selectFrom('decrees')
      .select((eb) => eb.fn.max('number').as('n'))
      .where('year', '=', year)
      .executeTakeFirst();
    const number = Number(last?.n ?? 0) + 1;
    const programme = await tx
      .selectFrom('programmes')
      .select(['acronym', 'project_code', 'cup'])
      .where('id', '=', version.call.programme)
      .executeTakeFirstOrThrow();
    const content: DecreeContent = {
      year,
      number,
      at,
      callCode: version.call.officialCode,
      callTitle: version.call.title.it,
      grantingBody: version.call.grantingBody.name,
      programme: { acronym: programme.acronym, projectCode: programme.project_code, cup: programme.cup },
      ranking: { number: ranking!.number, hash: ranking!.hash, act: ranking!.act_ref },
      potCents: (
        await tx.selectFrom('call_versions').select('pot_cents').where('call_id', '=', callId).orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()
      ).pot_cents,
      earlierCents: sum([...known.values()]),
      signWithinDays: version.call.contract.signWithinDays,
      example: version.call.example || house.settings.example,
      ended: gone.map(({ protocol, acronym, lead, grantCents }) => ({ protocol, acronym, lead, grantCents })),
      awards: changed.map((p) => ({
        protocol: p.protocol,
        acronym: p.snapshot.acronym,
        lead: p.snapshot.facts.members.find((m) => m.role === 'lead')!.name,
        grantCents: p.grantCents - (known.get(p.applicationId) ?? 0),
      })),
    };
    const previous = (await decreesOfCall(tx, callId)).at(-1);
    const sha256 = await house.files.put(renderPdf(decreeDocument(content)));
    const { id } = await tx
      .insertInto('decrees')
      .values({ call_id: callId, ranking_id: ranking!.id, year, number, adopted_at: at, adopted_by: actor?.id ?? null, content: canonical(content), sha256 })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const place of changed) await writeAward(deed, callId, id, place);
    await commitAwards(deed, { programme: version.call.programme, callId, decreeId: id, changed, gone });
    const bundle = await latestRanking(tx, callId);
    const letters = await writeOutcomes(house, deed, actor, {
      call: version.call,
      callId,
      places: bundle!.bundle.ranking.places,
      decree: { number, year },
      previousRankingId: previous?.rankingId ?? null,
    });
    // A contract for each new award; new figures, or an end, for those that there are.
    await enqueue({
      task: 'contract.prepare',
      payload: { applicationIds: [...changed.map((p) => p.applicationId), ...gone.map((g) => g.applicationId)] },
      key: `contract.prepare/${id}`,
    });
    await record({
      kind: 'decree.adopted',
      subject: `decree/${id}`,
      body: {
        call: callId,
        number,
        year,
        ranking: ranking!.hash,
        sha256,
        awards: changed.length,
        letters,
        cents: sum(content.awards.map((a) => a.grantCents)),
        ended: gone.map((g) => g.applicationId),
      },
    });
    return id;
  });
}

/** Posts what the decree changes: to each beneficiary of a new or larger grant what it gets, back to the pot what an ended one leaves. */
async function commitAwards(
  deed: Deed,
  decree: { programme: string; callId: string; decreeId: string; changed: readonly FundedPlace[]; gone: readonly EndedAward[] },
) {
  const { programme, callId, decreeId, changed, gone } = decree;
  const rows =
    changed.length === 0
      ? []
      : await deed.tx
          .selectFrom('award_beneficiaries as b')
          .innerJoin('awards', 'awards.id', 'b.award_id')
          .select(['awards.application_id', 'b.organisation_id', 'b.region', 'b.aid_cents'])
          .where(
            'awards.application_id',
            'in',
            changed.map((p) => p.applicationId),
          )
          .execute();
  const subject = `decree/${decreeId}`;
  await commit(deed, { programme, call: callId, kind: 'award.committed', subject, on: romeDate(deed.at) }, [
    ...changed.map(({ applicationId, snapshot: { facts } }) => ({
      application: applicationId,
      key: `${subject}/${applicationId}`,
      committed: rows
        .filter((r) => r.application_id === applicationId)
        .map((r) => ({ organisation: r.organisation_id, cents: r.aid_cents, spoke: facts.mainSpoke, sector: facts.sector, region: r.region || null })),
    })),
    ...gone.map(({ applicationId }) => ({ application: applicationId, key: `${subject}/${applicationId}`, committed: [] })),
  ]);
}

type FundedPlace = { applicationId: string; callVersionId: string; protocol: string; grantCents: Cents; snapshot: Snapshot };

async function fundedPlaces({ tx }: Deed, rankingId: string): Promise<FundedPlace[]> {
  const rows = await tx
    .selectFrom('ranking_places')
    .innerJoin('submissions', (j) => j.onRef('submissions.application_id', '=', 'ranking_places.application_id').on('submissions.superseded_at', 'is', null))
    .innerJoin('frozen_texts', 'frozen_texts.sha256', 'submissions.sha256')
    .select([
      'ranking_places.application_id as applicationId',
      'submissions.call_version_id as callVersionId',
      'submissions.protocol',
      'ranking_places.grant_cents as grantCents',
      'frozen_texts.text as snapshot',
    ])
    .where('ranking_places.ranking_id', '=', rankingId)
    .where('ranking_places.state', '=', 'funded')
    .orderBy('ranking_places.position')
    .execute();
  return rows.map((r) => ({ ...r, snapshot: JSON.parse(r.snapshot) as Snapshot }));
}

type EndedAward = { applicationId: string; protocol: string; acronym: string; lead: string; grantCents: Cents };

/** Takes away the awards of a call whose applications are no longer funded. The decrees that made them, and the log, go on saying that they were there. */
async function endAwards({ tx }: Deed, callId: string, funded: readonly string[]): Promise<EndedAward[]> {
  const standing = await tx
    .selectFrom('awards')
    .innerJoin('submissions', (j) => j.onRef('submissions.application_id', '=', 'awards.application_id').on('submissions.superseded_at', 'is', null))
    .innerJoin('applications', 'applications.id', 'awards.application_id')
    .innerJoin('organisations', 'organisations.id', 'applications.lead_id')
    .select([
      'awards.id',
      'awards.application_id as applicationId',
      'submissions.protocol',
      'submissions.acronym',
      'organisations.legal_name as lead',
      'awards.grant_cents as grantCents',
    ])
    .where('awards.call_id', '=', callId)
    .orderBy('submissions.protocol')
    .execute();
  const gone = standing.filter((a) => !funded.includes(a.applicationId));
  if (gone.length === 0) return [];
  const ids = gone.map((a) => a.id);
  await tx.deleteFrom('award_beneficiaries').where('award_id', 'in', ids).execute();
  await tx.deleteFrom('awards').where('id', 'in', ids).execute();
  return gone;
}

/** One award and its beneficiaries; a partial grant is shared among them in proportion, no cent lost. A later, larger grant replaces it. */
async function writeAward({ tx, at }: Deed, callId: string, decreeId: string, place: FundedPlace) {
  const { aid, facts } = place.snapshot;
  const full = place.grantCents === aid.grantCents;
  const aids = full
    ? aid.members.map((m) => m.aidCents)
    : split(
        place.grantCents,
        aid.members.map((m) => m.aidCents),
      );
  const award = await tx
    .insertInto('awards')
    .values({
      application_id: place.applicationId,
      call_id: callId,
      decree_id: decreeId,
      grant_cents: place.grantCents,
      eligible_cents: aid.eligibleCents,
      awarded_at: at,
    })
    .onConflict((c) => c.column('application_id').doUpdateSet({ grant_cents: place.grantCents, decree_id: decreeId }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('award_beneficiaries')
    .values(
      facts.members.map((m) => {
        const i = aid.members.findIndex((a) => a.id === m.id);
        return {
          award_id: award.id,
          organisation_id: m.id,
          role: m.role,
          kind: m.kind,
          region: m.region,
          eligible_cents: aid.members[i]?.eligibleCents ?? 0,
          aid_cents: aids[i] ?? 0,
        };
      }),
    )
    .onConflict((c) => c.columns(['award_id', 'organisation_id']).doUpdateSet((eb) => ({ aid_cents: eb.ref('excluded.aid_cents') })))
    .execute();
}
