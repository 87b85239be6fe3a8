// Two captures of a connection, and the times at its ends, as data.
import type { Connection } from '../model/connection';
import type { TapFate } from '../model/names';
import type { Side } from '../model/segment';
import {
  arrivedAt,
  clockOf,
  fatesOf,
  isLostTo,
  passageAt,
  placesOf,
  sentAt,
  type ClockOffset,
  type EndMoment,
} from '../model/taps';

/** Data of a connection that two captures show; times in seconds. */
export interface TapsJson {
  /** Names of the two files; segments call them "first" and "second". */
  files: readonly [string, string];
  /** Clock offset of the second file from the first. */
  clock: ClockOffset;
  /** Number of segments by fate. */
  fates: Record<TapFate, number>;
}

/** When and where one segment passed the taps; times are in seconds since the first segment. */
export interface PassageJson {
  fate: TapFate;
  frames: { first: number | null; second: number | null };
  /** Time at each tap, on the first file's clock. */
  seen: { first: number | null; second: number | null };
  /** The tap that the segment passes first; null if unknown. */
  passesFirst: 'first' | 'second' | null;
  delay: number | null;
  /** Number of the segment that shows the fate of this one. */
  proof: number | null;
}

/** Times at the ends, in seconds since the first segment. */
export interface MomentsJson {
  sent: EndMoment | null;
  arrived: EndMoment | null;
  /** The receiver's later segments show that it did not arrive. */
  lost: boolean;
}

/** Round-trip times from the nearest tap to each end, and the positions of the taps. */
export interface TimingJson {
  roundTrip: { client: number | null; server: number | null };
  /** Position of each file's tap, from 0 at the client to 1 at the server. */
  places: (number | null)[];
}

export function tapsJson({ passages }: Connection): { taps?: TapsJson } {
  if (!passages) return {};
  const clock = clockOf(passages);
  return {
    taps: {
      files: passages.names,
      clock: {
        ...clock,
        offset: exact(clock.offset),
        low: exact(clock.low),
        high: exact(clock.high),
      },
      fates: fatesOf(passages.table),
    },
  };
}

export function timingJson({ timing }: Connection): { timing?: TimingJson } {
  if (!timing) return {};
  const trip = (end: Side) => {
    const seconds = timing.roundTrip[end]!;
    return Number.isNaN(seconds) ? null : exact(seconds);
  };
  return { timing: { roundTrip: { client: trip(0), server: trip(1) }, places: placesOf(timing) } };
}

export function passageJson(
  { segments, passages, timing }: Connection,
  row: number,
): { passage?: PassageJson; moments?: MomentsJson } {
  const start = segments.time[0]!;
  const since = (time: number | null) => (time === null ? null : exact(time - start));
  const moment = (at: EndMoment | null) =>
    at && {
      best: exact(at.best - start),
      earliest: exact(at.earliest - start),
      latest: exact(at.latest - start),
    };
  const passage = passages && passageAt(passages.table, row);
  return {
    ...(passage
      ? {
          passage: {
            fate: passage.fate,
            frames: { first: passage.frames[0], second: passage.frames[1] },
            seen: { first: since(passage.seen[0]), second: since(passage.seen[1]) },
            passesFirst: passage.first === null ? null : passage.first === 0 ? 'first' : 'second',
            delay: exact(passage.delay),
            proof: passage.proof === null ? null : passage.proof + 1,
          },
        }
      : {}),
    ...(timing
      ? {
          moments: {
            sent: moment(sentAt(timing, row)),
            arrived: moment(arrivedAt(timing, row)),
            lost: isLostTo(timing, row),
          },
        }
      : {}),
  };
}

/** Rounds to the nanosecond, to remove rounding errors of sums. */
function exact(seconds: number): number;
function exact(seconds: number | null): number | null;
function exact(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1e9) / 1e9;
}
