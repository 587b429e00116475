import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeNew, borrowBrowser, returnBrowser, shapeOf } from './browser.ts';

// What follows every journey is itself followed here: known parts are passed over, and nothing new is.

let page: Page;
beforeAll(async () => {
  page = await (await borrowBrowser()).newPage();
});
afterAll(async () => {
  await page.context().close();
  returnBrowser();
});

/** A layout of its own each time, so that no other run has seen it. */
const own = `look-${process.pid}-${Date.now()}`;
const around = (main: string, heading = '<h1>Prova</h1>') =>
  `<!doctype html><html lang="it"><head><title>Prova</title></head><body class="${own}"><header><p>Testata</p></header><main>${heading}${main}</main></body></html>`;
const rows = (count: number, cell = 'testo') => `<ul>${`<li>${cell}</li>`.repeat(count)}</ul>`;
const field = (more = '') => `<label for="a">Nome</label><input id="a" ${more}>`;

async function look(html: string, width = 1280): Promise<string> {
  await page.setViewportSize({ width, height: 800 });
  await page.goto(`data:text/html,${encodeURIComponent(html)}`);
  const shape = await shapeOf(page);
  return axeNew(page, shape, width).then(
    () => [...shape.idsTwice, 'good'].join(),
    (error: { actual: string[] }) => error.actual.map((said) => said.split(':')[0]).join(),
  );
}
const marked = () => page.evaluate(() => (globalThis as unknown as { known: Set<Element> }).known.size);

test('a page of known parts is not looked at again, whatever it says and however many rows it has', async () => {
  expect(await look(around(rows(2) + field()))).toBe('good');
  expect(await marked()).toBe(0);
  expect(await look(around(rows(40, 'altro') + field()))).toBe('good');
  expect(await page.evaluate(() => 'axe' in globalThis)).toBe(false);
});

test('a new part beside known ones is looked at alone, and what is wrong with it is found', async () => {
  expect(await look(around(`${rows(40)}<p style="color:#eee;background:#fff">Chiaro</p>`))).toBe('color-contrast');
  expect(await marked()).toBeGreaterThan(0);
});

test('a field that lost its label, a list with something else in it, a heading out of order, an id that comes twice', async () => {
  expect(await look(around(rows(2) + field().replace('for="a"', 'for="b"')))).toBe('label');
  expect(await look(around(rows(2).replace('</ul>', '<p>no</p></ul>') + field()))).toBe('list');
  expect(await look(around(rows(2) + field(), '<h1>Prova</h1><h4>Troppo giù</h4>'))).toBe('heading-order');
  expect(await look(around(`${rows(2)}${field()}${field()}`))).toBe('a,good');
});

test('what only the whole page can be wrong with: two parts of one name, none that is the main one, no first heading', async () => {
  const nav = (name: string) => `<nav aria-label="${name}"><p>Testo</p></nav>`;
  expect(await look(around(nav('Sezioni') + nav('Pagine')))).toBe('good');
  expect(await look(around(nav('Sezioni') + nav('Sezioni')))).toBe('landmark-unique');
  expect(await look(around(rows(2), ''))).toBe('page-has-heading-one');
  expect(await look(around(rows(2)).replace('<main>', '<div>').replace('</main>', '</div>'))).toBe('landmark-one-main,region');
});

test('a form is known by what it is, also when one of its fields is called as what is asked of it', async () => {
  const form = (more: string) => around(`<form ${more}><label for="k">Tipo</label><input id="k" name="kind"></form>`);
  expect([await look(form('')), await look(form(''))]).toEqual(['good', 'good']);
  expect(await look(form('role="nothing"'))).toBe('aria-roles');
});

test('at another width: what stands differently, and all of what was not shown before', async () => {
  const narrow = '@media (max-width: 500px)';
  const page = (inside: string, style: string) => around(`${inside}<style>${style}</style>`);
  const pale = page('<p class="pale">Chiaro da stretto</p>', `${narrow} { .pale { color: #eee; background: #fff } }`);
  expect([await look(pale), await look(pale, 390)]).toEqual(['good', 'color-contrast']);
  const menu = page('<div class="menu"><input></div>', `.menu { display: none } ${narrow} { .menu { display: block } }`);
  expect([await look(menu), await look(menu, 390)]).toEqual(['good', 'label']);
  const same = page('<p class="same">Lo stesso</p>', '');
  expect([await look(same), await look(same, 390)]).toEqual(['good', 'good']);
});
