// When the arrows leave and arrive: how far each falls, and where on its way the taps saw it.
import type { Connection } from '../model/connection';
import { senderAt, type Side } from '../model/segment';
import type { TapFate } from '../model/names';
import { arrivedAt, isLostTo, passageAt, placesOf, sentAt } from '../model/taps';
import type { LadderOptions } from './options';

/** Bounds of the fall of an arrow, px. */
const LEAST = 6;
const MOST = 40;
/** A tap so near to an end, as a share of the way, is drawn on its rail. */
const AT_END = 0.03;

/** Where a tap is on the way of one arrow. */
export interface TapOnWay {
  file: 0 | 1;
  /** From the sender's rail, 0, to the receiver's, 1. */
  across: number;
  /** Of the fall, from tail to head. */
  down: number;
  /** The capture has the segment. */
  seen: boolean;
}

export interface Way {
  /** In the order of the way. */
  taps: TapOnWay[];
  /** `both` of one capture. */
  fate: TapFate;
  /** It never reached its receiver. */
  lost: boolean;
  /** Seconds from tap to tap; null where that is not known. */
  delay: number | null;
}

export class Moments {
  /** Of each capture: from the client, 0, to the server, 1. */
  readonly places: readonly number[];
  /** The longest delay from tap to tap, seconds. */
  readonly longest: number;
  readonly #connection: Connection;
  /** The least time from end to end by sender, where any is known. */
  readonly #least: [number, number] = [Infinity, Infinity];
  readonly #scale: number;

  /** `scale`: px a second. */
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

  /** How far the arrow of a row falls, px. */
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
    // A moment is an estimate: what is drawn never runs backwards.
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

  /** Of the fall of an arrow: where the time in the margin is. */
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

/** Null where moments are not to be drawn, or nothing shows where the taps are. */
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
