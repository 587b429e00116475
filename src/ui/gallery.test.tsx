import type { Locale } from '#src/core/words.ts';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { BarChart } from './charts.tsx';
import { Page, type PageContext } from './context.ts';
import { uiCopy } from './copy.ts';
import { TextField } from './fields.tsx';
import { Form } from './form.tsx';
import { Gallery, galleryReasons } from './gallery.tsx';
import { renderPage, type PageProps } from './layout.tsx';

const programme = {
  acronym: 'MICS',
  name: { it: 'Made in Italy Circolare e Sostenibile', en: 'Circular and Sustainable Made in Italy' },
  projectCode: 'PE00000004',
  cup: 'D43C22003120001',
};

function page(locale: Locale, address = '/gallery', more: Partial<PageProps> & { actor?: PageContext['actor']; example?: boolean } = {}): string {
  const { actor = null, example = true, ...props } = more;
  const context: PageContext = {
    locale,
    url: new URL(address, 'https://mics.example'),
    now: '2024-02-19T09:30:00.000Z',
    actor,
    example,
    explain: (r) => galleryReasons[r.code]?.[locale] ?? r.code,
    asset: (name) => `/assets/${name}`,
  };
  return renderPage({
    context,
    title: locale === 'it' ? 'Galleria' : 'Gallery',
    view: h(Gallery, {}),
    programme,
    nav: [
      { href: '/calls', label: 'Bandi' },
      { href: '/gallery', label: 'Galleria', current: true },
    ],
    ...props,
  });
}

const it = page('it');
const en = page('en');

/** The first start tag that holds this text. */
const tag = (html: string, part: string) => new RegExp(`<[^<>]*${part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^<>]*>`).exec(html)?.[0];
const ids = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]!);
const pointedAt = (html: string) => [...html.matchAll(/ (?:aria-describedby|aria-labelledby|for)="([^"]+)"/g)].flatMap((m) => m[1]!.split(' '));

