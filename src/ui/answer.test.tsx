import type { Locale } from '#src/core/words.ts';
import fc from 'fast-check';
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { AnswerShown, type AnswerAround, type ShownField } from './answer.tsx';
import { Page, type PageContext } from './context.ts';
import { Gantt } from './gantt.tsx';
import { RichText } from './richText.tsx';

const draw = (view: VNode, locale: Locale = 'it') =>
  renderToString(
    h(Page.Provider, { value: { locale, url: new URL('https://x.example/'), now: '2026-01-01T00:00:00.000Z', actor: null } as unknown as PageContext }, view),
  );
const text = (html: string) =>
  html
    .replace(/<title[^>]*>.*?<\/desc>/g, '')
    .replace(/<[^>]+>/g, '|')
    .replace(/\|+/g, '|');
const words = (it: string, en = it) => ({ it, en });

test('rich text becomes the few elements that it knows, and whatever else is written is shown as text', () => {
  expect(draw(<RichText text={'### Idea\n\n**a** *b* [c](https://x.org "t") <b onclick=x>d</b>\n\n3. e\n4. f'} />)).toBe(
    '<div class="m-rich"><h3>Idea</h3><p><strong>a</strong> <em>b</em> <a href="https://x.org" rel="nofollow noopener noreferrer">c</a> &lt;b onclick=x>d&lt;/b></p>' +
      '<ol start="3"><li>e</li><li>f</li></ol></div>',
  );
  const wild = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '<',
          '>',
          '"',
          "'",
          '&',
          '[',
          '](',
          ')',
          '**',
          '*',
          '\n',
          '\n\n',
          '- ',
          '1. ',
          '### ',
          'https://x.org',
          'javascript:',
          '<script>',
          '<img src=x onerror=y>',
          ' onclick="z"',
        ),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(wild, (written) => {
      for (const tag of draw(<RichText text={written} />).match(/<[^>]*>/g) ?? [])
        expect(tag).toMatch(
          /^<(div class="m-rich"|\/?(p|h3|ul|ol|li|strong|em)|br\/?|ol start="\d+"|a href="(https?:\/\/|mailto:)[^"<>]*" rel="nofollow noopener noreferrer"|\/(div|a))>$/i,
        );
    }),
    { numRuns: 800 },
  );
});

const activities: ShownField = {
  id: 'activities',
  kind: 'table',
  label: words('Attività', 'Activities'),
  columns: [
    { id: 'title', kind: 'text', label: words('Titolo') },
    { id: 'who', kind: 'member', label: words('Chi') },
    { id: 'from', kind: 'month', label: words('Dal') },
    { id: 'until', kind: 'month', label: words('Al') },
    { id: 'effort', kind: 'number', label: words('Impegno'), unit: words('mesi') },
    { id: 'risk', kind: 'number', label: words('Rischio') },
  ],
  gantt: { label: 'title', from: 'from', until: 'until' },
};
const milestones: ShownField = {
  id: 'milestones',
  kind: 'table',
  label: words('Tappe'),
  columns: [
    { id: 'name', kind: 'text', label: words('Tappa') },
    { id: 'of', kind: 'row', label: words('Attività'), of: 'activities' },
    { id: 'month', kind: 'month', label: words('Mese') },
  ],
};
const around: AnswerAround = {
  form: { sections: [{ id: 's', fields: [activities, milestones] }] },
  answers: {
    s: {
      activities: [
        { id: 'r1', title: 'Prove', who: 'm1', from: '1', until: '6', effort: '2.5', risk: '3' },
        { id: 'r2', title: 'Linea', who: 'gone', from: '5', until: '12', effort: '1', risk: '4' },
      ],
      milestones: [
        { id: 'x1', name: 'Primo lotto', of: 'r2', month: '9' },
        { id: 'x2', name: 'Persa', of: 'r9', month: '2' },
      ],
    },
  },
  facts: { members: [{ id: 'm1', name: 'Alfa S.r.l.' }], durationMonths: 12, startsOn: '2026-06-01' },
};

