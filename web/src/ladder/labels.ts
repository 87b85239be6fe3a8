// The label above an arrow: "PSH ACK  seq 1  ack 366  len 1248", shortened if there is no room.
import { digits } from '../base/format';
import { ACK, RST, SYN, flagNames, isUnknown, windowAt } from '../model/segment';
import type { Side } from '../model/segment';
import { passageAt } from '../model/taps';
import type { LadderSubject } from './subject';

/** A piece of a line of text, with its distance from the previous piece. */
export interface Span {
  text: string;
  /** flags: bold in the sender's hue; key: muted; value: ink; quiet: second ink; strong: bold. */
  style: 'flags' | 'key' | 'value' | 'quiet' | 'strong';
  dx: number;
}

/** A part of a label. The part with the highest `spare` is dropped first; 0 is never dropped. */
interface Part {
  spare: number;
  spans: Span[];
}

export const LABEL_SIZE = 12.5;
/** Distance between the two lines of a label, in px. */
export const LABEL_LINE = 13;
/** Font size of a label that does not fit into two normal lines, in px. */
const SMALL_SIZE = 11;
/** Share of the distance between the rails available for the label of a crossed segment. */
export const CROSSED_SHARE = 0.66;

/**
 * The label of a row in one line of at most `room` px. Flags and numbers always stay, even if they
 * need more.
 */
export function labelOf(plan: LadderSubject, row: number, room: number): Span[] {
  const parts = partsOf(plan, row);
  while (widthOf(plan, parts) > room && dropOne(parts));
  return parts.flatMap((part) => part.spans);
}

/** Widths of flags and numbers, by the flags and the numbers of digits. */
const widths = new WeakMap<LadderSubject, Map<number, number>>();

/** Whether flags and numbers of a row do not fit into one line. */
export function needsTwoLines(plan: LadderSubject, row: number, room: number): boolean {
  const { seq, ack } = numbersOf(plan, row);
  // All digits have the same width, so 50,000 rows need few measurements.
  const key = (plan.rows.flags(row) * 32 + `${seq}`.length) * 32 + `${ack}`.length;
  let known = widths.get(plan);
  if (!known) widths.set(plan, (known = new Map<number, number>()));
  let width = known.get(key);
  if (width === undefined) known.set(key, (width = spansWidth(plan, labelOf(plan, row, 0))));
  return width > room;
}

/** A label as drawn. */
export interface Label {
  /** One or two lines. */
  lines: Span[][];
  /** Font size in px. */
  size: number;
}

/**
 * The label of a row in `room` px: in one line, in two if flags and numbers do not fit, or in two
 * of a smaller font. Eight flags and ten-digit numbers fit into 230 px.
 */
export function labelLines(plan: LadderSubject, row: number, room: number): Label {
  const line = labelOf(plan, row, room);
  let label = { lines: [line], size: LABEL_SIZE };
  if (spansWidth(plan, line) <= room) return label;
  for (const size of [LABEL_SIZE, SMALL_SIZE]) {
    const parts = partsOf(plan, row).filter((part) => part.spare <= 2);
    do label = { lines: broken(plan, parts, room, size), size };
    while (label.lines.length > 2 && dropOne(parts));
    if (label.lines.length <= 2) break;
  }
  return label;
}

// Lines break between flags, and between a flag or a value and the next key.
function broken(plan: LadderSubject, parts: Part[], room: number, size: number): Span[][] {
  const flags = parts[0]!.spans[0]!;
  const names = flags.text.split(' ').map((text, i): Span[] => [{ ...flags, text, dx: i && 4 }]);
  const lines: Span[][] = [[]];
  for (const spans of [...names, ...parts.slice(1).map((part) => part.spans)]) {
    const line = lines.at(-1)!;
    const fits = spansWidth(plan, [...line, ...spans], size) <= room;
    if (fits || line.length === 0) line.push(...spans);
    else lines.push(spans.map((span, i) => (i ? span : { ...span, dx: 0 })));
  }
  return lines;
}

// Drops the least important part of a label; false if no part can be dropped.
function dropOne(parts: Part[]): boolean {
  const worst = parts.reduce((a, b) => (b.spare >= a.spare ? b : a));
  if (worst.spare === 0) return false;
  parts.splice(parts.indexOf(worst), 1);
  return true;
}

