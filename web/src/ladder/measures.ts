// The three forms of the drawing, by its width, and the horizontal measures of each, in px.

export type LadderForm = 'wide' | 'embed' | 'narrow';

export interface Measures {
  form: LadderForm;
  /** Width of the whole drawing. */
  width: number;
  lane: number;
  gap: number;
  /** Two lanes and the gap between them. */
  rail: number;
  /** Minimum distance of two rows, tail to tail. */
  pitch: number;
  /** Vertical distance from tail to head of an arrow. */
  slant: number;
  /** Right edge of step numbers; null without them. */
  number: number | null;
  /** Right edge of the time column; null if the time is in the row. */
  time: number | null;
  axis: number | null;
  /** Left edges of the two rails. */
  rails: [number, number];
  /** Ends of the arrows, 4 px from the rails. */
  left: number;
  right: number;
  /**
   * Places of state names: right edge for the client, left edge for the server; null: inside the
   * rails.
   */
  names: [number, number] | null;
  /** Brackets and, right of them, notes; null if a line above each part replaces them. */
  bracket: number | null;
  notes: number | null;
  notesWidth: number;
  /** Top of the rails. */
  top: number;
  /** Tail of the first arrow. */
  firstRow: number;
}

export const WIDE = 880;
export const EMBED = 560;
/** Below this, an embedded ladder keeps its arrows long enough for labels and has no brackets. */
const BRACKETS = 700;
/** Rail and longest state name at the right edge, in the widest fallback fonts. */
const NAMES = 126;
/** Width of a digit in the columns. */
const DIGIT = 8;
const LARGEST = 1040;
const SMALLEST = 280;

export function formOf(width: number): LadderForm {
  return width >= WIDE ? 'wide' : width >= EMBED ? 'embed' : 'narrow';
}

/**
 * `rows` will be numbered, and times are `longer` than "99.999 999" by this many digits. Beyond 999
 * rows and for longer times, the columns move to make room. If less than `least` px is left for
 * labels, the narrow form is used.
 */
export function measuresOf(
  available: number,
  rows: number,
  longer: number,
  least: number,
): Measures {
  const width = Math.floor(Math.min(LARGEST, Math.max(SMALLEST, available)));
  const form = formOf(width);
  if (form === 'narrow') return narrow(width);
  const places = Math.max(0, String(rows).length - 3);
  const measures = numbered(form, width, places, longer);
  return measures.right - measures.left - 12 < least ? narrow(width) : measures;
}

function numbered(form: 'wide' | 'embed', width: number, numbers: number, times: number): Measures {
  const wide = form === 'wide';
  const lane = 8;
  const gap = 2;
  const rail = 2 * lane + gap;
  const aside = numbers * DIGIT;
  const shift = aside + times * DIGIT;
  const client = (wide ? 214 : 198) + shift;
  const brackets = width >= BRACKETS;
  const server = width - (wide ? 310 : brackets ? 194 : NAMES);
  return {
    form,
    width,
    lane,
    gap,
    rail,
    pitch: 44,
    slant: 12,
    number: (wide ? 22 : 20) + aside,
    time: (wide ? 98 : 94) + shift,
    axis: wide ? 110 + shift : null,
    rails: [client, server],
    left: client + rail + 4,
    right: server - 4,
    names: [client - 10, server + rail + 10],
    bracket: brackets ? width - (wide ? 178 : 66) : null,
    notes: brackets ? width - (wide ? 164 : 56) : null,
    notesWidth: wide ? 162 : 56,
    top: 62,
    firstRow: 112,
  };
}

/** Beside another ladder, whose rows are level with this one's: narrow, with the numbers of `rows`. */
export function besideOf(available: number, rows: number): Measures {
  const width = Math.floor(Math.max(SMALLEST, available));
  const number = 14 + DIGIT * Math.max(1, String(rows).length);
  const measures = narrow(width - number - 6);
  const moved = (x: number) => x + number + 6;
  return {
    ...measures,
    width,
    number,
    rails: [moved(measures.rails[0]), moved(measures.rails[1])],
    left: moved(measures.left),
    right: moved(measures.right),
  };
}

function narrow(width: number): Measures {
  const lane = 6;
  const gap = 2;
  const rail = 2 * lane + gap;
  return {
    form: 'narrow',
    width,
    lane,
    gap,
    rail,
    pitch: 60,
    slant: 12,
    number: null,
    time: null,
    axis: null,
    rails: [0, width - rail],
    left: rail + 4,
    right: width - rail - 4,
    names: null,
    bracket: null,
    notes: null,
    notesWidth: 0,
    top: 58,
    firstRow: 132,
  };
}
