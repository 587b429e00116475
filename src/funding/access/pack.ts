import { canonical, sha256 } from '#src/core/canonical.ts';
import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { submissionsWithSnapshots } from '#src/funding/applications/queries.ts';
import { frozenText } from '#src/funding/applications/queries/lists.ts';
import { submittedPaper } from '#src/funding/applications/queries/paper.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { latestRanking } from '#src/funding/rankings/queries.ts';
import { consensusByApplication } from '#src/funding/panels/queries.ts';
import { can } from '#src/funding/reviews/policy.ts';
import { reviewerNames, writtenReviews } from '#src/funding/reviews/queries.ts';
import { asOthersRead } from '#src/funding/reviews/rules/labels.ts';
import { programmeHead } from '#src/funding/screening/queries/letters.ts';
import type { Tx } from '#src/plumbing/database/database.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import type { House } from '#src/plumbing/house.ts';
import { zip, type Entry } from '#src/plumbing/zip.ts';
import { filePaper, indexPaper, type Judgement } from './papers.ts';
import { judgesOf, type AccessRequest } from './queries.ts';
import type { PackFile, PackIndex } from './rules/pack.ts';
import { othersPlace, othersProposal, withoutNames, withoutPersonalData } from './rules/redaction.ts';

/**
 * Puts together what one applicant gets: its own proposal as it was frozen, its reviews under pseudonyms (and, under open review, the names of who wrote them) with what the panel agreed on, its place
 * and how the ranking was computed, and what was granted of others; all redacted by the rules in `rules/redaction.ts`, all named with its
 * fingerprint in the index.
 */
export async function makePack(
  house: House,
  tx: Tx,
  request: AccessRequest & { locale: Locale },
  granted: readonly string[],
  at: Instant,
): Promise<{ sha256: string; index: PackIndex }> {
  const { callId, applicationId, protocol } = request;
  const version = await currentVersion(tx, callId);
  const ranking = await latestRanking(tx, callId);
  const own = await frozenText(tx, applicationId, protocol);
  if (!version || !ranking || own === undefined) throw notFound();
  const { call } = version;
  const { locale } = await tx.selectFrom('people').select('locale').where('id', '=', request.askedBy).executeTakeFirstOrThrow();
  const names = await judgesOf(tx, callId);
  const reviews = await writtenReviews(tx, callId, [applicationId, ...granted]);
  const consensus = await consensusByApplication(tx, callId);
  const programme = await programmeHead(tx, call.programme);
  const about = { call, programme, locale, at, example: call.example || house.settings.example };

  const entries: Entry[] = [];
  const files: PackFile[] = [];
  const add = (name: string, what: PackFile['what'], content: Uint8Array | string, rules: PackFile['rules'] = [], omitted = 0) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    entries.push({ name, bytes });
    files.push({ name, what, sha256: sha256(bytes), bytes: bytes.length, rules, omitted });
  };

  /** What was judged of one proposal: no name of a judge, nothing that names a person. */
  const judged = (id: string): { judgement: Judgement; omitted: number } => {
    let omitted = 0;
    const clean = (text: string) => {
      const nameless = withoutNames(text, names);
      const bare = withoutPersonalData(nameless.text);
      omitted += nameless.omitted + bare.omitted;
      return bare.text;
    };
    const agreed = consensus.get(id);
    const judgement: Judgement = {
      reviews: asOthersRead(call.evaluation, id, reviews.get(id) ?? []).map(({ summary, motivations, ...r }) => ({
        ...r,
        summary: clean(summary),
        motivations: Object.fromEntries(Object.entries(motivations).map(([item, text]) => [item, clean(text)])),
      })),
      consensus: agreed ? { points: agreed.points, premiums: agreed.premiums, report: clean(agreed.report) } : null,
    };
    return { judgement, omitted };
  };

  const mine = judged(applicationId);
  // The pack goes to who acts for the lead of this application, after a ranking.
  const mayName = can.learnNames({ blind: call.evaluation.blind, ranked: true, takesPart: true }).ok;
  const experts = mayName ? await reviewerNames(tx, applicationId) : null;
  const place = ranking.bundle.ranking.places.find((p) => p.application === applicationId) ?? null;
  add('1-domanda.json', 'ownProposal', own);
  add('1-domanda.pdf', 'ownPaper', renderPdf(await submittedPaper(tx, { applicationId, protocol, locale, example: about.example })));
  add(
    '2-fascicolo.pdf',
    'ownFile',
    renderPdf(filePaper({ ...about, protocol, title: `${request.acronym}, ${protocol}`, proposal: null, ...mine, experts, place, ranking })),
    ['expertNames', 'personalData'],
    mine.omitted,
  );
  add(
    '3-valutazioni.json',
    'ownScores',
    canonical({ protocol, ...mine.judgement, ...(experts && { experts }), place }),
    ['expertNames', 'personalData'],
    mine.omitted,
  );
  const published = {
    call: callId,
    number: ranking.number,
    kind: ranking.kind,
    act: ranking.actRef,
    hash: ranking.hash,
    inputHash: ranking.bundle.inputHash,
    rounds: ranking.bundle.ranking.rounds,
    quotas: ranking.bundle.ranking.quotas.map(({ broughtIn: _in, leftOut: _out, ...quota }) => quota),
    evaluation: call.evaluation,
    rules: call.ranking,
    places: ranking.bundle.ranking.places.map((p) => (p.application === applicationId ? p : othersPlace(p, call.ranking.publishes))),
  };
  add('4-graduatoria.json', 'ranking', JSON.stringify(published), ['othersScores']);

  const frozen = new Map((granted.length > 0 ? await submissionsWithSnapshots(tx, callId) : []).map((s) => [s.applicationId, s]));
  for (const [i, id] of granted.entries()) {
    const submission = frozen.get(id);
    if (!submission) throw notFound();
    const shown = othersProposal(submission.snapshot, true);
    const other = judged(id);
    const omitted = shown.omitted + other.omitted;
    const theirs = ranking.bundle.ranking.places.find((p) => p.application === id) ?? null;
    const file = {
      ...about,
      experts: null,
      protocol: submission.protocol,
      title: `${shown.proposal.acronym}, ${submission.protocol}`,
      judgement: other.judgement,
    };
    const name = `altre/${i + 1}-${submission.protocol}`;
    add(`${name}.pdf`, 'others', renderPdf(filePaper({ ...file, proposal: shown.proposal, place: theirs, ranking })), ['personalData', 'expertNames'], omitted);
    add(
      `${name}.json`,
      'othersData',
      canonical({ protocol: submission.protocol, proposal: shown.proposal, ...other.judgement }),
      ['personalData', 'expertNames'],
      omitted,
    );
  }

  const index: PackIndex = { format: 'mics-access-pack/1', request: request.id, protocol, madeAt: at, files };
  const withheld = request.parties.filter((p) => !granted.includes(p.applicationId)).map((p) => p.protocol);
  const whole = zip(
    [
      { name: '0-indice.pdf', bytes: renderPdf(indexPaper({ ...about, request, index, withheld })) },
      { name: 'index.json', bytes: Buffer.from(`${JSON.stringify(index, null, 1)}\n`) },
      ...entries,
    ],
    at,
  );
  return { sha256: await house.files.put(whole), index };
}