describe('the frame', () => {
  test('is a whole document in the language of its words', () => {
    expect(it.startsWith('<!doctype html><html lang="it"><head>')).toBe(true);
    expect(en.startsWith('<!doctype html><html lang="en"><head>')).toBe(true);
    expect(/<title>(.*?)<\/title>/.exec(it)?.[1]).toBe('Galleria · MICS');
    expect(/<title>(.*?)<\/title>/.exec(page('en', '/gallery', { failed: true }))?.[1]).toBe('Error: Gallery · MICS');
  });

  test('states the funding in the exact words of both languages, beside the emblem', () => {
    expect(it).toContain(
      '<img src="/assets/eu-emblem.svg" width="90" height="60" alt="Emblema dell’Unione europea"/><p>Finanziato dall\'Unione europea – NextGenerationEU</p>',
    );
    expect(en).toContain(
      '<img src="/assets/eu-emblem.svg" width="90" height="60" alt="Emblem of the European Union"/><p>Funded by the European Union – NextGenerationEU</p>',
    );
    expect(it).toContain('<dt>Codice progetto</dt><dd>PE00000004</dd>');
    expect(it).toContain('<dt>CUP</dt><dd>D43C22003120001</dd>');
  });

  test('offers the same address in the other language', () => {
    const html = page('it', '/gallery?state=admitted&page=2');
    expect(html).toContain('<link rel="alternate" hreflang="en" href="https://mics.example/en/gallery?state=admitted&amp;page=2"/>');
    expect(tag(html, 'hreflang="en" lang="en"')).toBe('<a href="/en/gallery?state=admitted&amp;page=2" hreflang="en" lang="en">');
    expect(tag(html, 'hreflang="it" lang="it"')).toBe('<a href="/gallery?state=admitted&amp;page=2" hreflang="it" lang="it" aria-current="true">');
  });

  test('says in both languages that the data are an example, and only then', () => {
    expect(it).toContain('<strong>Dati di esempio.</strong> Chi ha un profilo, le domande e i loro importi sono sintetici.');
    expect(en).toContain('<strong>Example data.</strong> Those with an account, applications and their amounts are synthetic.');
    expect(page('it', '/gallery', { example: false }).includes('Dati di esempio.')).toBe(false);
  });

  test('has no script and no inline style unless the page asks for the script', () => {
    expect(it.match(/<script/g)).toBe(null);
    expect(it.match(/ style="/g)).toBe(null);
    expect(page('it', '/gallery', { script: true }).match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/assets/enhance.js">']);
  });

  test('lets a person out with a plain form', () => {
    const html = page('it', '/gallery', { actor: { id: 'p1', name: 'Giulia <Conti>', email: 'g@example.org', locale: 'it', grants: [], organisationIds: [] } });
    expect(html).toContain('<span class="m-user-name">Giulia &lt;Conti></span>');
    expect(html).toContain('<form method="post" action="/sign-out">');
    expect(tag(it, 'class="m-sign-in"')).toBe('<a class="m-sign-in" href="/sign-in">');
    expect(tag(en, 'class="m-sign-in"')).toBe('<a class="m-sign-in" href="/en/sign-in">');
  });

  test('has one h1, one main, and no id twice; every reference finds its target', () => {
    for (const html of [it, en]) {
      expect(html.match(/<h1/g)?.length).toBe(1);
      expect(html.match(/<main/g)?.length).toBe(1);
      expect(ids(html).filter((id, i, all) => all.indexOf(id) !== i)).toEqual([]);
      expect(pointedAt(html).filter((id) => !ids(html).includes(id))).toEqual([]);
    }
  });
});

describe('a form that came back', () => {
  test('leads from each error to its field, and the field says it', () => {
    expect(it).toContain('<a href="#again-title">Scrivi il titolo della proposta</a>');
    expect(tag(it, 'id="again-title"')).toContain(' aria-describedby="again-title-hint again-title-error" aria-invalid="true"');
    expect(it).toContain('<span><span class="visually-hidden">Errore: </span>Scrivi il titolo della proposta</span>');
    expect(tag(it, 'class="m-errors"')).toMatch(/^<div class="m-errors" role="alert" tabindex="-1" autofocus aria-labelledby="[^"]+">$/);
    expect(it).toContain('Ci sono 7 punti da correggere</h2>');
    expect(en).toContain('There are 7 things to correct</h2>');
    const targets = [...it.matchAll(/href="#(again-[^"]+)"/g)].map((m) => m[1]!);
    expect(targets).toEqual(['again-title', 'again-abstract', 'again-budget', 'again-kind', 'again-annex', 'again-dnsh']);
    expect(targets.filter((id) => !ids(it).includes(id))).toEqual([]);
  });

  test('what is said of any field is said with its name, what says it itself is not', () => {
    const form = {
      values: {},
      reasons: ['form.required', 'form.required', 'own.words'].map((code, i) => ({ code, params: {}, at: ['title', 'on', 'title'][i]! })),
    };
    const fields = (
      <Form action="/x" form={form}>
        <TextField name="title" label="Titolo" />
        <div>
          <TextField name="on" label="Vale dal" />
        </div>
      </Form>
    );
    const context = { locale: 'it', url: new URL('https://x.example/x'), explain: (r: { code: string }) => r.code } as unknown as PageContext;
    const html = renderToString(<Page.Provider value={context}>{fields}</Page.Provider>);
    expect([...html.matchAll(/<a href="#f-\w+">(.*?)<\/a>/g)].map((m) => m[1])).toEqual(['Titolo – form.required', 'Vale dal – form.required', 'own.words']);
  });

  test('shows again what was typed, escaped', () => {
    expect(it).toContain('class="m-input" type="text" value="&lt;script>alert(&quot;x&quot;)&lt;/script>"');
    expect(it).toContain('>Fibre &lt;b>nuove&lt;/b></textarea>');
    expect(tag(it, 'id="again-budget"')).toContain('value="612.000,50"');
  });

  test('cannot be sent twice and needs no script', () => {
    const keys = [...it.matchAll(/name="idempotencyKey" value="([^"]+)"/g)].map((m) => m[1]!);
    expect(keys.filter((k) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(k))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(it.match(/<form [^>]*method="post"/g)?.length).toBe(keys.length);
  });
});

test('a form shows what is stored: cents as euros, the chosen options, what is optional', () => {
  expect(tag(it, 'id="new-budget"')).toContain('value="384.500"');
  expect(tag(it, 'id="new-topics"')).toContain(' checked');
  expect(tag(it, 'id="new-topics-1"')).not.toContain(' checked');
  expect(it).toContain('<label for="new-startsOn">Inizio previsto<span class="m-optional"> (facoltativo)</span></label>');
  expect(it).toContain('<label for="new-email">Posta elettronica</label>');
});

test('an action that is refused stays reachable and says why, with the rule', () => {
  const button = tag(it, 'aria-disabled="true"')!;
  const id = /aria-describedby="([^"]+)"/.exec(button)![1]!;
  expect(button).toBe(`<button type="button" class="m-button m-primary" aria-disabled="true" aria-describedby="${id}">`);
  const why = it.slice(it.indexOf(` id="${id}"`));
  expect(why.slice(0, why.indexOf('</ul>'))).toContain(
    '<span class="m-reason">Il bando è chiuso dall’11 marzo 2024, ore 12:00</span><span class="m-source">Fonte: Avviso di proroga del 16 febbraio 2024 <span class="m-badge m-badge-sourced">fonte citata</span></span>',
  );
});

describe('a list', () => {
  test('says its order and offers the other one', () => {
    expect(it.match(/aria-sort="[^"]+"/g)).toEqual(['none', 'none', 'none', 'none', 'none', 'none', 'descending'].map((o) => `aria-sort="${o}"`));
    const html = page('en', '/gallery?sort=lead&state=admitted&tab=open');
    expect(html).toContain('aria-sort="ascending"><a class="m-sort" href="/en/gallery?tab=open&amp;state=admitted&amp;sort=-lead">');
  });

  test('keeps its state in the address: pages, filters that can be taken off, CSV, and what is not its own', () => {
    const html = page('it', '/gallery?q=fibre&state=admitted&tab=open');
    expect(html).toContain(
      '<a class="m-chip" href="/gallery?tab=open&amp;q=fibre"><span class="visually-hidden">Togli il filtro </span><span>Stato: Ammessa</span>',
    );
    expect(html).toContain('<a class="m-csv" href="/gallery?tab=open&amp;state=admitted&amp;q=fibre&amp;format=csv" download>');
    expect(html).toContain('<input type="hidden" name="tab" value="open"/>');
    expect(tag(it, 'rel="next"')).toBe('<a class="m-pager-step" rel="next" href="/gallery?page=2">');
    expect(it).toContain('<p class="m-pager-now">Pagina 1 di 3</p>');
    expect(en).toContain('<strong>11 applications</strong>, rows 1 to 5');
  });

  test('stays a table for those who hear it when its rows are drawn as cards', () => {
    expect(it).toContain('<table class="m-table m-cards" role="table"><caption>Domande presentate al bando 02/2024</caption>');
    expect(it).toContain(
      '<th role="rowheader" scope="row" data-label="Proposta"><a href="/applications/1">Fibre tessili da scarti agrumicoli</a></th><td role="cell" data-label="Codice">OdR-001</td>',
    );
  });
});

test('every picture has a name, a description and its data as a table', () => {
  const pictures = [...it.matchAll(/<figure[\s\S]*?<\/figure>/g)].map((m) => m[0]);
  expect(pictures.length).toBe(4);
  for (const p of pictures) {
    const [, name, description] = /role="(?:img|group)" aria-labelledby="(\S+) (\S+)"/.exec(p)!;
    expect([
      p.includes(`<title id="${name}">`),
      p.includes(`<desc id="${description}">`),
      /<details class="m-behind"[^>]*><summary>Dati in tabella<\/summary><table/.test(p),
    ]).toEqual([true, true, true]);
  }
  expect(it).toContain('<a href="/projects?region=apulia" aria-label="Puglia: 12">');
  expect(it).toContain(
    '<th role="rowheader" scope="row" data-label="Regione"><a href="/projects?region=campania">Campania</a></th><td role="cell" data-label="Progetti" class="m-figures">16</td><td role="cell" data-label="Mezzogiorno">Sì</td>',
  );
});

test('the step one is at is said', () => {
  expect(it.match(/aria-current="step"/g)?.length).toBe(1);
  expect(it).toContain('Passo 3 di 5: <strong>Costi</strong>');
});

test('every word of the look is in both languages', () => {
  expect(Object.entries(uiCopy).filter(([, w]) => !w.it || !w.en || typeof w.it !== typeof w.en)).toEqual([]);
});

test('a figure stands at the end of its bar, or behind the mark of the limit that would go through it', () => {
  const figures = (value: number) => {
    const chart = <BarChart title="t" description="d" bars={[{ label: 'a', value }]} max={100} threshold={{ value: 50, label: 'limit' }} />;
    const html = renderToString(<Page.Provider value={{ locale: 'en', url: new URL('https://mics.example/') } as PageContext}>{chart}</Page.Provider>);
    return /class="m-bar-value" x="([\d.]+)%"/.exec(html)![1];
  };
  // A hundred takes 74 % of the width, fifty half of it.
  expect([10, 40, 50, 60].map(figures)).toEqual(['7.40', '37.00', '37.00', '44.40']);
});
