import { regionIds, type RegionId } from '#src/core/regions.ts';
import map from '@svg-maps/italy';

/** A region's outline, and the point where its figure is written. */
export type Outline = { path: string; x: number; y: number };

const italy = map as { viewBox: string; locations: readonly { id: string; path: string }[] };

/** Twice the source's units, so that whole numbers are fine enough. */
const SCALE = 2;

export const VIEW_BOX = italy.viewBox
  .split(' ')
  .map((v) => Number(v) * SCALE)
  .join(' ');

type Point = readonly [number, number];

/** The source draws rings of relative moves only (`m x,y dx,dy … z`). */
function rings(path: string): Point[][] {
  let [x, y] = [0, 0];
  return path
    .split('z')
    .filter((ring) => ring.trim() !== '')
    .map((ring) => {
      const numbers = ring.match(/-?[\d.]+(?:e-?\d+)?/g)!.map(Number);
      const points: Point[] = [];
      for (let i = 0; i + 1 < numbers.length; i += 2) {
        x += numbers[i]!;
        y += numbers[i + 1]!;
        points.push([x, y]);
      }
      [x, y] = points[0]!;
      return points;
    });
}

/** One closed ring from an absolute start. Whole numbers, shared borders rounded alike on both sides: a third of the bytes. */
function compact(points: readonly Point[]): string {
  let [px, py] = [0, 0];
  let text = '';
  for (const [x, y] of points) {
    const [rx, ry] = [Math.round(x * SCALE), Math.round(y * SCALE)];
    const [dx, dy] = [rx - px, ry - py];
    if (text !== '' && dx === 0 && dy === 0) continue;
    text += `${text === '' ? 'M' : text.includes('l') ? (dx < 0 ? '' : ' ') : 'l'}${dx}${dy < 0 ? '' : ' '}${dy}`;
    [px, py] = [rx, ry];
  }
  return `${text}z`;
}

function areaAndCentre(points: readonly Point[]): { area: number; x: number; y: number } {
  let [area, x, y] = [0, 0, 0];
  for (const [i, [ax, ay]] of points.entries()) {
    const [bx, by] = points[(i + 1) % points.length]!;
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return { area: Math.abs(area / 2), x: x / (3 * area), y: y / (3 * area) };
}

/** Figures of crooked regions are moved from their centre of gravity to where they stand free. */
const nudges: Partial<Record<RegionId, Point>> = {
  liguria: [-4, -9],
  apulia: [8, 6],
  lazio: [-4, 2],
  'friuli-venezia-giulia': [0, 2],
  calabria: [2, 0],
  'trentino-south-tyrol': [0, 2],
  campania: [-2, 0],
  veneto: [-6, 6],
};

export const outlines = Object.fromEntries(
  regionIds.map((id) => {
    const source = italy.locations.find((l) => l.id === id);
    if (!source) throw new Error(`no outline of ${id}`);
    const all = rings(source.path);
    const largest = all.map(areaAndCentre).reduce((a, b) => (b.area > a.area ? b : a));
    const [nx, ny] = nudges[id] ?? [0, 0];
    return [id, { path: all.map(compact).join(''), x: Math.round((largest.x + nx) * SCALE), y: Math.round((largest.y + ny) * SCALE) }];
  }),
) as Record<RegionId, Outline>;
