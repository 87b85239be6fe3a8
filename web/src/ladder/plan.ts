// The vertical layout of a drawing. One pass over the segments; positions are prefix sums, so that
// any part of a connection of 50,000 segments can be drawn without the rest.
//
//   y ──●───────────      tail of the arrow: the time at the sender
//        ╲_________▶      y + slant: the head, the time at the receiver
//
// An entry is one segment or one folded run; a run shows its first and last segment.
import { crossesNext } from '../model/segment';
import type { Connection, IcmpError } from '../model/connection';
import { errorsAfter } from '../model/icmp';
import { clockRoom } from './clock';
import { CROSSED_SHARE, LABEL_LINE, needsTwoLines } from './labels';
import { besideOf, measuresOf } from './measures';
import type { Measures } from './measures';
import { momentsOf, type Moments } from './moments';
import { defaultOptions } from './options';
import type { LadderNote, LadderOptions } from './options';
import { phasesOf } from '../model/phases';
import type { Phase } from '../model/phases';
import { rowsOf } from '../model/rows';
import type { Rows } from '../model/rows';
import { runsOf } from './runs';
import type { LadderSubject } from './subject';
import { estimate } from '../svg/text';
import type { TextMeasure } from '../svg/text';
import { chooseScale, gapKinds, gapOf, pauseBefore, pausesOf } from './time_scale';
import type { GapKind, TimeScale } from './time_scale';
import type { LadderWords, RunFacts } from './words';

/** Distance from the first to the last tail of a folded run, in px. */
export const RUN_HEIGHT = 62;
/** Height of the line above an opened run that closes it again, in px. */
export const RUN_LINE = 26;
/** Height added by a folded idle time, in px. */
export const SILENCE = { wide: 46, embed: 46, narrow: 44 } as const;
/** Two segments that cross: distance of their tails, and fall of both arrows, in px. */
const CROSSING = { pitch: 18, slant: 44 };
/** The same, if a label may need two lines. */
const CROSSING_TALL = { pitch: 30, slant: 56 };
/** Width of "seq" and "ack" with their gaps, and of one more digit in both numbers, in px. */
const NUMBERS = 56;
const DIGITS = 15.5;
/** Width of the flags of most segments and the gap after them, in px. */
const FLAGS = 70;
/** Height of the line that names a phase if there is no bracket, in px. */
const PART_LINE = { wide: 0, embed: 28, narrow: 24 } as const;
/** Height below the last tail if an end waits in TIME-WAIT; otherwise below the last head. */
const TAIL = { wide: 128, embed: 128, narrow: 150 } as const;
/** Maximum number of ICMP errors drawn between two rows; the rest is counted. */
export const MOST_ERRORS = 3;
const AFTER_LAST = 40;
const BOTTOM = { wide: 22, embed: 22, narrow: 28 } as const;

export interface Entry {
  index: number;
  /** First and last row; they differ only for a folded run. */
  first: number;
  last: number;
  run: RunFacts | null;
  y: number;
  slant: number;
  /** Gap above this entry. */
  gap: GapKind;
  /** Seconds since the last row of the previous entry. */
  seconds: number;
}

/** A positioned ICMP error; its arrow falls half as far as that of a segment. */
export interface PlacedError {
  error: IcmpError;
  /** Index in the connection's errors. */
  index: number;
  /** Tail of the arrow. */
  y: number;
  /** Number of errors after it that are not drawn. */
  more: number;
}

/** A note between two rows, and the middle of its line. */
export interface PlacedNote extends LadderNote {
  y: number;
}

export interface PlanInput {
  connection: Connection;
  words: LadderWords;
  /** Width of the drawing in px. */
  width: number;
  options?: Partial<LadderOptions>;
  /** Measures text; the default is an estimate that suits all system fonts. */
  measure?: TextMeasure;
}

export class LadderPlan implements LadderSubject {
  readonly connection: Connection;
  readonly words: LadderWords;
  readonly options: LadderOptions;
  readonly measures: Measures;
  readonly measure: TextMeasure;
  readonly rows: Rows;
  readonly phases: readonly Phase[];
  readonly runs: readonly RunFacts[];
  readonly time: TimeScale;
  /** Times at both ends; null if all arrows fall alike. */
  readonly moments: Moments | null;
  /** Opened runs by their first rows. */
  readonly opened = new Map<number, RunFacts>();
  readonly count: number;
  /** Bottom of the rails. */
  readonly end: number;
  readonly height: number;
  /** Height added to each row for a second label line; 0 if labels need one line. */
  readonly #second: number;
  readonly #first: Int32Array;
  readonly #y: Float64Array;
  readonly #gaps: Uint8Array;
  readonly #slants: Uint8Array;
  /** Runs of folded entries, by their first rows. */
  readonly #folded = new Map<number, RunFacts>();

