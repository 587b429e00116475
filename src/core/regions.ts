import type { Words } from './words.ts';

/** The twenty regions of Italy, under the ids that the map's outlines have. */
export const regionIds = [
  'abruzzo',
  'aosta-valley',
  'apulia',
  'basilicata',
  'calabria',
  'campania',
  'emilia-romagna',
  'friuli-venezia-giulia',
  'lazio',
  'liguria',
  'lombardy',
  'marche',
  'molise',
  'piedmont',
  'sardinia',
  'sicily',
  'trentino-south-tyrol',
  'tuscany',
  'umbria',
  'veneto',
] as const;
export type RegionId = (typeof regionIds)[number];

/** `south`: one of the eight regions of the Mezzogiorno, which the national recovery plan reserves a share of its funds to. */
export type Region = { id: RegionId; name: Words; south: boolean };

const named = (id: RegionId, it: string, en: string = it, south = false): Region => ({ id, name: { it, en }, south });

export const regions: readonly Region[] = [
  named('abruzzo', 'Abruzzo', 'Abruzzo', true),
  named('basilicata', 'Basilicata', 'Basilicata', true),
  named('calabria', 'Calabria', 'Calabria', true),
  named('campania', 'Campania', 'Campania', true),
  named('emilia-romagna', 'Emilia-Romagna'),
  named('friuli-venezia-giulia', 'Friuli-Venezia Giulia'),
  named('lazio', 'Lazio'),
  named('liguria', 'Liguria'),
  named('lombardy', 'Lombardia', 'Lombardy'),
  named('marche', 'Marche'),
  named('molise', 'Molise', 'Molise', true),
  named('piedmont', 'Piemonte', 'Piedmont'),
  named('apulia', 'Puglia', 'Apulia', true),
  named('sardinia', 'Sardegna', 'Sardinia', true),
  named('sicily', 'Sicilia', 'Sicily', true),
  named('tuscany', 'Toscana', 'Tuscany'),
  named('trentino-south-tyrol', 'Trentino-Alto Adige', 'Trentino-South Tyrol'),
  named('umbria', 'Umbria'),
  named('aosta-valley', "Valle d'Aosta", 'Aosta Valley'),
  named('veneto', 'Veneto'),
];

const byId = new Map<string, Region>(regions.map((r) => [r.id, r]));
const byName = new Map<string, Region>(regions.flatMap((r) => [r.name.it, r.name.en, r.id].map((n) => [folded(n), r] as const)));

export const isRegion = (id: string): id is RegionId => byId.has(id);

export function region(id: RegionId): Region {
  return byId.get(id)!;
}

/** Finds a region by its Italian or English name, however it is typed: `puglia`, `Valle d’Aosta`, `Trentino Alto Adige`. */
export const regionNamed = (name: string): Region | undefined => byName.get(folded(name));

function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/** The regions of the South, by id. */
export const southIds: readonly RegionId[] = regions.filter((r) => r.south).map((r) => r.id);
