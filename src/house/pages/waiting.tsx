import { speak, type Locale } from '#src/core/words.ts';
import { page, type Reply } from '#src/plumbing/http/reply.ts';
import { PageHead, Prose } from '#src/ui/head.tsx';
import { Actions, Callout, LinkButton } from '#src/ui/parts.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { frameCopy } from '../copy.ts';
import { framePage } from '../frame.tsx';
import { waitingMarks } from '../lane.ts';

/** The page of those who wait, drawn once in each language; the lane fills in the numbers. It refreshes itself by a header, without script. */
export function waitingPages(around: Parameters<typeof framePage>[0]): (locale: Locale) => string {
  const drawn = new Map<Locale, string>();
  return (locale) => {
    let html = drawn.get(locale);
    if (html === undefined) drawn.set(locale, (html = draw(around, locale)));
    return html;
  };
}

function draw(around: Parameters<typeof framePage>[0], locale: Locale): string {
  const t = speak(frameCopy, locale);
  const reply = page(
    t.queueTitle,
    <>
      <PageHead title={t.queueTitle} lead={t.queueLead} />
      <FactList
        facts={[
          { label: t.queueArrived, value: <strong>{waitingMarks.arrived}</strong> },
          { label: t.queueAhead, value: waitingMarks.ahead },
        ]}
      />
      <Callout tone="info" title={t.queueCounts} />
      <Prose>
        <Actions>
          <LinkButton href={waitingMarks.next} tone="secondary">
            {t.queueLook}
          </LinkButton>
        </Actions>
      </Prose>
    </>,
    { status: 503 },
  ) as Extract<Reply, { kind: 'page' }>;
  return framePage(around, { reply, actor: null, url: new URL('/applications', around.house.settings.origin), locale });
}
