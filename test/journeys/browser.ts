import { buildWeb } from '#src/house/building.ts';
import { loadAssets } from '#src/house/assets.ts';
import { projectRoot } from '#src/house/root.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import type { Locale } from '#src/core/words.ts';
import type { House } from '#src/plumbing/house.ts';
import { getRequestListener } from '@hono/node-server';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type APIResponse, type Browser, type BrowserContext, type Locator, type Page, type Response } from 'playwright-core';
import { expect, inject } from 'vitest';
import { testHouse, type TestHouse } from '../database.ts';
import { builtAssets } from '../factories/assets.ts';

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A house that is served, and one browser to walk through it. */
export type Stage = {
  house: House;
  origin: string;
  /** Sets the clock that the house reads. */
  setClock: (at: string) => void;
  /** A new person at a browser of their own, signed out. */
  visitor: (options?: VisitorOptions) => Promise<Visitor>;
  /** The same, signed in through the sign-in page as one of the example personas. */
  signInAs: (persona: string, options?: VisitorOptions) => Promise<Visitor>;
  end: () => Promise<void>;
};

export type VisitorOptions = { width?: 1280 | 390; locale?: Locale; script?: boolean };

/** Starts a house on a fresh database at a free port of the loopback, with its real assets and a Chromium. */
export async function startStage({
  at,
  seed,
  open,
}: {
  at: string;
  seed?: (house: House) => Promise<unknown>;
  /** Another house than an empty one. */ open?: () => Promise<TestHouse>;
}): Promise<Stage> {
  let listener: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const opened = await (open ? open() : testHouse({ at }));
  opened.setClock(at);
  const house: House = { ...opened.house, settings: { ...opened.house.settings, origin } };
  const [browser, assets] = await Promise.all([borrowBrowser(), builtAssets(), seed?.(house)]);
  const { fetch } = await buildWeb(house, loadAssets(assets));
  listener = getRequestListener(fetch);
  const visitors: Visitor[] = [];
  const visitor = async (options: VisitorOptions = {}) => {
    const made = await Visitor.open(browser, origin, options);
    visitors.push(made);
    return made;
  };
  return {
    house,
    origin,
    setClock: opened.setClock,
    visitor,
    async signInAs(persona, options) {
      const someone = await visitor(options);
      await someone.signIn(persona);
      return someone;
    },
    async end() {
      await Promise.all(visitors.map((v) => v.context.close()));
      returnBrowser();
      server.closeAllConnections();
      server.close();
      await opened.end();
    },
  };
}

/** What a page's scripts run in is not compiled to the last: no page is there long enough, and the compilers took a fifth of the browser's time. */
const plainScripts = '--js-flags=--no-turbofan --no-maglev';

