import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PurgeCSS } from 'purgecss';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { resolve } = createRequire(import.meta.url);

/** The packages' files, wherever npm put them. */
const packaged = (name, file) => join(dirname(resolve(`${name}/package.json`)), file);

/**
 * Styles, fonts, pictures and scripts, each under a name that holds the hash of its content, and `manifest.json`
 * from the name that pages ask for to that name. Old files stay: a page that is being read may still want them.
 *
 * @param {string} outDir is created where it is missing
 * @returns {Promise<Record<string, string>>} the manifest
 */
export async function buildAssets(outDir) {
  await mkdir(outDir, { recursive: true });
  const manifest = {};
  const write = async (name, content) => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    const hashed = `${basename(name, extname(name))}.${hash}${extname(name)}`;
    await writeFile(join(outDir, hashed), content);
    manifest[name] = hashed;
  };
  const fonts = [400, 600, 700].map(async (weight) =>
    write(`titillium-${weight}.woff2`, await readFile(packaged('@fontsource/titillium-web', `files/titillium-web-latin-${weight}-normal.woff2`))),
  );
  const pictures = { 'eu-emblem.svg': euEmblem(), 'favicon.svg': favicon(), 'wordmark.svg': wordmark(), 'chevron.svg': chevron() };
  const [, scripts, kit, look] = await Promise.all([
    Promise.all([...fonts, ...Object.entries(pictures).map(([name, svg]) => write(name, svg))]),
    islands(),
    purgedKit(),
    theme(),
  ]);
  // The kit lies in a layer of its own: whatever the theme says wins, without a fight over specificity.
  const styles = `${fontFaces(manifest)}\n@layer kit{${kit}}\n${withPictures(look, manifest)}`;
  await write('mics.css', (await transform(styles, { loader: 'css', minify: true, target: ['chrome111', 'firefox113', 'safari16.4'] })).code);
  for (const { name, content } of scripts) await write(name, content);
  await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** The parts of the theme in the order of their names: what is said later wins. */