/** Width of the parts that a label should keep: flags, numbers, length, and notes. */
export function needOf(plan: LadderSubject, row: number): number {
  return widthOf(
    plan,
    partsOf(plan, row).filter((part) => part.spare <= 2),
  );
}

/**
 * Sequence and acknowledgment number of a row, in the chosen form; `ack` is null without the ACK
 * flag.
 */
export function numbersOf(plan: LadderSubject, row: number): { seq: number; ack: number | null } {
  const { rows, connection, options } = plan;
  const acks = (rows.flags(row) & ACK) !== 0;
  if (options.numbers === 'absolute' && !isUnknown(connection.segments, row, 'base')) {
    const { seq, ack } = connection.segments;
    return { seq: seq[row]!, ack: acks ? ack[row]! : null };
  }
  return { seq: rows.seq[row]!, ack: acks ? rows.ack[row]! : null };
}

function partsOf(plan: LadderSubject, row: number): Part[] {
  const { rows, connection } = plan;
  const flags = rows.flags(row);
  const { seq, ack } = numbersOf(plan, row);
  const names = flagNames(flags).join(' ') || '–';
  const parts: Part[] = [{ spare: 0, spans: [{ text: names, style: 'flags', dx: 0 }] }];
  parts.push({ spare: 0, spans: keyed('seq', digits(seq), 8) });
  if (ack !== null) parts.push({ spare: 0, spans: keyed('ack', digits(ack)) });
  const length = rows.length(row);
  if (length === null) parts.push({ spare: 1, spans: keyed('len', '?') });
  else if (length > 0) parts.push({ spare: 1, spans: keyed('len', digits(length)) });
  const opens = (flags & SYN) !== 0;
  const shown = opens || rows.windowTurns[row] === 1;
  const window = windowAt(connection.segments, row);
  if (shown && !(flags & RST)) {
    parts.push({ spare: 3, spans: keyed('win', window === null ? '?' : digits(window)) });
  }
  if (opens && plan.measures.form === 'wide') {
    const { mss } = rows.sender(row) === 0 ? connection.client : connection.server;
    if (mss > 0) parts.push({ spare: 4, spans: keyed('mss', digits(mss)) });
  }
  const note = rows.note(row);
  if (note?.kind === 'retransmission' && note.original !== null) {
    parts.push({ spare: 1, spans: [{ text: `↻ #${note.original + 1}`, style: 'strong', dx: 8 }] });
  }
  const words = note ? plan.words.note(note).label : undefined;
  if (words) parts.push({ spare: 2, spans: [{ text: words, style: 'quiet', dx: 8 }] });
  const passed = passageOf(plan, row);
  if (passed !== null) parts.push({ spare: 2, spans: [{ text: passed, style: 'quiet', dx: 8 }] });
  return parts;
}

/** The delay or fate of the segment, if the margin does not show it. */
function passageOf({ connection, words: { taps }, measures }: LadderSubject, row: number) {
  const { passages } = connection;
  if (!passages || !taps || measures.form === 'wide') return null;
  const fate = taps.fate(connection, row);
  if (fate) return fate.name;
  const { delay } = passageAt(passages.table, row);
  return delay === null ? null : taps.delay(delay);
}

function keyed(key: string, value: string, dx = 7): Span[] {
  return [
    { text: key, style: 'key', dx },
    { text: value, style: 'value', dx: 3 },
  ];
}

function widthOf(plan: LadderSubject, parts: Part[]): number {
  let sum = 0;
  for (const { spans } of parts) sum += spansWidth(plan, spans);
  return sum;
}

/** Width of a line of spans in px; flags are slightly letter-spaced. */
export function spansWidth(plan: LadderSubject, spans: Span[], size = LABEL_SIZE): number {
  let sum = 0;
  for (const { text, style, dx } of spans) {
    const flags = style === 'flags';
    sum += dx + plan.measure(text, size, flags || style === 'strong');
    if (flags) sum += 0.015 * size * text.length;
  }
  return sum;
}

/** Position of a row's label, and its maximum width. */
export function labelPlace(plan: LadderSubject, from: Side): { x: number; room: number } {
  const { left, right } = plan.measures;
  return { x: from === 0 ? left + 6 : right - 6, room: right - left - 12 };
}
