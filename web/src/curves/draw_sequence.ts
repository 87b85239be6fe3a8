// Sequence numbers over time. The sender's data determines the height; the edge of the receive
// window is drawn as far as it fits.
import { round as r } from '../svg/text';
import { h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { columnsOf, staircase, type Place } from './columns';
import type { Frame } from './frame';
import type { Points } from './points';

/** From this number of strokes per pixel column on, a band is drawn instead. */
const MOST_STROKES = 4;
/**
 * Maximum number of crosses and leaders drawn individually; if there are more, they become ticks at
 * the bottom.
 */
const MOST_MARKS = 60;

export function drawSequence(frame: Frame): SvgNode[] {
  return [
    ...windowEdge(frame),
    ...closedWindow(frame),
    acknowledged(frame),
    sacks(frame),
    data(frame),
    ...repetitions(frame),
    ...flagMarks(frame),
  ];
}

const line = (look: string, width: number, d: string, more = {}): SvgNode =>
  h('path', { class: `ln ${look}`, 'stroke-width': width, d, ...more });

/** Parts of a staircase below `top`, clipped where they leave. */
export function below(places: readonly Place[], top: number): Place[][] {
  const parts: Place[][] = [];
  let part: Place[] = [];
  places.forEach((place, i) => {
    const before = places[i - 1];
    if (place.y >= top) {
      if (part.length === 0 && before && before.y < top) part.push({ x: place.x, y: top });
      part.push(place);
    } else if (part.length > 0) {
      part.push({ x: place.x, y: top });
      parts.push(part);
      part = [];
    }
  });
  if (part.length > 0) parts.push(part);
  return parts;
}

export const pathOf = (places: readonly Place[]): string =>
  places
    .map(({ x, y }, i) => {
      const before = places[i - 1];
      if (!before) return `M${r(x)} ${r(y)}`;
      if (before.x === x) return before.y === y ? '' : `V${r(y)}`;
      return before.y === y ? `H${r(x)}` : `L${r(x)} ${r(y)}`;
    })
    .join('');

/** Short strokes on the far side of the line, like hachures on a map. */
export function hachures(places: readonly Place[], top: number): string {
  let d = '';
  for (let i = 1; i < places.length; i += 1) {
    const [a, b] = [places[i - 1]!, places[i]!];
    if (a.y !== b.y || a.y - 4 < top) continue;
    for (let x = Math.ceil(a.x / 6) * 6; x < b.x; x += 6) d += `M${x} ${r(a.y)}l3 -4`;
  }
  return d;
}

function windowEdge(frame: Frame): SvgNode[] {
  const { subject, x, y, peerHue, labels, words, sequence } = frame;
  const { window } = subject.direction;
  const places = staircase(window, (v) => y(v), x);
  const parts = below(places, sequence.top);
  const look = `k${peerHue}2`;
  const nodes = parts.flatMap((part) => [
    line(look, 1.25, pathOf(part), frame.scaleKnown ? {} : { 'stroke-dasharray': '1.5 3' }),
    line(look, 0.75, hachures(part, sequence.top)),
  ]);
  const label = `${words.edge({ peer: frame.peer })}${frame.scaleKnown ? '' : ` ${words.scaleUnknown}`}`;
  const text = { size: 12, look: frame.peerText, text: label };
  const level = longestLevel(parts.flat());
  if (level) {
    labels.place(
      { ...text, x: level.x + 4, y: level.y - 9 },
      { ...text, x: level.x + 4, y: level.y + 16 },
    );
  }
  const leaves = parts.map((part) => part.at(-1)!).find((place) => place.y === sequence.top);
  if (leaves) {
    labels.place(
      { text: words.offTop, look: frame.peerText, x: leaves.x + 6, y: sequence.top + 10 },
      {
        text: words.offTop,
        look: frame.peerText,
        x: leaves.x - 6,
        y: sequence.top + 10,
        anchor: 'end',
      },
    );
  }
  return nodes;
}

function longestLevel(places: readonly Place[]): Place | null {
  let best: Place | null = null;
  let length = 40;
  for (let i = 1; i < places.length; i += 1) {
    const [a, b] = [places[i - 1]!, places[i]!];
    if (a.y === b.y && b.x - a.x > length) {
      length = b.x - a.x;
      best = a;
    }
  }
  return best;
}

function closedWindow({ subject, x, y, peerHue, labels, words, peerText }: Frame): SvgNode[] {
  return subject.marks.closed
    .filter(({ from, to }) => to >= x.from && from <= x.to)
    .map(({ from, to, seq }) => {
      const [a, b] = [Math.max(x.first, x(from)), Math.min(x.last, x(to))];
      labels.place({
        text: words.windowZero({ seconds: to - from }),
        look: `b ${peerText}`,
        x: a + 4,
        y: y(seq) - 10,
      });
      return line(`k${peerHue}3`, 3.5, `M${r(a)} ${r(y(seq))}H${r(Math.max(b, a + 1))}`);
    });
}

function acknowledged({ subject, x, y, peerHue, sequence }: Frame): SvgNode {
  const places = staircase(subject.direction.ack, (v) => y(v), x).map((place) => ({
    x: place.x,
    y: Math.min(Math.max(place.y, sequence.top), sequence.bottom),
  }));
  return line(`k${peerHue}2`, 1.25, pathOf(places), { 'stroke-dasharray': '5 3.5' });
}

/**
 * An I-shaped mark for each SACK block; only newly reported ranges, at most one per three pixels.
 */
function sacks({ subject, x, y, peerHue }: Frame): SvgNode {
  const { sack } = subject.direction;
  const columns = new Map<number, { x: number; low: number; high: number }>();
  let reported = 0;
  for (let i = sack.from(x.from); i < sack.count && sack.timeAt(i) <= x.to; i += 1) {
    // A block below the ranges already reported repeats them, or is a D-SACK (RFC 2883).
    const low = Math.max(sack.low[i]!, sack.low[i]! <= reported ? reported : 0);
    const high = sack.high[i]!;
    const fresh = high > reported;
    if (fresh) reported = high;
    const duplicate = high <= ackedAt(subject.direction.ack, sack.timeAt(i), sack.row[i]!);
    if (!fresh && !duplicate) continue;
    const at = x(sack.timeAt(i));
    const key = Math.round(at / 3);
    const bottom = fresh ? low : sack.low[i]!;
    const column = columns.get(key);
    if (!column) columns.set(key, { x: at + 3.5, low: bottom, high });
    else {
      column.low = Math.min(column.low, bottom);
      column.high = Math.max(column.high, high);
    }
  }
  let d = '';
  for (const { x: at, low, high } of columns.values()) {
    const [a, b] = [r(y(low)), r(y(high))];
    d += `M${r(at)} ${a}V${b}M${r(at - 3)} ${a}h6M${r(at - 3)} ${b}h6`;
  }
  return line(`k${peerHue}2`, 1.25, d);
}

function ackedAt(ack: Points, time: number, row: number): number {
  const i = ack.upToRow(row);
  return i < 0 || ack.timeAt(i) > time ? -Infinity : ack.low[i]!;
}

function data({ subject, x, y, hue, measures }: Frame): SvgNode {
  const points = subject.direction.data;
  const [first, end] = [points.from(x.from), points.upTo(x.to) + 1];
  const width = x.last - x.first;
  let d = '';
  if (end - first > MOST_STROKES * width) {
    // New bytes ascend, so the first and last points of a column bound it.
    for (const { x: at, from, to } of columnsOf(points, x)) {
      const [a, b] = [y(points.low[from]!), y(points.high[to - 1]!)];
      d += `M${r(at)} ${r(a)}V${r(Math.min(b, a - 1.2))}`;
    }
    return line(`k${hue}2`, 1.5, d);
  }
  for (let i = first; i < end; i += 1) {
    const [a, b] = [y(points.low[i]!), y(points.high[i]!)];
    const apart = a - b >= 6 ? 1.2 : 0;
    d += `M${r(x(points.timeAt(i)))} ${r(a)}v${r(-Math.max(1.2, a - b - apart))}`;
  }
  return line(`k${hue}2`, measures.stroke, d);
}

/** Retransmissions, with a leader to the original, and lost segments. */
function repetitions(frame: Frame): SvgNode[] {
  const { subject, x, y, hue, labels, words } = frame;
  const { retransmission: points } = subject.direction;
  const [first, end] = [points.from(x.from), points.upTo(x.to) + 1];
  const lost = subject.marks.lost.filter(({ time }) => time >= x.from && time <= x.to);
  if (end - first + lost.length > MOST_MARKS * 4) return [footTicks(frame, first, end)];
  let strokes = '';
  let leaders = '';
  const { segments } = subject.connection;
  const few = end - first + lost.length <= MOST_MARKS;
  for (const { row, time, seq } of few ? lost : []) {
    const text = words.lost({ row });
    labels.place(
      { text, look: 'rst', x: x(time) - 3, y: y(seq) + 20 },
      { text, look: 'rst', x: x(time) - 8, y: y(seq) + 4, anchor: 'end' },
    );
  }
  for (let i = first; i < end; i += 1) {
    const at = x(points.timeAt(i));
    const [a, b] = [y(points.low[i]!), y(points.high[i]!)];
    const tall = Math.max(a - b, 3);
    strokes += `M${r(at - 1.6)} ${r(a)}v${r(-tall)}m3.2 0v${r(tall)}`;
    const original = subject.rows.original(points.row[i]!);
    if (original === null) continue;
    const from = Math.max(x.first, x(segments.time[original]!));
    if (at - from > 14) leaders += `M${r(from + 6)} ${r((a + b) / 2)}H${r(at - 4)}`;
    if (few) labels.place({ text: words.again({ row: original }), x: at + 8, y: (a + b) / 2 + 4 });
  }
  let crosses = '';
  for (const { time, seq } of lost) {
    crosses += `M${r(x(time) - 4)} ${r(y(seq) - 4)}l8 8m0 -8l-8 8`;
  }
  return [
    line(`k${hue}2`, 1.1, strokes),
    line('kink2', 1, leaders, { 'stroke-dasharray': '2 2.5' }),
    line('kpaper', 4.5, crosses),
    line('krst', 1.75, crosses),
  ];
}

/** One tick per pixel column, taller for more marks, so that none disappears at any scale. */
function footTicks({ subject, x, sequence, labels, words }: Frame, first: number, end: number) {
  const { retransmission: points } = subject.direction;
  const counts = new Map<number, number>();
  let n = 0;
  const add = (time: number) => {
    const column = Math.round(x(time));
    counts.set(column, (counts.get(column) ?? 0) + 1);
    n += 1;
  };
  for (let i = first; i < end; i += 1) add(points.timeAt(i));
  for (const { time } of subject.marks.lost) if (time >= x.from && time <= x.to) add(time);
  const most = Math.max(...counts.values());
  let d = '';
  for (const [column, count] of counts) {
    d += `M${column} ${sequence.bottom}v${r(-(3 + 9 * (count / most)))}`;
  }
  labels.place({
    text: words.repeated({ n }),
    look: 'rst',
    x: x.last - 4,
    y: sequence.bottom - 18,
    anchor: 'end',
  });
  return line('krst', 1.25, d);
}

/**
 * Marks: a ring for SYN, a bar for FIN, a cross for RST, rings on the staircase for probes. Marks
 * in the same pixel are merged.
 */
function flagMarks({ subject, x, y, hue, sequence, labels }: Frame): SvgNode[] {
  const nodes: SvgNode[] = [];
  const { syn, fin, rst, probes } = subject.marks;
  const each = (marks: typeof syn, draw: (at: number, height: number, i: number) => void) => {
    let last = NaN;
    marks.forEach(({ time, seq }, i) => {
      if (time < x.from || time > x.to) return;
      const at = r(x(time));
      if (Math.round(at) === last) return;
      last = Math.round(at);
      draw(at, r(Math.min(Math.max(y(seq), sequence.top), sequence.bottom)), i);
    });
  };
  const ring = (cx: number, cy: number, radius: number, width: number) =>
    h('circle', { cx, cy, r: radius, class: `pf k${hue}2`, 'stroke-width': width });
  each(syn, (at, height) => nodes.push(ring(at, height, 3, 1.75)));
  each(probes, (at, height, i) => {
    nodes.push(ring(at, height, 2.2, 1.25));
    if (probes.length <= 20) {
      labels.place({ text: String(i + 1), x: at, y: height + 18, anchor: 'middle', size: 11.5 });
    }
  });
  each(fin, (at, height) => nodes.push(line(`k${hue}2`, 2.5, `M${r(at - 7)} ${r(height - 2)}h14`)));
  each(rst, (at, height) =>
    nodes.push(line('krst', 2.25, `M${r(at - 5.5)} ${r(height - 5.5)}l11 11m0 -11l-11 11`)),
  );
  return nodes;
}