async function theme() {
  const folder = join(root, 'src/ui/theme');
  const parts = (await readdir(folder)).filter((name) => name.endsWith('.css')).sort();
  return (await Promise.all(parts.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
}

/** The theme names pictures as pages do; here they get the hash of their content. */
function withPictures(theme, manifest) {
  return theme.replace(/url\(["']([\w-]+\.svg)["']\)/g, (_, name) => {
    if (!manifest[name]) throw new Error(`the theme wants a picture that nobody draws: ${name}`);
    return `url("./${manifest[name]}")`;
  });
}

/** bootstrap-italia without what no page of ours names. */
async function purgedKit() {
  const file = packaged('bootstrap-italia', 'dist/css/bootstrap-italia.min.css');
  const css = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').replace(/@font-face\{[^}]*\}/g, '');
  const [purged] = await new PurgeCSS().purge({
    content: [join(root, 'src/**/*.{ts,tsx}')],
    css: [{ raw: css }],
    defaultExtractor: (text) => text.match(/[\w-/:]+(?<!:)/g) ?? [],
    variables: true,
    keyframes: true,
    fontFace: true,
    safelist: ['html', 'body', 'visually-hidden'],
    // The kit's widgets, whose names are also ordinary words of our code: we draw our own. Its base, grid and utilities stay.
    blocklist: [
      /^(it|vjs|video|splide|carousel|navbar|dropdown|cookiebar|toolbar|callout|card|timeline|steppers|chip|avatar|progress|notification|rating|popover|tooltip|modal|toast|offcanvas|accordion|sidebar|megamenu|autocomplete|select-wrapper|bootstrap-select|point-list|thumb-nav|link-list|skiplink|form-|btn|table|alert|badge|breadcrumb|nav|pagination|pager|page-|list-|input-|toggle|upload|transfer|nav-|bg-|theme|section|hero|head|overlay|figure|map|collapse|calendar|forward|go-|back-|search|icon|spinner|dimmer|affix|sticky|close|gridlist|masonry|img|video)/,
    ],
  });
  // The kit's own marks of focus fight ours, and depend on its script.
  return purged.css.replace(/[^{}]*data-focus-mouse[^{}]*\{[^{}]*\}/g, '');
}

async function islands() {
  const folders = ['src/ui/islands', 'src/house/islands'].map((f) => join(root, f));
  const found = await Promise.all(
    folders.map(async (f) => (await readdir(f)).filter((n) => n.endsWith('.ts') && !n.endsWith('.test.ts')).map((n) => join(f, n))),
  );
  const { outputFiles } = await build({
    entryPoints: found.flat(),
    entryNames: '[name]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: root,
    absWorkingDir: root,
    legalComments: 'none',
    plugins: [browserTwins],
  });
  return outputFiles.map((f) => ({ name: basename(f.path), content: f.contents }));
}

/** What needs Node has a twin for the browser beside it, with the same names: `sha256.ts` and `sha256.browser.ts`. */
const browserTwins = {
  name: 'browser-twins',
  setup(b) {
    b.onResolve({ filter: /^(\.|#src\/).*\.ts$/ }, ({ path, resolveDir }) => {
      const file = path.startsWith('#src/') ? join(root, path.slice(1)) : join(resolveDir, path);
      const twin = file.replace(/\.ts$/, '.browser.ts');
      return existsSync(twin) ? { path: twin } : undefined;
    });
    // The schemas' own messages in fifty languages, of which we show none.
    b.onResolve({ filter: /^\.\.\/locales\/index\.js$/ }, () => ({ path: 'locales', namespace: 'nothing' }));
    b.onLoad({ filter: /^/, namespace: 'nothing' }, () => ({ contents: 'export {}' }));
  },
};

function fontFaces(manifest) {
  const latin =
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
  return [400, 600, 700]
    .map(
      (w) =>
        `@font-face{font-family:"Titillium Web";font-style:normal;font-weight:${w};font-display:swap;src:url("./${manifest[`titillium-${w}.woff2`]}") format("woff2");unicode-range:${latin}}`,
    )
    .join('\n');
}

/**
 * The emblem as the Council of Europe and the Union describe it: a rectangle of 3 to 2, twelve upright five-pointed stars at the hours of a
 * clock on an unseen circle of a third of the height, each star within a circle of an eighteenth of the height.
 */
function euEmblem() {
  const star = Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 === 0 ? 30 : 30 * (Math.sin(Math.PI / 10) / Math.sin((7 * Math.PI) / 10));
    const angle = (i * Math.PI) / 5;
    return `${round(radius * Math.sin(angle))},${round(-radius * Math.cos(angle))}`;
  }).join(' ');
  const stars = Array.from({ length: 12 }, (_, hour) => {
    const angle = (hour * Math.PI) / 6;
    return `<use href="#s" x="${round(405 + 180 * Math.sin(angle))}" y="${round(270 - 180 * Math.cos(angle))}"/>`;
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 810 540"><defs><polygon id="s" points="${star}"/></defs><rect width="810" height="540" fill="#039"/><g fill="#fc0">${stars}</g></svg>`;
}

const round = (n) => Math.round(n * 100) / 100;

/** Three arcs that close a circle. */
function ring(centre, radius, width, [cool, warm]) {
  const at = (deg) => `${round(centre + radius * Math.sin((deg * Math.PI) / 180))} ${round(centre - radius * Math.cos((deg * Math.PI) / 180))}`;
  const arcs = [
    [8, 112, cool],
    [128, 232, cool],
    [248, 352, warm],
  ];
  return `<g fill="none" stroke-width="${width}">${arcs.map(([from, to, colour]) => `<path stroke="${colour}" d="M${at(from)}A${radius} ${radius} 0 0 1 ${at(to)}"/>`).join('')}</g>`;
}

const ink = '#0b4f4f';
const warm = '#d9742b';

const favicon = () =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="10" fill="#fff"/>${ring(24, 16.5, 8, [ink, warm])}</svg>`;

/** The mark of a select field; a file, because a strict content policy refuses pictures inside styles. */
const chevron = () =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"><path fill="none" stroke="${ink}" stroke-width="2.2" d="m2 2 6 6 6-6"/></svg>`;

/** The ring and the four letters, drawn, so that it needs no font. */
const wordmark = () =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 188 48" role="img" aria-label="MICS">${ring(24, 19, 8, [ink, warm])}<g fill="none" stroke="${ink}" stroke-width="7"><path d="M63.500 42V9.500L79 31 94.500 9.500V42" stroke-linejoin="bevel"/><path d="M108.500 6V42"/><path d="M146 12.500A15 15 0 1 0 146 35.500"/><path d="M181 13.500C178 10.500 174 9 169.500 9 163.500 9 159.500 12 159.500 16 159.500 26.500 181 20.500 181 31.500 181 36 176.500 39 170 39 165 39 160.500 37 157.500 33.500"/></g></svg>`;
