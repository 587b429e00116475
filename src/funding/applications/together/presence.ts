import type { Actor } from '#src/core/actor.ts';
import type { House } from '#src/plumbing/house.ts';
import { liveOf, type Live, type LiveMessage } from '#src/plumbing/live.ts';

/** Who is writing an application now. In memory only, gone after half a minute of silence; the office sees nothing of it. */
export type Here = { person: string; name: string; section: string; field: string };
/** Answers that somebody saved a moment ago. */
export type Changed = { person: string; name: string; at: string; answers: { section: string; field: string; version: number }[] };
export type Told = { kind: 'here'; here: Here[] } | ({ kind: 'changed' } & Changed) | { kind: 'resumed' };

const remembered = 30_000;
const repeated = 10_000;

export const topicOf = (applicationId: string): string => `applications/${applicationId}`;

export function tellChanged(
  house: House,
  actor: Actor,
  applicationId: string,
  { at, saved }: { at: string; saved: readonly { section: string; field: string; version: number; how: string }[] },
): void {
  // No message may be long: whoever hears of some reads all.
  const answers = saved
    .filter((s) => s.how !== 'kept')
    .slice(0, 40)
    .map(({ section, field, version }) => ({ section, field, version }));
  liveOf(house).publish(topicOf(applicationId), { kind: 'changed', person: actor.id, name: shortName(actor), at, answers });
}

const shortName = (actor: Actor) => actor.name.slice(0, 100);

type Room = { seen: Map<string, Here & { at: number }>; viewers: Set<Viewer>; lingers: number; leave: () => void };
type Viewer = { here: Here; tell: (told: Told) => void };

const rooms = new WeakMap<Live, Map<string, Room>>();

function roomOf(live: Live, applicationId: string): Room {
  const open = rooms.get(live) ?? new Map<string, Room>();
  rooms.set(live, open);
  const known = open.get(applicationId);
  if (known) return known;
  const topic = topicOf(applicationId);
  const room: Room = { seen: new Map(), viewers: new Set(), lingers: 0, leave: () => undefined };
  const unsubscribe = live.subscribe(topic, (message) => hear(live, topic, room, message));
  const beat = setInterval(() => {
    forget(room);
    for (const viewer of room.viewers) live.publish(topic, { kind: 'here', ...viewer.here });
    if (room.viewers.size === 0 && room.lingers < Date.now()) room.leave();
  }, repeated);
  beat.unref();
  room.leave = () => {
    clearInterval(beat);
    unsubscribe();
    open.delete(applicationId);
  };
  open.set(applicationId, room);
  // Those who are there already say so to whoever comes later.
  live.publish(topic, { kind: 'who' });
  return room;
}

function hear(live: Live, topic: string, room: Room, message: LiveMessage) {
  const said = message as unknown as Told & Here;
  switch (message.kind) {
    case 'who':
      for (const viewer of room.viewers) live.publish(topic, { kind: 'here', ...viewer.here });
      return;
    case 'here': {
      const { person, name, section, field } = said;
      const before = room.seen.get(person);
      room.seen.set(person, { person, name, section, field, at: Date.now() });
      if (before?.section !== section || before.field !== field) tellHere(room);
      return;
    }
    case 'gone':
      if (room.seen.delete(said.person)) tellHere(room);
      return;
    default:
      for (const viewer of room.viewers) viewer.tell(message as unknown as Told);
  }
}

function forget(room: Room) {
  const before = room.seen.size;
  for (const [person, { at }] of room.seen) if (at < Date.now() - remembered) room.seen.delete(person);
  if (room.seen.size !== before) tellHere(room);
}

const othersIn = (room: Room, self: string): Here[] =>
  [...room.seen.values()]
    .filter((h) => h.person !== self && h.at >= Date.now() - remembered)
    .map(({ person, name, section, field }) => ({ person, name, section, field }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

function tellHere(room: Room) {
  for (const viewer of room.viewers) viewer.tell({ kind: 'here', here: othersIn(room, viewer.here.person) });
}

/** Follows an application for one page that is open. The first thing told is who is there. */
export function follow(house: House, actor: Actor, applicationId: string, section: string, tell: (told: Told) => void): () => void {
  const live = liveOf(house);
  const room = roomOf(live, applicationId);
  const viewer: Viewer = { here: { person: actor.id, name: shortName(actor), section, field: '' }, tell };
  room.viewers.add(viewer);
  live.publish(topicOf(applicationId), { kind: 'here', ...viewer.here });
  tell({ kind: 'here', here: othersIn(room, actor.id) });
  return () => {
    room.viewers.delete(viewer);
    if (![...room.viewers].some((v) => v.here.person === actor.id)) live.publish(topicOf(applicationId), { kind: 'gone', person: actor.id });
    room.lingers = Date.now() + remembered;
  };
}

/** Says where one is, and answers who else is there: for a page that asks now and then, or that moved on to another field. */
export function saysHere(house: House, actor: Actor, applicationId: string, section: string, field: string): Here[] {
  const live = liveOf(house);
  const room = roomOf(live, applicationId);
  room.lingers = Date.now() + remembered;
  const here: Here = { person: actor.id, name: shortName(actor), section, field };
  for (const viewer of room.viewers) if (viewer.here.person === actor.id && viewer.here.section === section) viewer.here = here;
  live.publish(topicOf(applicationId), { kind: 'here', ...here });
  return othersIn(room, actor.id);
}
