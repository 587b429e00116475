import { notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json, page } from '#src/plumbing/http/reply.ts';
import { quizCopy } from '../copy/quiz.ts';
import { currentVersion } from '../queries.ts';
import { askEligibility } from '../rules/eligibility.ts';
import { readAnswers } from '../rules/quizAnswers.ts';
import { QuizPage } from '../views/quiz.tsx';

const names = (locale: 'it' | 'en') => {
  const t = speak(quizCopy, locale);
  return { lead: t.you, partner: t.partner };
};

export const eligibilityDoors: Door[] = [
  door({
    method: 'GET',
    path: '/calls/:callId/eligibility',
    access: 'public',
    async handler(ask) {
      const version = await currentVersion(ask.house.db, ask.params['callId'] ?? '');
      if (!version) throw notFound();
      const { answers, reasons, values, answered } = readAnswers(ask.url.searchParams);
      return page(
        `${speak(quizCopy, ask.locale).title} ${version.call.officialCode}`,
        <QuizPage
          call={version.call}
          answers={answers}
          form={{ values, reasons }}
          answered={answered}
          empty={!answered && ask.url.search !== ''}
          signedIn={ask.actor !== null}
        />,
        { cache: 'public', description: speak(quizCopy, ask.locale).lead },
      );
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/eligibility',
    access: 'public',
    summary: 'What the rules of one call say of the answers in the address, before there is an application',
    async handler({ house, params, url, locale }) {
      const version = await currentVersion(house.db, params['callId'] ?? '');
      if (!version) throw notFound();
      const { answers } = readAnswers(url.searchParams);
      return json({
        version: version.number,
        answers,
        rules: askEligibility(version.call, answers, names(locale)).map(({ rule, verdict, findings }) => ({
          id: rule.id,
          rule: rule.rule,
          verdict,
          findings,
          source: rule.source,
        })),
      });
    },
  }),
];
