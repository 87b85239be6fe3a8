// The path of each end through the state diagram, up to one segment.
import { stateChanges } from '../model/names';
import type { StateName } from '../model/names';
import type { Connection } from '../model/connection';
import { ACK, RST, SYN, senderAt, stateAfter, stateBefore } from '../model/segment';
import type { EndState, Side } from '../model/segment';

/** A station of the diagram. CLOSED is two stations, one at the start and one at the end. */
export type Station = Exclude<StateName, 'UNKNOWN' | 'CLOSED'> | 'start' | 'end';

export interface Leg {
  from: Station;
  to: Station;
  /** False until the state it leads to is sure. */
  sure: boolean;
  /** Ended by a reset: not a line of the diagram. */
  reset: boolean;
}

export interface Way {
  legs: Leg[];
  /** The current state of the end; null if unknown. */
  now: Station | null;
  /** Names of the states, in order. */
  states: StateName[];
}

/** The stations after each station in the diagram. */
const next = linesOf();

function linesOf(): Record<Station, Station[]> {
  const lines: Partial<Record<Station, Station[]>> = { end: [] };
  for (const { from, to, kind } of stateChanges) {
    if (kind !== 'figure' && kind !== 'call') continue;
    const station = from === 'CLOSED' ? 'start' : from;
    (lines[station] ??= []).push(to === 'CLOSED' ? 'end' : to);
  }
  return lines as Record<Station, Station[]>;
}

/** From these stations, a reset leads back to the start: nothing was open yet. */
const beginnings: readonly Station[] = ['start', 'LISTEN', 'SYN-SENT', 'SYN-RECEIVED'];

interface Stop extends EndState {
  /** Reached by the end's own segment. */
  own: boolean;
  /** Reached by a segment with RST. */
  reset: boolean;
}

/** Both ends' paths up to and including `row`. */
export function waysOf(connection: Connection, row: number): [Way, Way] {
  return [wayOf(connection, row, 0), wayOf(connection, row, 1)];
}

function wayOf(connection: Connection, row: number, side: Side): Way {
  const stops = stopsOf(connection, row, side);
  const legs: Leg[] = [];
  let at: Station | null = null;
  for (const stop of stops) {
    const to = place(stop.state, at);
    if (to === null) continue;
    const sure = stop.certainty === 'sure';
    if (at !== null && at !== to) {
      const route = stop.reset ? [to] : (routeOf(at, to) ?? [to]);
      for (const station of route) {
        const passed = station !== to && stop.own;
        const reset = stop.reset || !next[at].includes(station);
        legs.push({ from: at, to: station, sure: sure || passed, reset });
        at = station;
      }
    }
    at = to;
  }
  return { legs, now: at, states: stops.map((s) => s.state).filter((s) => s !== 'UNKNOWN') };
}

// A state that was only expected, and then refuted because the end continued from the previous one,
// is not part of the path.
function stopsOf(connection: Connection, row: number, side: Side): Stop[] {
  const { segments } = connection;
  const stops: Stop[] =
    segments.count > 0 ? [{ ...stateBefore(connection, 0, side), reset: false, own: false }] : [];
  for (let at = 0; at <= row && at < segments.count; at += 1) {
    const now = stateAfter(segments, at, side);
    const own = senderAt(segments, at) === side;
    if (own && opensItself(stops, segments.flags[at]!)) {
      stops.splice(1, stops.length, { state: 'SYN-SENT', certainty: 'sure', reset: false, own });
    }
    const last = stops.at(-1)!;
    if (last.state === now.state) {
      last.certainty = now.certainty;
      continue;
    }
    const reset = now.state === 'CLOSED' && (segments.flags[at]! & RST) !== 0;
    const before = stops.at(-2);
    const refuted =
      !reset && last.certainty === 'expected' && before && !leads(last.state, now.state);
    if (refuted) stops.pop();
    if (stops.at(-1)?.state !== now.state) stops.push({ ...now, reset, own });
  }
  return stops;
}

// An end that seemed to answer a SYN, but sends its own without acknowledging it: the SYNs crossed.
function opensItself(stops: Stop[], flags: number): boolean {
  const opens = (flags & (SYN | ACK)) === SYN;
  return opens && stops[0]?.state === 'CLOSED' && stops.at(-1)!.state === 'SYN-RECEIVED';
}

function leads(from: StateName, to: StateName): boolean {
  const a = place(from, null);
  const b = place(to, a);
  return a !== null && b !== null && routeOf(a, b) !== null;
}

function place(state: StateName, from: Station | null): Station | null {
  if (state === 'UNKNOWN') return null;
  if (state !== 'CLOSED') return state;
  return from === null || beginnings.includes(from) ? 'start' : 'end';
}

/**
 * The shortest path between two stations along the lines, without the first station; null if there
 * is none.
 */
function routeOf(from: Station, to: Station): Station[] | null {
  const before = new Map<Station, Station>();
  const queue: Station[] = [from];
  for (const station of queue) {
    if (station === to) break;
    for (const step of next[station]) {
      if (step === from || before.has(step)) continue;
      before.set(step, station);
      queue.push(step);
    }
  }
  if (!before.has(to)) return null;
  const route: Station[] = [];
  for (let at: Station = to; at !== from; at = before.get(at)!) route.unshift(at);
  return route;
}
