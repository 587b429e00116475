import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { callIdOf, watchers } from '#src/plumbing/http/asking.ts';
import { submittedReviews } from '#src/funding/reviews/queries.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page } from '#src/plumbing/http/reply.ts';
import { csv, type Listed, type ListSpec } from '#src/plumbing/listing.ts';
import { readingWords } from '../copy/reading.ts';
import { can } from '../policy.ts';
import { isInvolved, latestRanking, rankingInput } from '../queries.ts';
import { bandName, bandSpec, listsOfReading, severitySpec } from '../queries/reading.ts';
import { rank } from '../rules/rank.ts';
import { readScores, type Reading } from '../rules/reading.ts';
import { admit } from './admit.ts';
import { ReadingPage } from '../views/reading.tsx';

/** The published ranking's scores, or those there are so far. Who has something to do with a proposal abstains here as from the whole ranking. */
async function readingOf(ask: Ask<unknown>): Promise<{ call: Call; reading: Reading | null }> {
  const { house, actor } = ask;
  const version = await currentVersion(house.db, callIdOf(ask));
  if (!version) throw notFound();
  const { call, callId } = version;
  admit(can.preview(actor, callId, await isInvolved(house.db, callId, actor)));
  const published = await latestRanking(house.db, callId);
  const input = published?.bundle ?? (await rankingInput(house.db, version, ask.now.toISOString()));
  // Under open review what is ranked says of nobody what else they judged; here each expert is one person.
  const judged = call.evaluation.blind === 'open' ? await submittedReviews(house.db, callId) : null;
  const applications = input.applications.filter((a) => a.screening.outcome === 'excluded' || a.reviews.length > 0 || a.consensus !== null);
  if (applications.length === 0) return { call, reading: null };
  const seen = { ...input, applications };
  const read = readScores(
    { ...input, applications: applications.map((a) => ({ ...a, reviews: judged?.get(a.id) ?? a.reviews })) },
    published?.bundle.ranking ?? rank(seen),
  );
  return { call, reading: { ...read, bands: applications.length === input.applications.length ? read.bands : [] } };
}

const asCsv = <Row,>(ask: Ask<unknown>, spec: ListSpec<Row>, { rows }: Listed<Row>, name: string) =>
  file(csv(spec, rows, ask.locale), 'text/csv; charset=utf-8', `${name}.csv`);

export const readingDoors: Door[] = [
  door({
    method: 'GET',
    path: '/calls/:callId/ranking/scores',
    access: watchers,
    async handler(ask) {
      const { call, reading } = await readingOf(ask);
      const lists = reading && listsOfReading(reading, ask.url);
      if (lists?.experts.state.csv) return asCsv(ask, severitySpec, lists.experts, `severity-${call.id}`);
      for (const { band, listed } of lists?.bands ?? []) if (listed.state.csv) return asCsv(ask, bandSpec(band), listed, `${bandName(band)}-${call.id}`);
      return page(`${speak(readingWords, ask.locale).reading} · ${call.officialCode}`, <ReadingPage call={call} reading={reading} lists={lists} />, {
        wide: true,
      });
    },
  }),
];

export const readingApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/calls/:callId/ranking/scores',
    access: watchers,
    summary:
      'Agreement of the experts with its interval, the severity of each, and the proposals that cannot be told apart from the funding line; nothing of it is applied',
    async handler(ask) {
      const { reading } = await readingOf(ask);
      return json({ agreement: reading?.agreement ?? null, experts: reading?.experts ?? [], bands: reading?.bands ?? [] });
    },
  }),
];
