// Times at which segments leave and arrive: how far each arrow falls, and where the taps saw it.
import type { Connection } from '../model/connection';
import { senderAt, type Side } from '../model/segment';
import type { TapFate } from '../model/names';
import { arrivedAt, isLostTo, passageAt, placesOf, sentAt } from '../model/taps';
import type { LadderOptions } from './options';

/** Minimum and maximum fall of an arrow, in px. */
const LEAST = 6;
const MOST = 40;
/** A tap within this distance of an end, as a fraction of the path, is drawn on that end's rail. */
const AT_END = 0.03;

/** Position of a tap on one arrow. */
export interface TapOnWay {
  file: 0 | 1;
  /** Horizontal position, from 0 at the sender's rail to 1 at the receiver's. */
  across: number;
  /** Vertical position as a fraction of the fall, from tail to head. */
  down: number;
  /** Whether this capture contains the segment. */
  seen: boolean;
}

export interface Way {
  /** Taps in the order in which the segment passes them. */
  taps: TapOnWay[];
  /** Always `both` with one capture. */
  fate: TapFate;
  /** The segment never reached its receiver. */
  lost: boolean;
  /** Delay between the taps in seconds; null if unknown. */
  delay: number | null;
}

export class Moments {
  /** Position of each capture's tap, from 0 at the client to 1 at the server. */
  readonly places: readonly number[];
  /** The longest delay between the taps, in seconds. */
  readonly longest: number;
  readonly #connection: Connection;
  /** Shortest time from end to end by sender; Infinity if none is known. */
  readonly #least: [number, number] = [Infinity, Infinity];
  readonly #scale: number;

  /** `scale`: px per second. */
  constructor(connection: Connection, places: readonly number[], scale: number) {
    this.#connection = connection;
    this.#scale = scale;
    this.places = places;
    let longest = 0;
    for (let row = 0; row < connection.segments.count; row += 1) {
      const seconds = this.#secondsOf(row);
      const from = senderAt(connection.segments, row);
      if (seconds !== null) this.#least[from] = Math.min(this.#least[from], seconds);
      if (connection.passages) {
        longest = Math.max(longest, passageAt(connection.passages.table, row).delay ?? 0);
      }
    }
    this.longest = longest;
  }

  /** Fall of a row's arrow, in px. */
  fall(row: number): number {
    const seconds = this.#secondsOf(row) ?? this.#usual(senderAt(this.#connection.segments, row));
    return Math.round(Math.min(MOST, Math.max(LEAST, seconds * this.#scale)));
  }

  way(row: number): Way {
    const { segments, timing, passages } = this.#connection;
    const from = senderAt(segments, row);
    const passage = passages ? passageAt(passages.table, row) : null;
    const seen = passage ? passage.seen : [segments.time[row]!];
    const taps = this.places.map((place, i): TapOnWay => {
      const across = from === 0 ? place : 1 - place;
      return {
        file: i === 1 ? 1 : 0,
        across,
        down: this.#downAt(row, seen[i] ?? null, across),
        seen: seen[i] !== null,
      };
    });
    taps.sort((a, b) => a.across - b.across);
    // Times are estimates, so taps are moved to keep the drawing in order.
    for (let i = 1; i < taps.length; i += 1) {
      taps[i]!.down = Math.max(taps[i]!.down, taps[i - 1]!.down);
    }
    return {
      taps,
      fate: passage?.fate ?? 'both',
      lost: timing ? isLostTo(timing, row) : false,
      delay: passage?.delay ?? null,
    };
  }

  /** Position of the time in the margin, as a fraction of the arrow's fall. */
  moment(row: number): number {
    if (this.#connection.passages) return this.way(row).taps[0]?.down ?? 0;
    return this.way(row).taps.find(({ seen }) => seen)?.down ?? 0;
  }

  #downAt(row: number, seen: number | null, across: number): number {
    const sent = this.#sent(row);
    const seconds = this.#secondsOf(row);
    if (seen === null || sent === null || seconds === null || seconds <= 0) return across;
    return Math.min(1, Math.max(0, (seen - sent) / seconds));
  }

  #sent(row: number): number | null {
    const { timing } = this.#connection;
    return timing ? (sentAt(timing, row)?.best ?? null) : null;
  }

  #secondsOf(row: number): number | null {
    const { timing } = this.#connection;
    const sent = this.#sent(row);
    const arrived = timing ? arrivedAt(timing, row) : null;
    return sent === null || arrived === null ? null : Math.max(0, arrived.best - sent);
  }

  #usual(from: Side): number {
    const least =
      this.#least[from] < Infinity ? this.#least[from] : this.#least[from === 0 ? 1 : 0];
    return least < Infinity ? least : 0;
  }
}

/** Null if these times are not to be drawn, or if the taps' positions are unknown. */
export function momentsOf(
  connection: Connection,
  { moments }: Pick<LadderOptions, 'moments'>,
  scale: number,
): Moments | null {
  const { timing, passages } = connection;
  if (!timing || (moments === 'captured' && !passages)) return null;
  const places: number[] = [];
  for (const place of placesOf(timing)) {
    if (place === null) return null;
    places.push(place < AT_END ? 0 : place > 1 - AT_END ? 1 : place);
  }
  return places.length > 0 ? new Moments(connection, places, scale) : null;
}