test('a table reads with its names, its sums where figures have a unit, and its chart', () => {
  const html = draw(<AnswerShown field={activities} answer={around.answers['s']!['activities']} around={around} />);
  expect(text(html.slice(html.lastIndexOf('<table')))).toBe(
    '|Attività|Titolo|Chi|Dal|Al|Impegno (mesi)|Rischio|1. Prove|Alfa S.r.l.|1|6|2,5|3|2. Linea|non più presente|5|12|1|4|Totale|3,5|',
  );
  expect(html).toContain('2 barre su 12 mesi, con una scadenza segnata.');
  expect(html).toContain('mese 9 (feb 2027)');
  expect(draw(<AnswerShown field={milestones} answer={around.answers['s']!['milestones']} around={around} />)).toContain('2. Linea');
  expect(text(draw(<AnswerShown field={milestones} answer={around.answers['s']!['milestones']} around={around} />))).toContain('2. Persa|non più presente|2|');
});

test('the chart has a name, a description and the same data as a table; impossible months draw nothing', () => {
  const bars = [
    { label: '1. Prove', from: 1, until: 6, marks: [] },
    { label: 'x', from: 7, until: 3, marks: [] },
    { label: 'y', from: Number.NaN, until: 3, marks: [] },
  ];
  const html = draw(<Gantt title="Piano" months={12} bars={bars} />, 'en');
  expect(html).toContain('role="img"');
  expect(html.match(/class="m-bar /g)).toHaveLength(1);
  expect(html).toContain('One bar over 12 months.');
  expect(text(html.slice(html.indexOf('<table')))).toContain('1. Prove|month 1|month 6|');
});

test('today is said above the quarters, and meets none of their names', () => {
  const bars = [{ label: '1. Prove', from: 1, until: 18, marks: [] }];
  const rows = (on: string) =>
    [
      ...draw(<Gantt title="Piano" months={18} startsOn="2025-08-01" bars={bars} today={{ on, label: 'Oggi' }} />).matchAll(
        /<text class="m-gantt-label"[^>]* y="(\d+)"[^>]*>([^<]*)</g,
      ),
    ].map(([, y, said]) => [said, Number(y)]);
  const [now, ...quarters] = rows('2026-11-30').toSorted(([a], [b]) => String(a).localeCompare(String(b)));
  expect([now![0], quarters.length, quarters.every(([, y]) => Number(y) - Number(now![1]) > 15)]).toEqual(['Oggi', 6, true]);
  expect(rows('2027-03-01').map(([said, y]) => `${said} ${y}`)).toEqual(['T1 15', 'T2 15', 'T3 15', 'T4 15', 'T5 15', 'T6 15']);
});

test('numbers, dates, choices and plain text read as before', () => {
  const shown = (field: Partial<ShownField> & { kind: string }, answer: string | string[], locale: Locale = 'it') =>
    draw(<AnswerShown field={{ id: 'f', label: words('F'), ...field }} answer={answer} />, locale);
  expect(shown({ kind: 'number', unit: words('t/anno', 't/year') }, '1250.5')).toBe('1.250,5\u00a0t/anno');
  expect(shown({ kind: 'number', unit: words('t/anno', 't/year') }, '1250.5', 'en')).toBe('1,250.5\u00a0t/year');
  expect(shown({ kind: 'date' }, '2026-03-01')).toBe('1 marzo 2026');
  expect(shown({ kind: 'choice', options: [{ id: 'a', label: words('Uno') }] }, 'a')).toBe('Uno');
  expect(shown({ kind: 'choices', options: [{ id: 'a', label: words('Uno') }] }, ['a', 'b'])).toBe('<ul><li>Uno</li><li>b</li></ul>');
  expect(shown({ kind: 'longText' }, '<b>uno</b>\ndue\n\ntre')).toBe('<p>&lt;b>uno&lt;/b><br/>due</p><p>tre</p>');
  expect(shown({ kind: 'longText' }, '')).toBe('');
});
