import { expect, test } from 'vitest';
import { sources } from './source.ts';

/** The rooms in the order of a grant's life. A room may know the rooms before it, never one after it. */
const rooms = [
  'partnership/identity',
  'partnership/organisations',
  'partnership/programme',
  'funding/calls',
  'funding/applications',
  'funding/conflicts',
  'funding/screening',
  'funding/experts',
  'funding/reviews',
  'funding/panels',
  'funding/rankings',
  'funding/awards',
  'funding/access',
  'delivery/contracts',
  'delivery/projects',
  'delivery/reports',
  'delivery/payments',
  'delivery/oversight',
  'delivery/audit',
];
/** Side wings: they see these rooms and none sees them. */
const sideRooms: Record<string, readonly string[]> = { 'outreach/events': ['partnership/identity', 'partnership/organisations', 'partnership/programme'] };

/** What a room shows to later rooms; `actions`, `views`, `routes`, `api`, `jobs`, `auth` are its own business. */
const shown = /^(states|rules|policy|queries|vocabulary|schema|facts|snapshot|bundle|verify|copy|tables|parts|ports|receipt)(\/|\.tsx?$)/;
const pure = /^(states|rules|policy|vocabulary)(\/|\.ts$)/;

const place = (path: string) => {
  const parts = path.split('/');
  if (parts[1] === 'core') return { floor: 0, room: 'core', file: parts.slice(2).join('/') };
  if (parts[1] === 'plumbing' || parts[1] === 'ui') return { floor: 1, room: parts[1], file: parts.slice(2).join('/') };
  if (parts[1] === 'house') return { floor: 3, room: 'house', file: parts.slice(2).join('/') };
  return { floor: 2, room: `${parts[1]}/${parts[2]}`, file: parts.slice(3).join('/') };
};

const files = sources();

test('every file stands in a known room', () => {
  const unknown = files.map((f) => place(f.path)).filter((p) => p.floor === 2 && !rooms.includes(p.room) && !(p.room in sideRooms));
  expect(unknown).toEqual([]);
});

test('floors look down only', () => {
  const up = files.flatMap((f) => f.imports.filter((i) => place(i.path).floor > place(f.path).floor).map((i) => `${f.path} → ${i.path}`));
  expect(up).toEqual([]);
});

test('rooms know earlier rooms only, and of those only what they show', () => {
  const wrong = files.flatMap((f) => {
    const from = place(f.path);
    if (from.floor !== 2) return [];
    return f.imports.flatMap((i) => {
      const to = place(i.path);
      if (to.floor !== 2 || to.room === from.room) return [];
      const earlier =
        from.room in sideRooms ? sideRooms[from.room]!.includes(to.room) : rooms.indexOf(to.room) >= 0 && rooms.indexOf(to.room) < rooms.indexOf(from.room);
      return earlier && shown.test(to.file) ? [] : [`${f.path} → ${i.path}`];
    });
  });
  expect(wrong).toEqual([]);
});

test('states, rules and policies are pure: core and each other only', () => {
  const wrong = files.flatMap((f) => {
    const from = place(f.path);
    if (from.floor !== 2 || !pure.test(from.file)) return [];
    return f.imports.filter((i) => place(i.path).floor === 1).map((i) => `${f.path} → ${i.path}`);
  });
  expect(wrong).toEqual([]);
  const impure = files
    .filter(
      (f) => place(f.path).floor === 2 && pure.test(place(f.path).file) && /\bDate\.now\(|new Date\(\)|Math\.random\(|from 'kysely'|from 'hono/.test(f.text),
    )
    .map((f) => f.path);
  expect(impure).toEqual([]);
});

test('views never fetch, handlers never touch the database', () => {
  const wrong = files
    .filter((f) => /\/(views|routes|api)(\/|\.tsx?$)/.test(f.path) && /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|house\.(writer|pool)\b/.test(f.text))
    .map((f) => f.path);
  expect(wrong).toEqual([]);
});

/** Who owns a table: the room (or plumbing) whose `tables.ts` declares its row. */
const owners = new Map(
  files.flatMap((f) =>
    [...f.text.matchAll(/^ {2}interface Database \{\n([\s\S]*?)\n {2}\}/gm)].flatMap((m) =>
      [...m[1]!.matchAll(/^ {4}(\w+):/gm)].map((t): [string, string] => [t[1]!, place(f.path).room]),
    ),
  ),
);

/** The tables that a file names in its SQL, written out or built. Words of prose and of the language stay out. */
function tablesIn({ path, text }: { path: string; text: string }): string[] {
  if (/\/copy(\/|\.ts)/.test(path)) return [];
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const built = code.matchAll(/(?:From|Into|Table|Join|\.using|\.from|sql\.table)\(\s*\[?\s*'(\w+)/g);
  const written = code.matchAll(/\b(?:from|join|update|insert into|using|only)\s+\(*(\w+)/g);
  return [...new Set([...built, ...written].map((m) => m[1]!))].filter((name) => owners.has(name));
}

const sees = (from: ReturnType<typeof place>, owner: string): boolean => {
  if (from.floor === 3 || from.room === owner) return true;
  if (owner === 'plumbing') return from.floor > 0;
  if (from.floor < 2) return false;
  return from.room in sideRooms ? sideRooms[from.room]!.includes(owner) : rooms.includes(owner) && rooms.indexOf(owner) < rooms.indexOf(from.room);
};

/**
 * Read against the order all the same, each inside a statement that could not be cut without asking once a row. This list may only shrink: whoever needs
 * a later room declares a port (`Ports` in `plumbing/house.ts`).
 */
const against: Record<string, readonly string[]> = {
  // Who one is when one asks, in one statement: an actor has organisations.
  'src/partnership/identity/queries.ts': ['organisation_people'],
  // What one may see of applications excludes those that one has to do with; the condition is part of every list.
  'src/funding/applications/queries/application.ts': ['conflicts'],
  'src/funding/applications/queries/lists.ts': ['conflicts'],
};

test('SQL names tables of earlier rooms only', () => {
  const found = files.map(
    (f) =>
      [
        f.path,
        tablesIn(f)
          .filter((t) => !sees(place(f.path), owners.get(t)!))
          .sort(),
      ] as const,
  );
  expect(Object.fromEntries(found.filter(([, tables]) => tables.length > 0))).toEqual(against);
});
