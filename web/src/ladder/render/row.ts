// One entry of the ladder: a segment with its arrow, label, number and time, or a folded run.
import type { Side } from '../../model/segment';
import { sinceText, timePieces } from '../clock';
import { factsOf } from '../row_data';
import {
  CROSSED_SHARE,
  LABEL_LINE,
  LABEL_SIZE,
  labelLines,
  labelOf,
  labelPlace,
  needOf,
  numbersOf,
} from '../labels';
import type { Label, Span } from '../labels';
import { RUN_HEIGHT } from '../plan';
import { crossesNext } from '../../model/segment';
import type { Entry, LadderPlan } from '../plan';
import { round as r } from '../../svg/text';
import { group, h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';
import { momentY } from './axis';
import { arrow, brace } from './shapes';
import { drawDelay, tapArrow } from './taps';
import type { ArrowLook } from './shapes';

/** Payload of a "full" segment: one MSS minus the space that options may use. */
const MOST_OPTIONS = 40;
const USUAL_MSS = 1460;
const SINCE_SIZE = 11;

/** Highlighting of an entry. */
export interface EntryState {
  /** Selected by the reader. */
  chosen: boolean;
  /** Whether it is the tab stop of the drawing; null in a file, where nothing is focusable. */
  stop: boolean | null;
}

/** An entry as a group of its own; `id` is the prefix of its id. */
export function drawEntry(plan: LadderPlan, id: string, entry: Entry, state: EntryState): SvgNode {
  return entry.run ? drawRun(plan, id, entry, state) : drawRow(plan, id, entry, state);
}

function drawRow(plan: LadderPlan, id: string, entry: Entry, state: EntryState): SvgNode {
  const row = entry.first;
  const from = plan.rows.sender(row);
  const facts = factsOf(plan, row);
  return group(
    [
      ...(state.stop === null ? [] : frame(plan, entry)),
      ...gutter(plan, entry, String(row + 1), state.chosen),
      arrowOf(plan, row, entry.y, entry.slant),
      label(plan, row, from, entry.y),
      ...since(plan, row, from, entry.y),
      ...drawDelay(plan, entry),
    ],
    {
      id: `${id}r${row + 1}`,
      class: 'row',
      role: 'graphics-symbol',
      'aria-label': plan.words.row(facts),
      ...handles(row, null, state),
    },
  );
}

// Attributes that connect a group in a page to its row.
function handles(row: number, run: number | null, { stop }: EntryState): SvgNode['attrs'] {
  if (stop === null) return {};
  return { 'data-row': row, 'data-run': run, tabindex: stop ? 0 : -1 };
}

// The area for pointer events, and the focus ring.
function frame(plan: LadderPlan, entry: Entry): SvgNode[] {
  const [y0, y1] = plan.band(entry);
  const { width } = plan.measures;
  return [
    h('rect', { class: 'hit', x: 0, y: r(y0), width, height: r(y1 - y0) }),
    h('rect', {
      class: 'ring',
      x: 1,
      y: r(y0 + 1),
      width: width - 2,
      height: r(y1 - y0 - 2),
      rx: 4,
    }),
  ];
}

function gutter(plan: LadderPlan, entry: Entry, number: string, chosen: boolean): SvgNode[] {
  const { number: right, time } = plan.measures;
  const parts: SvgNode[] = [];
  const y = momentY(plan, entry) + (entry.run ? RUN_HEIGHT / 2 : 0) + 3;
  if (right !== null) {
    const end = entry.run ? `–${entry.last + 1}` : '';
    if (chosen) parts.push(...disc(plan, right, y, number, end));
    else parts.push(plain(right, y, number));
    if (!chosen && entry.run) parts.push(h('text', { x: right, y: r(y), class: 'm tm' }, end));
  }
  if (time !== null && !entry.run) {
    const pieces = timePieces(plan, entry.first).map(({ text, muted, dx }) =>
      h('tspan', { class: muted ? 'm' : null, dx: dx || null }, text),
    );
    parts.push(h('text', { x: time, y: r(y), 'text-anchor': 'end', class: 'tm' }, pieces));
  }
  return parts;
}

function plain(right: number, y: number, number: string): SvgNode {
  return h('text', { x: right, y: r(y), 'text-anchor': 'end', class: 'm tm' }, number);
}

// White text in an ink disc; numbers of three or more digits stretch it.
function disc(plan: LadderPlan, right: number, y: number, number: string, end: string): SvgNode[] {
  const text = plan.measure(number + end, 11.5, true);
  const half = Math.max(10.5, text / 2 + 5);
  const x = end === '' ? right + 4.5 - half : right - 16.5 + half;
  return [
    h('rect', {
      x: r(x - half),
      y: r(y - 14.5),
      width: r(2 * half),
      height: 21,
      rx: 10.5,
      class: 'fink',
    }),
    h(
      'text',
      { x: r(x), y: r(y), 'text-anchor': 'middle', 'font-size': 11.5, class: 'b onink' },
      number + end,
    ),
  ];
}

function arrowOf(plan: LadderPlan, row: number, y: number, slant: number): SvgNode {
  const { left, right } = plan.measures;
  if (plan.moments) return tapArrow(plan, plan.moments, lookOf(plan, row), row, y, slant);
  const toRight = plan.rows.sender(row) === 0;
  return arrow(lookOf(plan, row), toRight ? left : right, y, toRight ? right : left, y + slant);
}

function lookOf(plan: LadderPlan, row: number): ArrowLook {
  const { rows, connection } = plan;
  const from = rows.sender(row);
  const peer = from === 0 ? connection.server : connection.client;
  const full = (peer.mss > 0 ? peer.mss : USUAL_MSS) - MOST_OPTIONS;
  return {
    kind: rows.kind(row),
    hue: from === 0 ? 'c' : 's',
    acks: numbersOf(plan, row).ack !== null,
    heavy: (rows.length(row) ?? 0) >= full,
    double: rows.repeats(row),
    lost: rows.isLost(row),
  };
}

function label(plan: LadderPlan, row: number, from: Side, y: number): SvgNode {
  const { x, room } = labelPlace(plan, from);
  const crossed = row > 0 && crossesNext(plan.connection, row - 1);
  const taken = timeFits(plan, row) ? sinceWidth(plan, row) + 14 : 0;
  const reset = plan.rows.kind(row) === 'rst';
  let shown = labelLines(plan, row, crossed ? room * CROSSED_SHARE : room - taken);
  if (shown.lines.length > 2) shown = labelLines(plan, row, room);
  const text = labelText(shown, { x, y: y - 8, from, reset });
  // The tooltip has the parts for which there was no room.
  const whole = plainOf(labelOf(plan, row, Infinity));
  if (whole !== plainOf(shown.lines.flat())) text.children.unshift(h('title', {}, whole));
  return text;
}

function plainOf(spans: Span[]): string {
  return spans.map((span) => span.text).join(' ');
}

/** Position of the last line of a label. */
interface SpanPlace {
  x: number;
  y: number;
  from: Side;
  reset: boolean;
}

const spanClasses: Record<Span['style'], string | null> = {
  flags: 'fl',
  key: 'm',
  value: null,
  quiet: 'm2',
  strong: 'b',
};

function labelText({ lines, size }: Label, { x, y, from, reset }: SpanPlace): SvgNode {
  const hue = reset ? 'rst' : from === 0 ? 'ct' : 'stx';
  const top = y - LABEL_LINE * (lines.length - 1);
  const pieces = lines.flatMap((spans, line) =>
    spans.map(({ text, style, dx }, i) => {
      const place = line > 0 && i === 0 ? { x, y: r(top + LABEL_LINE * line) } : {};
      const name = style === 'flags' ? `fl ${hue}` : spanClasses[style];
      return h('tspan', { class: name, dx: dx || null, ...place }, text);
    }),
  );
  const anchor = from === 0 ? null : 'end';
  const type = size === LABEL_SIZE ? 'lb' : 'sm';
  return h('text', { x, y: r(top), 'text-anchor': anchor, class: type }, pieces);
}

// In a narrow row, sequence numbers and length take precedence over the time.
function timeFits(plan: LadderPlan, row: number): boolean {
  if (plan.measures.time !== null) return false;
  if (row > 0 && crossesNext(plan.connection, row - 1)) return false;
  const { room } = labelPlace(plan, plan.rows.sender(row));
  return needOf(plan, row) + sinceWidth(plan, row) + 14 <= room;
}

function sinceWidth(plan: LadderPlan, row: number): number {
  return plan.measure(sinceText(plan, row), SINCE_SIZE);
}

// Without a time column, the time is in the row, at the receiver's end.
function since(plan: LadderPlan, row: number, from: Side, y: number): SvgNode[] {
  if (!timeFits(plan, row)) return [];
  const { left, right } = plan.measures;
  return [
    h(
      'text',
      {
        x: from === 0 ? right - 4 : left + 4,
        y: r(y - 8),
        'text-anchor': from === 0 ? 'end' : null,
        class: 'm sm',
      },
      sinceText(plan, row),
    ),
  ];
}

// First and last segment of a run, pale; a brace on the sender's side counts the segments in
// between.
function drawRun(plan: LadderPlan, id: string, entry: Entry, state: EntryState): SvgNode {
  const run = entry.run!;
  const { left, right } = plan.measures;
  const { head, detail } = plan.words.run(run);
  const client = run.from === 0;
  const [tail, tip] = client ? [left, right] : [right, left];
  const look: ArrowLook = { ...lookOf(plan, run.first), heavy: false, double: false, lost: false };
  const lines = [entry.y, entry.y + RUN_HEIGHT].map((y) =>
    arrow(look, tail, y, tip, y + entry.slant),
  );
  const x = client ? tail + 28 : tail - 28;
  const middle = entry.y + RUN_HEIGHT / 2 + 2;
  const anchor = client ? null : 'end';
  const narrow = plan.measures.form === 'narrow';
  const braceTop = entry.y + 8;
  return group(
    [
      ...(state.stop === null ? [] : frame(plan, entry)),
      ...gutter(plan, entry, String(run.first + 1), state.chosen),
      group(lines, { class: 'faint' }),
      brace(client ? tail + 6 : tail - 6, braceTop, RUN_HEIGHT - 10, client ? 1 : -1),
      headLine(head, x, middle, client),
      h(
        'text',
        { x, y: r(middle + 17), 'text-anchor': anchor, class: narrow ? 'pl m2' : 'nt m2' },
        detail,
      ),
    ],
    {
      id: `${id}r${run.first + 1}`,
      class: 'run',
      role: 'graphics-symbol',
      'aria-label': `#${run.first + 1}–${run.last + 1}, ${plan.words.direction(run.from)}: ${head}. ${detail}`,
      ...handles(run.first, run.first, state),
    },
  );
}

// The count, with a triangle between it and the brace that points into the run.
function headLine(head: string, x: number, y: number, client: boolean): SvgNode {
  const way = client ? 1 : -1;
  return group([
    h('path', {
      class: 'fink2',
      d: `M${r(x)} ${r(y - 8.5)}l${7.5 * way} 4.25l${-7.5 * way} 4.25Z`,
    }),
    h(
      'text',
      { x: r(x + 13 * way), y: r(y), 'text-anchor': client ? null : 'end', class: 'lb b' },
      head,
    ),
  ]);
}

/** The line above an opened run that closes it again. */
export function drawRunLine(plan: LadderPlan, entry: Entry, live: boolean): SvgNode | null {
  const run = plan.opened.get(entry.first);
  if (!run) return null;
  const { left, right } = plan.measures;
  const client = run.from === 0;
  const { head } = plan.words.run(run);
  const y = entry.y - 32;
  const way = client ? 1 : -1;
  const x = client ? left + 6 : right - 6;
  const mark = h('path', {
    class: 'fink2',
    d: `M${r(x)} ${r(y - 8)}h${8.5 * way}l${-4.25 * way} 7Z`,
  });
  const text = h(
    'text',
    { x: r(x + 13 * way), y: r(y), 'text-anchor': client ? null : 'end', class: 'nt b' },
    head,
  );
  if (!live) return group([mark, text]);
  const width = plan.measure(head, 12, true) + 24;
  const area = { x: r(client ? x : x - width), y: r(y - 16), width: r(width), height: 24 };
  const attrs = { class: 'runline', 'data-run': run.first };
  return group([h('rect', { class: 'hit', ...area }), mark, text], attrs);
}
