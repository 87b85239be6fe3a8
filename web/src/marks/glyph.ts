// A state as a short piece of rail: the mark before its name in the panel, the legend and the
// table.
import type { Certainty, StateName } from '../model/names';
import { drawn } from '../svg/live';
import { group, h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { lanesOf } from '../svg/state_lanes';
import type { LaneFill } from '../svg/state_lanes';
import type { Side } from '../model/segment';

const WIDTH = 18;
const HEIGHT = 16;

/** The mark of `state` on the rail of `side`, 18 × 16 px. */
export function glyphNode(state: StateName, side: Side, certainty: Certainty = 'sure'): SvgNode {
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'lad glyph',
      width: WIDTH,
      height: HEIGHT,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      'aria-hidden': 'true',
    },
    parts(state, side, certainty),
  );
}

/** The same in a Lit template. */
export function glyph(state: StateName, side: Side, certainty: Certainty = 'sure'): unknown {
  return drawn(glyphNode(state, side, certainty));
}

function parts(state: StateName, side: Side, certainty: Certainty): SvgNode[] {
  const spine = h('path', { class: 'ln kink3', d: 'M9 1V15' });
  if (state === 'LISTEN') {
    return [h('rect', { x: 7, y: 1.5, width: 4, height: 13, class: 'pf kink3' })];
  }
  if (state === 'CLOSED') return [spine, h('path', { class: 'ln kink3', d: 'M4 14.5h10' })];
  if (state === 'TIME-WAIT') return [spine, ticks(side, certainty)];
  const { own, other } = lanesOf(state, certainty);
  const [left, right] = side === 0 ? [own, other] : [other, own];
  const lanes = [...lane(left, 0, certainty), ...lane(right, 1, certainty)];
  // CLOSING has the same lanes as LAST-ACK, but its FINs crossed. A cross in the empty lane shows
  // it.
  const cross =
    state === 'CLOSING'
      ? [
          h('path', {
            class: 'ln kink',
            'stroke-width': 1.25,
            d: `M${side === 0 ? 10.5 : 1.5} 5l6 6m0 -6l-6 6`,
          }),
        ]
      : [];
  return [spine, ...lanes, ...cross];
}

function ticks(side: Side, certainty: Certainty): SvgNode {
  const d = [0, 1, 2, 3].map((i) => `M${1 + i * 2} ${2.5 + i * 3.6}h${16 - i * 4}`).join('');
  return h('path', {
    d,
    class: `ln ${side === 0 ? 'kc2' : 'ks2'}`,
    'stroke-width': 1.5,
    'stroke-dasharray': certainty === 'sure' ? null : '2 2',
  });
}

// Full lanes are 7 px wide; half lanes are 3.5 px wide and on the side of the spine. Stripes are
// drawn individually, because a pattern would need a unique id in every document.
function lane(fill: LaneFill, index: Side, certainty: Certainty): SvgNode[] {
  if (fill.width === 0) return [];
  const w = fill.width === 1 ? 7 : 3.5;
  const x = index === 0 ? 8 - w : 10;
  const name = `${index === 0 ? 'c' : 's'}${fill.tone}`;
  switch (certainty) {
    case 'sure':
      return [h('rect', { x, y: 1, width: w, height: 14, class: name })];
    case 'expected':
      return [stripes(x, w, index, name)];
    case 'assumed':
      return [
        h('rect', {
          x: x + 0.6,
          y: 1.6,
          width: w - 1.2,
          height: 12.8,
          class: `ln k${name}`,
          'stroke-width': 1.2,
        }),
      ];
    case 'unknown':
      return [
        h('path', {
          d: `M${x + w / 2} 2.5V15`,
          class: `ln dots k${name}`,
          'stroke-width': 2.6,
          'stroke-dasharray': '.01 5.5',
        }),
      ];
  }
}

// Lines at 45°, 4 px apart, clipped to the lane by computation.
function stripes(x: number, w: number, index: Side, name: string): SvgNode {
  const [y0, y1] = [1.4, 14.6];
  const [x0, x1] = [x + 0.4, x + w - 0.4];
  let d = '';
  for (let c = y0 - w; c < y1 + w; c += 4) {
    // The range in which the line y = c + (distance from the left or right edge) is inside the
    // lane.
    const from = Math.max(0, y0 - c);
    const to = Math.min(x1 - x0, y1 - c);
    if (to - from < 0.4) continue;
    const at = (t: number): number => (index === 0 ? x1 - t : x0 + t);
    d += `M${at(from).toFixed(2)} ${(c + from).toFixed(2)}L${at(to).toFixed(2)} ${(c + to).toFixed(2)}`;
  }
  return group([
    h('path', { d, class: `ln k${name}`, 'stroke-width': 1.5 }),
    h('rect', {
      x: x0,
      y: y0,
      width: x1 - x0,
      height: y1 - y0,
      class: `ln k${name}`,
      'stroke-width': 0.8,
    }),
  ]);
}