const quiet = [
  plainScripts,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let launched: Promise<Browser> | undefined;
let borrowers = 0;
let closing: NodeJS.Timeout | undefined;

/** One browser for all journeys of this process: each visitor has a context of their own. */
export function borrowBrowser(): Promise<Browser> {
  borrowers++;
  clearTimeout(closing);
  launched ??= chromium.launch({ executablePath: process.env['MICS_BROWSER'] ?? '/usr/bin/chromium-headless-shell', args: quiet, timeout: 120_000 });
  launched.catch(() => (launched = undefined));
  return launched;
}

/** It stays a little, for the next file; left open it would keep the process from ending. */
export function returnBrowser(): void {
  if (--borrowers > 0) return;
  closing = setTimeout(() => {
    void launched?.then((browser) => browser.close());
    launched = undefined;
  }, 1500);
}

const axeSource = readFileSync(join(projectRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Violation = { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] };

/** What a form field is given: text, a choice, several choices, ticked or not, a file. */
export type Given = string | boolean | readonly string[] | { name: string; mimeType: string; buffer: Buffer };

/** A person at a browser. Every page that they come to is looked at by axe at both widths, and must neither scroll sideways nor say an error in the console. */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly #origin: string;
  readonly #options: Required<VisitorOptions>;
  readonly #problems: string[] = [];

  constructor(context: BrowserContext, page: Page, origin: string, options: Required<VisitorOptions>) {
    this.context = context;
    this.page = page;
    this.#origin = origin;
    this.#options = options;
    page.on('pageerror', (error) => this.#problems.push(`page error: ${error.message}`));
    // The browser also reports the status of a page that was refused on purpose; the tests look at that themselves.
    page.on(
      'console',
      (line) =>
        line.type() === 'error' &&
        !(line.text().startsWith('Failed to load resource') && !line.location().url.includes('/assets/')) &&
        this.#problems.push(`console: ${line.text()}`),
    );
    // The browser reads a PDF with pages of its own.
    page.on(
      'request',
      (request) =>
        !request.url().startsWith(origin) && !/^(data|chrome|chrome-extension):/.test(request.url()) && this.#problems.push(`asks elsewhere: ${request.url()}`),
    );
  }

  static async open(browser: Browser, origin: string, { width = 1280, locale = 'it', script = true }: VisitorOptions): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: width === 390 ? PHONE : DESKTOP,
      locale: locale === 'it' ? 'it-IT' : 'en-GB',
      timezoneId: 'Europe/Rome',
      javaScriptEnabled: script,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    return new Visitor(context, await context.newPage(), origin, { width, locale, script });
  }

  /** Our address of a path, in this person's language. */
  href(path: string): string {
    return `${this.#origin}${this.#options.locale === 'en' ? `/en${path === '/' ? '' : path}` : path}`;
  }

  /** The path that the browser is at, without language. */
  get path(): string {
    const { pathname, search, hash } = new URL(this.page.url());
    return `${pathname.replace(/^\/en(?=\/|$)/, '') || '/'}${search}${hash}`;
  }

  async signIn(persona: string): Promise<void> {
    const { name } = personas.find((p) => p.id === persona)!;
    await this.visit('/sign-in?next=/desk');
    await this.press(this.#options.locale === 'it' ? `Entra come ${name}` : `Enter as ${name}`);
    expect(this.path).toBe('/desk');
  }

  /** Opens a page, which must answer with this status, and looks it over. */
  async visit(path: string, status = 200): Promise<this> {
    const response = await this.page.goto(this.href(path));
    expect(`${response!.status()} ${path}`).toBe(`${status} ${path}`);
    await this.look();
    return this;
  }

  /** Presses a button or follows a link, waits for the page behind it and looks it over. */
  async press(name: string | RegExp, { status = 200, within = this.page.locator('body') }: { status?: number; within?: Locator } = {}): Promise<Response> {
    const target = within
      .getByRole('button', { name, exact: true })
      .or(within.getByRole('link', { name, exact: true }))
      .first();
    if ((await target.count()) === 0)
      throw new Error(`${this.path} has no "${name}", but: ${(await within.locator('a, button').allTextContents()).map((t) => t.trim()).join(' | ')}`);
    const [response] = await Promise.all([this.page.waitForNavigation(), target.click()]);
    expect(`${response!.status()} after ${name}`).toBe(`${status} after ${name}`);
    await this.look();
    return response!;
  }

  /** Presses twice as fast as one does by mistake. The second press may break off the way that the first one took: what counts is the page that comes in the end. */
  async pressTwice(button: Locator): Promise<void> {
    await this.page.evaluate(() => void Object.assign(globalThis, { left: true }));
    await button.dblclick({ noWaitAfter: true });
    await this.page.waitForFunction(() => !('left' in globalThis) && document.readyState === 'complete');
  }

  /** Fills in fields by their names, as what they are. */
  async fill(values: Record<string, Given>, within: Locator = this.page.locator('main')): Promise<void> {
    for (const [name, value] of Object.entries(values)) await fillField(within.locator(`[name="${name}"]`), value);
  }

  /** Text that the page shows. */
  async sees(...texts: (string | RegExp)[]): Promise<void> {
    const shown = (await this.page.locator('main').innerText()).replace(/\s+/g, ' ');
    for (const text of texts)
      expect(shown).toMatch(typeof text === 'string' ? new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')) : text);
  }

  async seesNot(...texts: string[]): Promise<void> {
    const shown = (await this.page.locator('main').innerText()).replace(/\s+/g, ' ');
    for (const text of texts) expect(shown).not.toContain(text);
  }

  /** The same request as a link would make, without opening it in the page. */
  get(path: string): Promise<APIResponse> {
    return this.context.request.get(this.href(path), { headers: { 'sec-fetch-site': 'same-origin' } });
  }

  /** Sends a form as a browser would from one of our pages, whatever its content. Redirects are not followed. */
  post(path: string, form: Record<string, string>, headers: Record<string, string> = { origin: this.#origin }): Promise<APIResponse> {
    return this.context.request.post(this.href(path), { form, headers, maxRedirects: 0 });
  }

  /** Looks the page over at both widths, its own last. */
  async look(): Promise<void> {
    const { page } = this;
    const shape = this.#options.script ? await shapeOf(page) : null;
    for (const size of page.viewportSize()!.width === PHONE.width ? [DESKTOP, PHONE] : [PHONE, DESKTOP]) {
      await page.setViewportSize(size);
      await this.#fits();
      if (shape !== null) await axeNew(page, shape, size.width);
    }
    expect(shape?.idsTwice ?? [], `ids that come twice: ${page.url()}`).toEqual([]);
    expect(this.#problems, page.url()).toEqual([]);
  }

  async #fits(): Promise<void> {
    const beyond = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(`${beyond} pixels too wide at ${this.page.viewportSize()!.width}: ${this.page.url()}`).toBe(
      `0 pixels too wide at ${this.page.viewportSize()!.width}: ${this.page.url()}`,
    );
  }

  /** Keeps a picture of the page for the documentation, only where `MICS_PICTURES=1` asks for them. */
  async picture(name: string, options: { width?: 1280 | 390; /** The part of the page to show, if not its top. */ to?: string } = {}): Promise<void> {
    if (process.env['MICS_PICTURES'] !== '1') return;
    const folder = process.env['MICS_PICTURES_TO'] ?? join(projectRoot, 'docs/images');
    mkdirSync(folder, { recursive: true });
    const own = this.page.viewportSize()!;
    await this.page.setViewportSize(options.width === 390 ? PHONE : DESKTOP);
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await this.page.evaluate((to) => scrollTo(0, to ? document.querySelector(to)!.getBoundingClientRect().top + scrollY - 40 : 0), options.to);
    await this.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    await this.page.setViewportSize(own);
  }
}

/**
 * What a page is made of: the kind of each element. Two elements are of one kind when they have the same names, classes, roles, states and kinds of
 * attributes, are named, labelled and described or not, and stand in a chain of elements of one kind, whatever they say.
 */
type Shape = { kinds: string[]; idsTwice: string[] };

/** What axe found good before, at each width, is not looked at again: it takes a fifth of a second a page, and pages share most of what they are made of. */
const found = { good: new Set<string>(), read: new Set<string>() };

/** Noted in a folder that all files of a run share, and both runs of `npm test`. */
function goodBefore(): Set<string> {
  const folder = inject('looked');
  for (const name of readdirSync(folder)) {
    if (found.read.has(name) || name.endsWith('.part')) continue;
    found.read.add(name);
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) found.good.add(line);
  }
  return found.good;
}

function noteGood(lines: readonly string[]): void {
  const text = lines.join('\n');
  const note = join(inject('looked'), createHash('sha256').update(text).digest('hex'));
  writeFileSync(`${note}.${process.pid}.part`, text);
  renameSync(`${note}.${process.pid}.part`, note);
}

/** What the functions that run in the page leave there for each other: the kind of each element, and those that axe passes over. */
type Left = { kindOf: WeakMap<Element, string>; known: Set<Element> };

/** Run in the page. */
export const shapeOf = (page: Page): Promise<Shape> =>
  page.evaluate(() => {
    /** cyrb53, 53 bits. */
    const hash = (text: string): string => {
      let a = 0xdeadbeef;
      let b = 0x41c6ce57;
      for (let i = 0; i < text.length; i++) {
        const c = text.charCodeAt(i);
        a = Math.imul(a ^ c, 2654435761);
        b = Math.imul(b ^ c, 1597334677);
      }
      a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
      b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
      return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
    };
    const spoken = (text: string | null | undefined): boolean => (text ?? '').trim() !== '';
    const stateOf = ({ name, value }: Attr): string => {
      if (name === 'style') return `style=${value.replace(/[\d.]+/g, '#')}`;
      // Whether what it points at is there, and says something.
      if (/^(for|aria-labelledby|aria-describedby|aria-controls|aria-errormessage|headers|list)$/.test(name))
        return `${name}:${value.split(/\s+/).map((id) => spoken(document.getElementById(id)?.textContent))}`;
      if (/^(aria-label|alt|title|placeholder)$/.test(name)) return `${name}:${spoken(value)}`;
      return /^(class|role|type|open|hidden|lang|tabindex|scope|disabled|autocomplete)$|^aria-/.test(name) || value === '' ? `${name}=${value}` : name;
    };
    const elements = [...document.querySelectorAll('html, title, body, body *')];
    const speaks = new Set(elements.filter((e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && spoken(n.textContent))));
    // From the last to the first: children before the element that they are in.
    const says = new Set<Element>();
    for (const element of elements.toReversed()) if (speaks.has(element) || [...element.children].some((child) => says.has(child))) says.add(element);
    const kindOf = new WeakMap<Element, string>();
    const kinds = new Set<string>();
    for (const element of elements) {
      const labels = 'labels' in element ? (element.labels as NodeList | null)?.length : undefined;
      const chain = (element.parentElement && kindOf.get(element.parentElement)) ?? '';
      const kind = hash(`${chain} ${element.tagName} ${[...element.attributes].map(stateOf).join(' ')} ${speaks.has(element)} ${says.has(element)} ${labels}`);
      kindOf.set(element, kind);
      kinds.add(kind);
    }
    Object.assign(globalThis, { kindOf });
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    return { kinds: [...kinds], idsTwice: ids.filter((id, i) => ids.indexOf(id) < i) };
  });

/**
 * How the whole is laid out, in all that `aboutLayout` asks, fact by fact: which level of heading follows which; of each landmark and role where it
 * stands, whether it is shown at this width, has a name, and is the second of its sort or of its name; and whether there is a title, a heading, a
 * first one and a main part at all. What stands outside all landmarks is told by the kinds.
 */
const layoutOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isShown = (e: Element): boolean => e.checkVisibility({ visibilityProperty: true });
    const facts = new Set<string>();
    let last = 'none';
    for (const e of document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')) {
      if (!isShown(e)) continue;
      const level = e.ariaLevel ?? e.tagName;
      facts.add(`${last} > ${level}`);
      last = level;
    }
    const landmarks = 'header, nav, main, aside, footer, section[aria-label], section[aria-labelledby], form, [role]';
    const nameOf = (e: Element): string => {
      const ids = e.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
      const text = ids.length > 0 ? ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ') : (e.getAttribute('aria-label') ?? '');
      return text.trim().toLowerCase();
    };
    const sortOf = (e: Element): string => `${e.tagName} ${e.getAttribute('role') ?? ''}`;
    const seen = new Set<string>();
    for (const e of document.querySelectorAll(landmarks)) {
      const around: string[] = [];
      for (let up = e.parentElement?.closest(landmarks); up; up = up.parentElement?.closest(landmarks)) around.push(sortOf(up));
      const sort = `${sortOf(e)} in ${around.join(', ')} ${isShown(e)}`;
      const name = nameOf(e);
      facts.add(`${sort} ${name !== ''} ${seen.has(sort)} ${seen.has(`${sort} ${name}`)}`);
      seen.add(sort).add(`${sort} ${name}`);
    }
    const has = (selector: string): boolean => [...document.querySelectorAll(selector)].some(isShown);
    facts.add(`${document.title.trim() !== ''} ${last !== 'none'} ${has('h1, [role=heading][aria-level="1"]')} ${has('main, [role=main]')}`);
    return [...facts];
  });

/**
 * Leaves out the largest parts of the page of which everything is known, or comes for the fourth time: the first three show odd, even and last.
 * The kinds that are not known and are shown at this width.
 */
const leaveOut = (page: Page, good: readonly string[]): Promise<string[]> =>
  page.evaluate((names) => {
    const { kindOf } = globalThis as unknown as Left;
    const good = new Set(names);
    const times = new Map<string, number>();
    const known = new Set<Element>();
    const shown = new Set<string>();
    for (const element of document.querySelectorAll('html, title, body, body *')) {
      const kind = kindOf.get(element) ?? '';
      times.set(kind, (times.get(kind) ?? 0) + 1);
      if ((good.has(kind) || times.get(kind)! > 3) && element.closest('body *')) known.add(element);
      if (!good.has(kind) && element.checkVisibility({ visibilityProperty: true })) shown.add(kind);
    }
    // From the last to the first: children before the element that they are in.
    for (const element of [...document.querySelectorAll('body *')].reverse())
      if ([...element.children].some((child) => !known.has(child))) known.delete(element);
    Object.assign(globalThis, { known });
    return [...shown];
  }, good);

/** Looks at what no page had before, at this width. What was found good where it was shown is asked at another width only what a width changes. */
export async function axeNew(page: Page, { kinds }: Shape, width: number): Promise<void> {
  const good = goodBefore();
  const at = (key: string) => `${width} ${key}`;
  const wherever = (key: string) => `shown ${key}`;
  const layout = (await layoutOf(page)).map((fact) => `layout ${fact}`);
  const unknown = kinds.filter((kind) => !good.has(at(kind)));
  const newLayout = layout.some((fact) => !good.has(fact));
  if (unknown.length === 0 && !newLayout) return;
  const shown = await leaveOut(
    page,
    kinds.filter((kind) => good.has(at(kind))),
  );
  const all = shown.some((kind) => !good.has(wherever(kind)));
  const ofParts = unknown.length === 0 ? [] : all ? 'all' : aboutWidth;
  await axe(page, { ofWhole: newLayout ? aboutLayout : [], ofParts });
  noteGood([...unknown.map(at), ...layout, ...shown.map(wherever)]);
}

/** What depends on where things stand and not only on whether they are shown. */
const aboutWidth = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

const aboutLayout = [
  'bypass',
  'document-title',
  'heading-order',
  'page-has-heading-one',
  'region',
  'landmark-banner-is-top-level',
  'landmark-complementary-is-top-level',
  'landmark-contentinfo-is-top-level',
  'landmark-main-is-top-level',
  'landmark-no-duplicate-banner',
  'landmark-no-duplicate-contentinfo',
  'landmark-no-duplicate-main',
  'landmark-one-main',
  'landmark-unique',
];

/** The part of axe that is used in the page. */
type Axe = {
  configure: (spec: { noHtml: boolean }) => void;
  getRules: (tags: string[]) => { ruleId: string; tags: string[] }[];
  run: (context: unknown, options: unknown) => Promise<{ violations: Violation[] }>;
  utils: { getRule: (id: string) => AxeRule };
  commons: { dom: { isVisibleToScreenReaders: (node: AxeNode) => boolean } };
};
type AxeNode = { actualNode: Element };
type AxeRule = { excludeHidden: boolean; gather: (context: unknown, options: unknown) => AxeNode[] };

/**
 * Fails with a readable list when axe finds anything at all: by the rules `ofWhole` anywhere, by those `ofParts` in what is not left out. Both are
 * asked in one run, which reads the page once: to read it takes as long as to ask.
 */
async function axe(page: Page, rules: { ofWhole: readonly string[]; ofParts: readonly string[] | 'all' }): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async ({ ofWhole, ofParts, tags }) => {
      const { axe, known } = globalThis as unknown as Left & { axe: Axe };
      // Where it stands is told, not what its source is.
      axe.configure({ noHtml: true });
      const settled = axe.getRules(tags).filter((rule) => !rule.tags.includes('experimental') && !rule.tags.includes('deprecated'));
      const asked = [...new Set([...ofWhole, ...(ofParts === 'all' ? settled.map((rule) => rule.ruleId) : ofParts)])];
      for (const id of asked) {
        const rule = axe.utils.getRule(id);
        const gather = Object.getPrototypeOf(rule).gather as AxeRule['gather'];
        rule.gather = (context, options) => {
          const everything = gather.call({ ...rule, excludeHidden: false }, context, options);
          const some = ofWhole.includes(id) ? everything : everything.filter((node) => !known.has(node.actualNode));
          return rule.excludeHidden ? some.filter((node) => axe.commons.dom.isVisibleToScreenReaders(node)) : some;
        };
      }
      const { violations } = await axe.run({ include: [['html']] }, { runOnly: { type: 'rule', values: asked }, resultTypes: ['violations'] });
      return violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.slice(0, 4).map(({ target, failureSummary }) => ({ target, failureSummary })),
      }));
    },
    { ...rules, tags: axeTags },
  );
  const said = violations.map(
    (v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `    ${n.target.join(' ')}: ${n.failureSummary.replace(/\s+/g, ' ')}`).join('\n')}`,
  );
  expect(said, `${page.url()} at ${page.viewportSize()!.width} pixels`).toEqual([]);
}

async function fillField(field: Locator, value: Given): Promise<void> {
  const first = field.first();
  const kind = await first.evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase()));
  if (typeof value === 'object' && 'buffer' in value) {
    if (value.buffer.length < 1_000_000) return first.setInputFiles(value);
    // A heavy one goes over the disk: told to the browser as text it takes longer than what is tried.
    const folder = mkdtempSync(join(tmpdir(), 'mics-heavy-'));
    writeFileSync(join(folder, value.name), value.buffer);
    await first.setInputFiles(join(folder, value.name));
    return;
  }
  if (typeof value === 'boolean') return first.setChecked(value);
  if (typeof value !== 'string') {
    const boxes = await field.all();
    for (const box of boxes) await box.setChecked(value.includes(await box.inputValue()));
    return;
  }
  if (kind === 'radio') {
    for (const option of await field.all()) if ((await option.inputValue()) === value) return option.check();
    throw new Error(`no choice ${value}`);
  }
  if (kind === 'select') return void (await first.selectOption(value));
  if (value.length < LONG) return first.fill(value);
  // As it is pasted: typed, a file of a call takes Chromium a quarter of a minute, line by line.
  await first.evaluate((element, text) => {
    (element as HTMLTextAreaElement).value = text;
    for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
  }, value);
}

const LONG = 5000;
