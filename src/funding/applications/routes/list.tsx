import { publishedCalls } from '#src/funding/calls/queries.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { copyFromEarlier } from '../actions/reuse.ts';
import { startApplication } from '../actions/start.ts';
import { visibleTo } from '../policy.ts';
import { applicationFor } from '../queries/application.ts';
import { applicationsOf, applicationsSpec, draftCounts } from '../queries/lists.ts';
import { stepsOf } from '../rules/steps.ts';
import { startInput } from '../schema.ts';
import { ApplicationsPage } from '../views/list.tsx';
import { addressOf } from '../views/parts.tsx';
import { person, startPage, words, signedIn } from './pages.tsx';

export const listDoors: Door[] = [
  door({
    method: 'GET',
    path: '/applications',
    access: signedIn,
    async handler(ask) {
      const { db, settings } = ask.house;
      const calls = await publishedCalls(db, settings.programme);
      const spec = applicationsSpec(calls);
      const listed = await list(db, applicationsOf(db, person(ask)), spec, ask.url);
      if (listed.state.csv)
        return file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', ask.locale === 'it' ? 'domande.csv' : 'applications.csv');
      const { submittedOf } = visibleTo(person(ask));
      const watched = submittedOf === 'all' ? calls.map((c) => c.callId) : submittedOf;
      const all = watched.length > 0;
      return page(
        all ? words(ask).allApplications : words(ask).myApplications,
        <ApplicationsPage listed={listed} calls={calls} all={all} drafts={await draftCounts(db, watched)} />,
        { wide: true },
      );
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/applications/new', access: signedIn, handler: (ask) => startPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/applications',
    access: signedIn,
    does: 'application.start',
    input: startInput,
    again: startPage,
    async handler(ask) {
      const id = await startApplication(ask.house, person(ask), {
        callId: ask.params['callId'] ?? '',
        organisationId: ask.input.organisationId,
        idempotencyKey: ask.idempotencyKey,
        quiz: ask.input.quiz,
      });
      const { from } = ask.input;
      if (from !== null) {
        await copyFromEarlier(ask.house, person(ask), id, from);
        return seeOther(`${addressOf(id, 'reuse/application')}?from=${from}`);
      }
      const { version, proposal } = await applicationFor(ask.house.db, ask.actor, id);
      return seeOther(addressOf(id, stepsOf(version.call, proposal.answers)[0]));
    },
  }),
];
