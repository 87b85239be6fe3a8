// The taps at which the captures were taken: dotted lines between the rails, arrows that pass them,
// and the delays next to the ladder.
import { round as r } from '../../svg/text';
import { group, h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';
import type { Entry, LadderPlan } from '../plan';
import type { Moments, Way } from '../moments';
import { arrowPiece, type ArrowLook } from './shapes';

/**
 * Minimum length of a piece of an arrow, in px; a shorter one is drawn as part of its neighbour.
 */
const LEAST_PIECE = 14;
/** Space that the cross of a lost segment needs before the rail, in px. */
const CROSS = 44;
const DOT = { one: 2.8, two: 2.6 };
/** Width of the scale of delays, in px. */
const SCALE = 84;
const NAME_SIZE = 12;

interface Point {
  x: number;
  y: number;
}

/** x of a tap's line. */
const tapX = ({ measures }: LadderPlan, place: number): number =>
  measures.left + place * (measures.right - measures.left);

/** The arrow of a row that passes the taps. */
export function tapArrow(
  plan: LadderPlan,
  moments: Moments,
  look: ArrowLook,
  row: number,
  y: number,
  slant: number,
): SvgNode {
  const { left, right } = plan.measures;
  const toRight = plan.rows.sender(row) === 0;
  const [x0, x1] = toRight ? [left, right] : [right, left];
  const way = moments.way(row);
  const at = (across: number, down: number): Point => ({
    x: x0 + across * (x1 - x0),
    y: y + down * slant,
  });
  const tail = at(0, 0);
  const head = at(1, 1);
  const taps = way.taps.map(({ across, down }) => at(across, down));
  const single = moments.places.length === 1;
  const hue = look.hue === 'c' ? 'c2' : 's2';
  return group([
    ...(single
      ? onePath(look, way, tail, taps[0]!, head)
      : twoPaths(look, way, tail, [taps[0]!, taps[1]!], head)),
    ...way.taps.flatMap(({ seen }, i) =>
      seen
        ? [
            h('circle', {
              cx: r(taps[i]!.x),
              cy: r(taps[i]!.y),
              r: single ? DOT.one : DOT.two,
              class: hue,
            }),
          ]
        : doubt(way, taps[i]!),
    ),
  ]);
}

// A question mark at a tap that lacks the segment for an unknown reason.
function doubt({ fate }: Way, { x, y }: Point): SvgNode[] {
  if (fate !== 'unknown') return [];
  return [h('text', { x: r(x), y: r(y + 4), 'text-anchor': 'middle', class: 'nt b' }, '?')];
}

function onePath(look: ArrowLook, way: Way, tail: Point, tap: Point, head: Point): SvgNode[] {
  const lost = way.lost || look.lost;
  if (!lost) return [piece(look, tail, head, { first: true, last: true })];
  const from = beforeRail(tap, head);
  return [piece(look, tail, from, { first: true }), piece(look, from, head, { lost: true })];
}

// Outside the taps nothing was measured, so the line is thin there.
function twoPaths(
  look: ArrowLook,
  way: Way,
  tail: Point,
  [one, two]: [Point, Point],
  head: Point,
): SvgNode[] {
  const near = (a: Point, b: Point) => Math.abs(a.x - b.x) < LEAST_PIECE;
  const from = near(tail, one) ? tail : one;
  const start = from === tail ? [] : [piece(look, tail, from, { first: true, thin: true })];
  const first = from === tail;
  if (way.fate === 'lost_between') {
    return [...start, piece(look, from, head, { first, lost: true })];
  }
  if (way.fate === 'lost_behind' || way.lost) {
    const cross = beforeRail(two, head);
    return [
      ...start,
      piece(look, from, cross, { first }),
      piece(look, cross, head, { lost: true, thin: true }),
    ];
  }
  if (near(two, head)) return [...start, piece(look, from, head, { first, last: true })];
  return [
    ...start,
    piece(look, from, two, { first }),
    piece(look, two, head, { last: true, thin: true }),
  ];
}

/** The tap, or a point that leaves room for a cross before the rail. */
function beforeRail(tap: Point, head: Point): Point {
  const room = Math.abs(head.x - tap.x);
  if (room >= CROSS) return tap;
  const back = Math.sign(tap.x - head.x || -1) * CROSS;
  return { x: head.x + back, y: tap.y };
}

const piece = (
  look: ArrowLook,
  from: Point,
  to: Point,
  part: { first?: boolean; last?: boolean; lost?: boolean; thin?: boolean },
): SvgNode => arrowPiece(look, from, to, part);

/** The dotted lines of the taps, between two heights. */
export function drawTapLines(plan: LadderPlan, y0: number, y1: number): SvgNode[] {
  const { moments, measures } = plan;
  if (!moments) return [];
  const top = Math.max(y0, measures.top);
  const bottom = Math.min(y1, plan.end);
  return moments.places.map((place) =>
    h('path', {
      class: 'ln kink2',
      'stroke-width': 1.25,
      'stroke-dasharray': '1.5 3.5',
      d: `M${r(tapX(plan, place))} ${r(top)}V${r(bottom)}`,
    }),
  );
}

/** Names of the taps, above their lines. */
export function drawTapHeads(plan: LadderPlan): SvgNode[] {
  const { moments, words, measures, connection } = plan;
  if (!moments || !words.taps) return [];
  const names = connection.passages?.names ?? [words.taps.capturedHere];
  const { left, right, top, form } = measures;
  const letters = form === 'narrow' && names.length > 1 ? ['A', 'B'] : names;
  const heads = moments.places.map((place, i) => {
    const x = tapX(plan, place);
    const name = letters[i]!;
    const half = plan.measure(name, NAME_SIZE, true) / 2;
    const start = Math.max(left, Math.min(right - 2 * half, x - half));
    return { name, start, end: start + 2 * half };
  });
  const [one, two] = heads.toSorted((a, b) => a.start - b.start);
  // If two names do not fit next to each other, the second one is below the first.
  const collide = one && two && one.end + 12 > two.start;
  return [
    ...heads.map((head) =>
      h(
        'text',
        { x: r(head.start), y: top + (collide && head === two ? 6 : -8), class: 'nt b' },
        head.name,
      ),
    ),
    ...delayHead(plan),
  ];
}

function delayHead({ words, measures, connection }: LadderPlan): SvgNode[] {
  const { bracket, top, form } = measures;
  if (!connection.passages || bracket === null || form !== 'wide') return [];
  return [h('text', { x: bracket, y: top - 8, class: 'nt b' }, words.taps?.delayHead ?? '')];
}

/** The delay of each segment, in the wide form, all on one scale. */
export function drawDelay(plan: LadderPlan, entry: Entry): SvgNode[] {
  const { moments, words, measures } = plan;
  if (!moments || !words.taps || entry.run || measures.form !== 'wide') return [];
  const x = measures.bracket!;
  const { delay } = moments.way(entry.first);
  if (delay === null || !(moments.longest > 0)) return [];
  const end = x + (SCALE * Math.max(0, delay)) / moments.longest;
  const client = plan.rows.sender(entry.first) === 0;
  const mark = client
    ? h('circle', { cx: r(end), cy: r(entry.y), r: 2.8, class: 'c2' })
    : h('circle', { cx: r(end), cy: r(entry.y), r: 2.6, class: 'pf ks2', 'stroke-width': 1.5 });
  return [
    h('path', { class: 'ln khair2', d: `M${x} ${r(entry.y)}H${r(end)}` }),
    mark,
    h(
      'text',
      { x: r(end + 8), y: r(entry.y + 4), class: `nt ${client ? 'ct' : 'stx'}` },
      words.taps.delay(delay),
    ),
  ];
}