  constructor(input: PlanInput) {
    this.connection = input.connection;
    this.words = input.words;
    this.options = { ...defaultOptions, ...input.options };
    this.measure = input.measure ?? estimate;
    this.rows = rowsOf(input.connection);
    const { client, server, duration } = input.connection;
    const absolute = this.options.numbers === 'absolute';
    const digits = absolute ? 10 : String(Math.max(client.payload, server.payload)).length;
    const least = NUMBERS + DIGITS * digits;
    const longer = clockRoom(duration, this.options.time);
    const { lines } = this.options;
    const measures = lines
      ? besideOf(input.width, this.rows.count)
      : measuresOf(input.width, this.rows.count, longer, least);
    const phases = phasesOf(input.connection);
    this.phases = lines ? [] : phases;
    this.time = chooseScale(
      pausesOf(input.connection),
      roundTripOf(phases),
      this.options.silence === 'folded',
      this.options.zoom,
    );
    this.moments = momentsOf(input.connection, this.options, this.time.scale);
    const room = measures.right - measures.left - 12;
    this.#second = lines || room < least + FLAGS ? LABEL_LINE : 0;
    this.measures = { ...measures, pitch: measures.pitch + this.#second };
    this.runs = lines ? [] : runsOf(this.rows, this.time.silence);
    for (const run of this.runs) {
      (this.options.openRuns.has(run.first) ? this.opened : this.#folded).set(run.first, run);
    }
    const { count } = this.rows;
    this.#first = new Int32Array(count);
    this.#y = new Float64Array(count);
    this.#gaps = new Uint8Array(count);
    this.#slants = new Uint8Array(count);
    this.count = this.#place();
    this.end = this.#placeEnd();
    this.height = this.end + BOTTOM[this.measures.form];
  }

  /** The entry at `index`, from 0 to count - 1. */
  entry(index: number): Entry {
    const first = this.#first[index]!;
    const run = this.#folded.get(first) ?? null;
    const { time } = this.connection.segments;
    return {
      index,
      first,
      last: run ? run.last : first,
      run,
      y: this.#y[index]!,
      slant: this.#slants[index]!,
      gap: gapKinds[this.#gaps[index]!]!,
      seconds: first === 0 ? 0 : time[first]! - time[first - 1]!,
    };
  }

  /** Index of the entry that shows a row. */
  entryOf(row: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#first[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Index of the last entry whose tail is at or above `y`; 0 if there is none. */
  entryAt(y: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#y[middle]! <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** y of the tail in the entry that shows a row. */
  tail(row: number): number {
    return this.#y[this.entryOf(row)]!;
  }

  /** y of the head in the entry that shows a row; in a folded run, of its last segment. */
  head(row: number): number {
    const index = this.entryOf(row);
    const run = this.#folded.has(this.#first[index]!) ? RUN_HEIGHT : 0;
    return this.#y[index]! + run + this.#slants[index]!;
  }

  /** ICMP errors between an entry and the next one, from top to bottom. */
  errors(entry: Entry): PlacedError[] {
    const { from, to } = this.#errorRange(entry.first);
    const room = this.#errorRoom(entry.first) + this.#noteRoom(entry.first);
    const base = entry.y + this.#overhang(entry.index) - room;
    return Array.from({ length: Math.min(to - from, MOST_ERRORS) }, (_, i) => ({
      error: this.connection.icmp[from + i]!,
      index: from + i,
      y: base + (i + 1) * this.measures.pitch,
      more: i === MOST_ERRORS - 1 ? to - from - MOST_ERRORS : 0,
    }));
  }

  /** Notes between an entry with its ICMP errors and the next entry. */
  notes(entry: Entry): PlacedNote[] {
    const notes = this.#notes(entry.first);
    const { pitch, slant } = this.measures;
    const base = entry.y + this.#overhang(entry.index) - notes.length * pitch;
    return notes.map((note, i) => ({ ...note, y: base + (i + 0.5) * pitch + slant }));
  }

  #notes(first: number): readonly LadderNote[] {
    const { notes } = this.options;
    if (notes.size === 0) return [];
    const last = this.#folded.get(first)?.last;
    if (last === undefined) return notes.get(first) ?? [];
    // Whichever are fewer, so that all entries together take time linear in the rows.
    if (last - first < notes.size) {
      return Array.from({ length: last - first + 1 }, (_, i) => notes.get(first + i) ?? []).flat();
    }
    return [...notes].flatMap(([row, ofRow]) => (first <= row && row <= last ? ofRow : []));
  }

  #noteRoom(first: number): number {
    return this.#notes(first).length * this.measures.pitch;
  }

  // Errors after the rows of the entry that starts with row `first`.
  #errorRange(first: number): { from: number; to: number } {
    if (this.options.lines) return { from: 0, to: 0 };
    const last = this.#folded.get(first)?.last ?? first;
    return {
      from: errorsAfter(this.connection, first).from,
      to: errorsAfter(this.connection, last).to,
    };
  }

  #errorRoom(first: number): number {
    if (this.connection.icmp.length === 0) return 0;
    const { from, to } = this.#errorRange(first);
    return Math.min(to - from, MOST_ERRORS) * this.measures.pitch;
  }

  /** Top and bottom of a selected entry's band. */
  band(entry: Entry): [number, number] {
    const narrow = this.measures.form === 'narrow';
    const top = entry.y - (narrow ? 27 : 25) - this.#second;
    const below = entry.run ? RUN_HEIGHT + 21 : Math.max(21, entry.slant + 9);
    return [top, entry.y + (narrow && !entry.run ? Math.max(33, below) : below)];
  }

  /** Rows of one line are level with those of another drawing. */
  #placeLines(lines: Uint32Array): number {
    const { firstRow, pitch, slant } = this.measures;
    for (let row = 0; row < this.rows.count; row += 1) {
      this.#first[row] = row;
      this.#y[row] = firstRow + (lines[row] ?? 0) * pitch;
      this.#gaps[row] = gapKinds.indexOf('pushed');
      this.#slants[row] = slant;
    }
    return this.rows.count;
  }

