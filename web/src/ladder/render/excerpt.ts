// A part of a ladder: cut out between two heights of the whole, and moved up below the heads.
import type { LadderPlan } from '../plan';
import { round as r } from '../../svg/text';
import type { RunFacts } from '../words';
import { breakY } from './axis';
import { drawHeads } from './heads';
import { blockEnd, marginOf } from './margin';
import { group, h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';
import { railOf } from './rails';

/** Maximum overhang of rings around selected ends and of textures, on either side, in px. */
export const OVERHANG = 16;
/** If a narrow part begins in the middle: height for the state names of both ends, in px. */
const NARROW_LEAD = 18;
/**
 * Height above the middle of a mark for time cut out, and above the lines before a first row, in
 * px.
 */
const BREAK = 12;
const LINES = 50;
/** Height below the tail of an ICMP error, in px. */
const ERROR = 18;

/** Heights are those of the whole drawing. */
export interface Cut {
  /** Entries, both included. */
  first: number;
  last: number;
  top: number;
  bottom: number;
  /** End of the texts in the margin; at least `bottom`. */
  end: number;
  /** x from which the margin extends to `end`. */
  side: number;
  /** Distance by which the part is moved up, in px; 0 if it begins with the connection. */
  shift: number;
}

/**
 * The part of entries first … last; null if that is all of them. `joined` if it continues a
 * previous part, so that what is between the two belongs to it.
 */
export function cutOf(plan: LadderPlan, first: number, last: number, joined = false): Cut | null {
  const atTop = first === 0;
  const atEnd = last === plan.count - 1;
  if (atTop && atEnd) return null;
  const { width, top: headHeight, form, bracket } = plan.measures;
  const start = bandTop(plan, first);
  const top = joined ? joinOf(plan, first) : start;
  const errors = plan.errors(plan.entry(last)).at(-1);
  const bottom = atEnd
    ? plan.height
    : Math.max(plan.band(plan.entry(last))[1], errors ? errors.y + ERROR : 0);
  const lead = !atTop && form === 'narrow' ? NARROW_LEAD : 0;
  return {
    first,
    last,
    top,
    bottom,
    end: marginEnd(plan, start, bandTop(plan, last + 1), bottom),
    side: bracket === null ? width : bracket - 6,
    shift: atTop ? 0 : headHeight + lead - top,
  };
}

/** Top of an entry's parts: the top of the drawing, or of the entry's band. */
export function bandTop(plan: LadderPlan, index: number): number {
  if (index === 0) return 0;
  return index < plan.count ? plan.band(plan.entry(index))[0] : Infinity;
}

// Including the time that was cut out before an entry, and the line above a part or an opened run.
function joinOf(plan: LadderPlan, first: number): number {
  const entry = plan.entry(first);
  const lines =
    plan.opened.has(entry.first) ||
    (plan.measures.bracket === null && plan.phases.some((phase) => phase.first === entry.first));
  return Math.min(
    bandTop(plan, first),
    lines ? entry.y - LINES : Infinity,
    (breakY(plan, plan.entry(first - 1), entry) ?? Infinity) - BREAK,
  );
}

/** The runs across an edge of rows first … last: folded, they would show more than requested. */
export function runsAcross(plan: LadderPlan, first: number, last: number): RunFacts[] {
  return plan.runs.filter(
    (run) => run.first <= last && run.last >= first && (run.first < first || run.last > last),
  );
}

/** The top of a part that begins in the middle: the heads and the current states. */
export function drawCutHead(plan: LadderPlan, { top, shift }: Cut): SvgNode[] {
  return shift === 0 ? [] : [...drawHeads(plan), ...statesAt(plan, top)];
}

/**
 * A part as a drawing that begins at 0: `body` is drawn from the whole, and everything outside the
 * part is cut away. `id` is the prefix of its id.
 */
export function drawExcerpt(
  plan: LadderPlan,
  cut: Cut,
  id: string,
  body: SvgNode[],
): { nodes: SvgNode[]; height: number } {
  const { width } = plan.measures;
  const { top, bottom, end, side, shift } = cut;
  const clip = h('clipPath', { id: `${id}part` }, [
    h('rect', { x: -OVERHANG, y: r(top), width: side + OVERHANG, height: r(bottom - top) }),
    h('rect', { x: side, y: r(top), width: width - side + OVERHANG, height: r(end - top) }),
  ]);
  const moved = group(
    [group(body, { 'clip-path': `url(#${id}part)` })],
    shift === 0 ? {} : { transform: `translate(0 ${r(shift)})` },
  );
  return { nodes: [h('defs', {}, clip), ...drawCutHead(plan, cut), moved], height: end + shift };
}

/** Bottom of the texts about the rows between two heights; at least `bottom`. */
export function marginEnd(plan: LadderPlan, top: number, until: number, bottom: number): number {
  if (plan.measures.notes === null) return bottom;
  return marginOf(plan)
    .blocks.filter(({ at }) => at >= top && at < until)
    .reduce((end, block) => Math.max(end, blockEnd(block)), bottom);
}

/** Names of the states that apply at a height. */
function statesAt(plan: LadderPlan, y: number): SvgNode[] {
  const { names, rails, rail, top } = plan.measures;
  return ([0, 1] as const).flatMap((side) => {
    const change = railOf(plan, side).changes.findLast((c) => c.y <= y);
    if (!change || change.state === 'UNKNOWN') return [];
    const inside = side === 0 ? rails[0] + rail + 7 : rails[1] - 7;
    const anchored = names ? side === 0 : side === 1;
    return [
      h(
        'text',
        {
          x: names ? names[side] : r(inside),
          y: names ? top + 2 : top + 6,
          'text-anchor': anchored ? 'end' : null,
          class: change.certainty === 'assumed' ? 'st as m' : 'st',
        },
        change.state,
      ),
    ];
  });
}

/** A cut drawing as a CSS shape: all of it to its bottom, and the margin to its end. */
export function cutShape({ top, bottom, end, side }: Cut, base: number, width: number): string {
  const y = (height: number) => `${height - base}px`;
  const [left, right, middle] = [`${-OVERHANG}px`, `${width + OVERHANG}px`, `${side}px`];
  return `polygon(${left} ${y(top)},${right} ${y(top)},${right} ${y(end)},${middle} ${y(end)},${middle} ${y(bottom)},${left} ${y(bottom)})`;
}
