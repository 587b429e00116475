import { euros } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Deed } from '#src/plumbing/house.ts';
import { queueMail, queueMails } from '#src/plumbing/mail/mail.ts';
import { placeStateWords, rankingCopy } from '../copy.ts';
import { reviewableUntil } from '../policy.ts';
import type { EndKind, RankingKind } from '../states.ts';

type Published = { id: string; number: number; kind: RankingKind; act: string; call: Call; /** The ranking that it scrolls. */ before: string | null };

/** Tells the leads where their proposals stand: all of them, or, when a list moves up, those whose outcome or grant has changed. */
export async function tellLeads(deed: Deed, origin: string, { id, kind, act, call, before }: Published): Promise<void> {
  const { tx, at } = deed;
  const rows = await tx
    .selectFrom('ranking_places as p')
    .innerJoin('submissions as s', (j) => j.onRef('s.application_id', '=', 'p.application_id').on('s.superseded_at', 'is', null))
    .innerJoin('people', 'people.id', 's.submitted_by')
    .leftJoin('ranking_places as b', (j) => j.onRef('b.application_id', '=', 'p.application_id').on('b.ranking_id', '=', before))
    .select([
      'p.application_id as application',
      'p.state',
      'p.position',
      'p.grant_cents as grantCents',
      's.protocol',
      's.acronym',
      'people.email',
      'b.state as stateBefore',
      'b.grant_cents as grantBefore',
    ])
    .where('p.ranking_id', '=', id)
    .orderBy('s.protocol')
    .execute();
  const told = rows.filter((r) => before === null || r.state !== r.stateBefore || r.grantCents !== r.grantBefore);
  const mails = told.map((r) => ({
    key: `ranking/${id}/${r.application}`,
    to: r.email,
    subject: `${call.officialCode}: ${rankingCopy[kind].it.toLowerCase()}, ${r.acronym}`,
    text: [
      `${rankingCopy[kind].it} del ${call.officialCode} (${act}).`,
      `Proposta ${r.acronym}, protocollo ${r.protocol}: ${placeStateWords[r.state].it}${r.position === null ? '' : `, posto ${r.position}`}${r.grantCents > 0 ? `, contributo di ${euros(r.grantCents, 'it')}` : ''}.`,
      ...(kind === 'provisional' ? [`Chi agisce per il capofila può chiedere il riesame fino al ${showDate(reviewableUntil(call, at), 'it')}.`] : []),
      `Il posto e i motivi: ${origin}/calls/${call.id}/ranking/${r.application}`,
    ].join('\n\n'),
  }));
  for (let i = 0; i < mails.length; i += 1000) await queueMails(deed, mails.slice(i, i + 1000));
}

/** Tells the lead that its grant has ended. */
export async function tellEnd(
  deed: Deed,
  origin: string,
  callId: string,
  applicationId: string,
  end: { on: string; ref: string; kind: EndKind },
): Promise<void> {
  const { protocol, acronym, email } = await deed.tx
    .selectFrom('submissions as s')
    .innerJoin('people', 'people.id', 's.submitted_by')
    .select(['s.protocol', 's.acronym', 'people.email'])
    .where('s.application_id', '=', applicationId)
    .where('s.superseded_at', 'is', null)
    .executeTakeFirstOrThrow();
  await queueMail(deed, {
    key: `ranking.end/${applicationId}`,
    to: email,
    subject: `${acronym}: ${rankingCopy[end.kind].it.toLowerCase()} del contributo`,
    text: `${rankingCopy[end.kind].it} registrata per la proposta ${acronym} (${protocol}), con data ${showDate(end.on, 'it')}.\n\nAtto: ${end.ref}\n\nIl posto nella graduatoria: ${origin}/calls/${callId}/ranking/${applicationId}`,
  });
}