  #place(): number {
    if (this.options.lines) return this.#placeLines(this.options.lines);
    const { pitch, slant, form, bracket, axis } = this.measures;
    const lines = bracket === null ? this.phases.map((p) => p.first) : [];
    const parts = new Set(lines);
    let y = this.measures.firstRow;
    let entries = 0;
    let row = 0;
    while (row < this.rows.count) {
      const crossed = row > 0 && crossesNext(this.connection, row - 1);
      const crossing = crossed ? row - 1 : crossesNext(this.connection, row) ? row : null;
      const across = crossing === null ? null : this.#crossing(crossing);
      const run = this.#folded.get(row);
      if (row > 0) {
        const seconds = pauseBefore(this.connection, row);
        let [gap, height] = gapOf(seconds, pitch, this.time);
        // Without a time axis, only the rails can show a cut.
        if (gap === 'cut' && axis === null) [gap, height] = ['silence', pitch];
        if (crossed) [gap, height] = ['pushed', across!.pitch];
        this.#gaps[entries] = gapKinds.indexOf(gap);
        y += height + this.#overhang(entries - 1);
        if (gap === 'silence') y += SILENCE[form];
        if (parts.has(row)) y += gap === 'silence' ? 14 : PART_LINE[form];
        if (this.opened.has(row)) y += RUN_LINE;
      } else if (this.opened.has(row)) y += RUN_LINE;
      this.#first[entries] = row;
      this.#y[entries] = y;
      this.#slants[entries] = across?.slant ?? this.moments?.fall(row) ?? slant;
      entries += 1;
      row = run ? run.last + 1 : row + 1;
    }
    return entries;
  }

  // How a segment and the next one cross, so that their labels do not overlap.
  #crossing(row: number): typeof CROSSING {
    const room = this.measures.right - this.measures.left - 12;
    const tall =
      this.options.numbers === 'absolute' ||
      needsTwoLines(this, row, room) ||
      needsTwoLines(this, row + 1, room * CROSSED_SHARE);
    return tall ? CROSSING_TALL : CROSSING;
  }

  // Height that an entry needs below its tail beyond that of an ordinary row.
  #overhang(index: number): number {
    const row = this.#first[index]!;
    const run = this.#folded.has(row) ? RUN_HEIGHT : 0;
    const second = row > 0 && crossesNext(this.connection, row - 1);
    // The head of a steep arrow must not touch the label of the next row.
    const far = this.moments !== null || second;
    const fallen = far ? Math.max(0, this.#slants[index]! - this.measures.slant) : 0;
    return run + fallen + this.#errorRoom(row) + this.#noteRoom(row);
  }

  #placeEnd(): number {
    const { form, firstRow, slant } = this.measures;
    if (this.count === 0) return firstRow;
    const last = this.rows.count - 1;
    const table = this.connection.segments;
    const shown = this.options.twoMsl !== 'off';
    const waits = shown && [table.clientState[last]!, table.serverState[last]!].some(isTimeWait);
    const head = this.head(last);
    const between = this.#first[this.count - 1]!;
    const errors = this.#errorRoom(between) + this.#noteRoom(between);
    return errors + (waits ? head - slant + TAIL[form] : head + AFTER_LAST);
  }
}

/** Index of TIME-WAIT in core/tcp/states.def. */
const TIME_WAIT = 11;

export function isTimeWait(packed: number): boolean {
  return (packed & 0xf) === TIME_WAIT;
}

/** Duration of a complete opening in seconds; 0 without one. */
export function roundTripOf(phases: readonly Phase[]): number {
  const opening = phases.find(({ kind, steps }) => kind === 'opening' && steps.length === 4);
  return opening ? opening.seconds : 0;
}
