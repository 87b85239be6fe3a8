// The time axis, and idle times cut across both rails.
import { RUN_HEIGHT } from '../plan';
import type { Entry, LadderPlan, PlacedNote } from '../plan';
import { round as r } from '../../svg/text';
import { h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';
import { railCut } from './shapes';

/** y of an entry's time: at the tail of its arrow, or where a tap saw it. */
export function momentY({ moments }: LadderPlan, { first, run, y, slant }: Entry): number {
  return moments && !run ? y + moments.moment(first) * slant : y;
}

/** Middle of the idle time above an entry. */
export function silenceY(plan: LadderPlan, above: Entry): number {
  const between = plan.notes(above).at(-1) ?? plan.errors(above).at(-1);
  const bottom = between ? between.y + above.slant : tailOf(above) + above.slant;
  return bottom + (plan.measures.form === 'narrow' ? 30 : 26);
}

/** Middle of the mark for time cut out above an entry; null if none was. */
export function breakY(plan: LadderPlan, above: Entry, entry: Entry): number | null {
  if (entry.gap === 'silence') return silenceY(plan, above);
  return entry.gap === 'cut' ? (tailOf(above) + entry.y) / 2 : null;
}

const tailOf = (entry: Entry): number => entry.y + (entry.run ? RUN_HEIGHT : 0);

/** The axis from the entry `above` to `entry`, with the tick of `entry`. */
export function drawAxis(plan: LadderPlan, above: Entry | null, entry: Entry): SvgNode[] {
  const { axis: x } = plan.measures;
  if (x === null) return [];
  const ticks = entry.run
    ? `M${x - 4} ${r(entry.y)}h8M${x - 4} ${r(entry.y + RUN_HEIGHT)}h8`
    : `M${x - 4} ${r(momentY(plan, entry))}h8`;
  const parts: SvgNode[] = [h('path', { class: 'ln kink3', d: ticks })];
  if (above) parts.push(...errorTicks(plan, above, x));
  if (entry.run) parts.push(dotted(`M${x} ${r(entry.y)}v${RUN_HEIGHT}`));
  if (!above) return parts;
  const y0 = above.run ? tailOf(above) : momentY(plan, above);
  const y1 = momentY(plan, entry);
  const m = breakY(plan, above, entry);
  if (entry.gap === 'scale' && plan.errors(above).length === 0) {
    parts.push(h('path', { class: 'ln kink3', d: `M${x} ${r(y0)}V${r(y1)}` }));
  } else if (m === null) {
    parts.push(dotted(`M${x} ${r(y0)}V${r(y1)}`));
  } else {
    parts.push(
      dotted(`M${x} ${r(y0)}V${r(m - 5)}M${x} ${r(m + 7)}V${r(y1)}`),
      h('path', { class: 'ln kink3', d: `M${x - 4} ${r(m + 1)}l8 -5M${x - 4} ${r(m + 8)}l8 -5` }),
    );
  }
  return parts;
}

// ICMP errors are placed in order, not to scale.
function errorTicks(plan: LadderPlan, above: Entry, x: number): SvgNode[] {
  return plan
    .errors(above)
    .map(({ y }) => h('path', { class: 'ln kink3', d: `M${x - 3} ${r(y)}h6` }));
}

function dotted(d: string): SvgNode {
  return h('path', { class: 'ln khair2', 'stroke-dasharray': '1 3', d });
}

/** The idle time above `entry`, drawn from rail to rail; nothing if there is none. */
export function drawSilence(plan: LadderPlan, above: Entry | null, entry: Entry): SvgNode[] {
  if (!above || entry.gap !== 'silence') return [];
  const y = silenceY(plan, above);
  const { rails, rail } = plan.measures;
  return [
    ...acrossText(plan, y, plan.words.silence(entry.seconds)),
    ...rails.flatMap((x) => railCut(x, rail, y)),
  ];
}

/** A note in one line: the reader's or the file's in quotation marks, an undrawn line with a cross. */
export function drawNote(plan: LadderPlan, { kind, text, y }: PlacedNote): SvgNode[] {
  if (kind === 'undrawn') return acrossText(plan, y, text, true);
  const room = plan.measures.right - plan.measures.left - 40;
  let shown = text;
  while (shown !== '' && plan.measure(plan.words.quoted(`${shown}…`), 12) > room) {
    shown = Array.from(shown).slice(0, -1).join('');
  }
  return acrossText(plan, y, plan.words.quoted(shown === text ? text : `${shown.trimEnd()}…`));
}

/** A dotted line between the rails, with a text in its middle. */
export function acrossText(plan: LadderPlan, y: number, text: string, crossed = false): SvgNode[] {
  const { left, right } = plan.measures;
  const middle = (left + right) / 2;
  const half = plan.measure(text, 12) / 2 + 8;
  return [
    h('path', {
      class: 'ln dots kink3',
      'stroke-dasharray': '1 4',
      d: `M${left} ${r(y)}H${r(middle - half)}M${r(middle + half)} ${r(y)}H${right}`,
    }),
    h(
      'text',
      { x: r(middle), y: r(y + 4), 'text-anchor': 'middle', class: 'nt m2' },
      crossed ? [h('tspan', { class: 'b rst' }, '✕ '), h('tspan', {}, text)] : text,
    ),
  ];
}
