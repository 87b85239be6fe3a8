// The marks of the drawing as SVG: lanes with their textures, arrows by kind, braces, folds.
import type { Certainty } from '../../model/names';
import type { SegmentKind } from '../../model/rows';
import type { Tone } from '../../svg/state_lanes';
import { round as r } from '../../svg/text';
import { group, h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';

/** Hue of a direction: c is client to server, s is server to client. */
export type Hue = 'c' | 's';

/** Height over which a lane changes its width, px. */
const WEDGE = 9;

/** A piece of a lane between two changes. */
export interface LaneRun {
  y0: number;
  y1: number;
  /** Width as a fraction of the lane: 0, 0.5 or 1. */
  width: number;
  /** Widths before the piece starts and after it ends. */
  before: number;
  after: number;
  hue: Hue;
  tone: Tone;
  certainty: Certainty;
}

/**
 * A piece of a lane. `x` is the lane's left edge; `spine` is the side that touches the spine. A
 * change of width is a wedge that starts at the time of the change; an end tapers to the spine.
 */
export function laneRun(
  id: string,
  x: number,
  lane: number,
  spine: 'left' | 'right',
  run: LaneRun,
): SvgNode[] {
  const { y0, y1, width, before, after, hue, tone } = run;
  if (width === 0 || y1 <= y0) return [];
  const inner = spine === 'right' ? x + lane : x;
  const outer = (share: number): number =>
    spine === 'right' ? x + lane - lane * share : x + lane * share;
  const wedge = before === width ? 0 : Math.min(WEDGE, (y1 - y0) / 2);
  const taper = after === 0 ? WEDGE : 0;
  const name = `${hue}${tone}`;
  const d =
    `M${r(inner)} ${r(y0)}L${r(outer(before))} ${r(y0)}L${r(outer(width))} ${r(y0 + wedge)}` +
    `V${r(y1)}L${r(inner)} ${r(y1 + taper)}Z`;
  switch (run.certainty) {
    case 'sure':
      return [h('path', { d, class: name })];
    case 'expected':
      return [
        h('path', { d, fill: `url(#${id}h-${name})`, class: `k${name}`, 'stroke-width': 0.75 }),
      ];
    case 'assumed':
      return [h('path', { d, class: `ln k${name}`, 'stroke-width': 1.25 })];
    case 'unknown':
      return [
        h('path', {
          d: `M${r((inner + outer(width)) / 2)} ${r(y0 + 3)}V${r(y1)}`,
          class: `ln dots k${name}`,
          'stroke-width': 3,
          'stroke-dasharray': '.01 6',
        }),
      ];
  }
}

/** Stripes of the two directions, leaning against each other, in three tones. */
export function hatches(id: string): SvgNode {
  const stripe = (name: string, angle: number): SvgNode =>
    h(
      'pattern',
      {
        id: `${id}h-${name}`,
        width: 4,
        height: 4,
        patternUnits: 'userSpaceOnUse',
        patternTransform: `rotate(${angle})`,
      },
      h('rect', { width: 4, height: 4, class: 'pf' }),
      h('rect', { width: 2, height: 4, class: name }),
    );
  const tones = [1, 2, 3];
  return h('defs', {}, [
    ...tones.map((tone) => stripe(`c${tone}`, 45)),
    ...tones.map((tone) => stripe(`s${tone}`, -45)),
  ]);
}

/** Appearance of an arrow. */
export interface ArrowLook {
  kind: SegmentKind | 'icmp';
  hue: Hue;
  /** Whether the ACK flag is set: a filled head. */
  acks: boolean;
  /** Payload of one MSS or more. */
  heavy: boolean;
  /** Retransmits bytes: drawn with a double line. */
  double: boolean;
  /** Never reached the other end. */
  lost: boolean;
  /** Part of a path that was not measured. */
  thin?: boolean;
  /** Continues another piece, so it has no ring for a SYN. */
  goesOn?: boolean;
}

const widths = { syn: 1.75, ack: 1.25, data: 2.25, fin: 1.75, rst: 2.25, probe: 1.5, icmp: 1.25 };
const dashes: Partial<Record<ArrowLook['kind'], string>> = {
  ack: '5 3.5',
  probe: '.01 4.5',
  icmp: '8 3 1.5 3',
};

/** Length and width of an arrowhead. */
function headOf({ kind }: ArrowLook): [number, number] {
  if (kind === 'ack' || kind === 'probe') return [7.5, 5.5];
  return kind === 'data' ? [11, 8.5] : [10, 8];
}

/** An arrow from tail to head, drawn horizontally and then rotated. */
export function arrow(look: ArrowLook, x1: number, y1: number, x2: number, y2: number): SvgNode {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  const parts = look.lost ? lostLine(look, length) : wholeLine(look, length);
  return group(parts, { transform: `translate(${r(x1)} ${r(y1)}) rotate(${r(angle)})` });
}

/** A part of a segment's path. */
export interface WayPart {
  /** Starts at the sender. */
  first?: boolean;
  /** Reaches the receiver. */
  last?: boolean;
  /** The segment is lost on this part. */
  lost?: boolean;
  /** Nothing was measured on this part. */
  thin?: boolean;
}

/** A part of an arrow, rotated into place. */
export function arrowPiece(
  look: ArrowLook,
  from: { x: number; y: number },
  to: { x: number; y: number },
  { first = false, last = false, lost = false, thin = false }: WayPart,
): SvgNode {
  const own = { ...look, thin, goesOn: !first, lost };
  if (lost || last) return arrow(own, from.x, from.y, to.x, to.y);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return group(stem(own, length), {
    transform: `translate(${r(from.x)} ${r(from.y)}) rotate(${r(angle)})`,
  });
}

function colourOf(look: ArrowLook): string {
  if (look.kind === 'icmp') return 'ink2';
  return look.kind === 'rst' ? 'rst' : `${look.hue}2`;
}

function ring(colour: string): SvgNode {
  return h('circle', { cx: 3.5, cy: 0, r: 3, class: `ln k${colour}`, 'stroke-width': 1.75 });
}

/** The line of an arrow from its tail to `end`, with the ring of a SYN. */
function stem(look: ArrowLook, end: number): SvgNode[] {
  const { kind } = look;
  const colour = colourOf(look);
  const double = look.double && kind !== 'rst' && !look.thin;
  const ringed = kind === 'syn' && !look.goesOn;
  const [start, to] = [ringed ? 7 : 0, r(end)];
  const line = h('path', {
    d: double ? `M${start} -1.5H${to}M${start} 1.5H${to}` : `M${start} 0H${to}`,
    class: kind === 'probe' ? `ln k${colour} dots` : `ln k${colour}`,
    'stroke-width': double ? 1.1 : widthOf(look),
    'stroke-dasharray': double ? null : dashes[kind],
  });
  return ringed ? [line, ring(colour)] : [line];
}

function widthOf({ kind, heavy, thin }: ArrowLook): number {
  if (thin) return 1;
  return kind === 'data' && heavy ? 3 : widths[kind];
}

function lostLine(look: ArrowLook, length: number): SvgNode[] {
  const at = length * 0.6;
  return [
    ...stem(look, at - 9),
    h('path', {
      d: `M${r(at - 5)} -5l10 10m0 -10l-10 10`,
      class: 'ln krst',
      'stroke-width': 2,
    }),
    h('path', {
      d: `M${r(at + 10)} 0H${r(length)}`,
      class: `ln dots k${colourOf(look)}`,
      'stroke-width': 1,
      'stroke-dasharray': '1 5',
    }),
  ];
}

function wholeLine(look: ArrowLook, length: number): SvgNode[] {
  const { kind } = look;
  const colour = colourOf(look);
  const line = `ln k${colour}`;
  const [headLength, headWidth] = headOf(look);
  const tip = length - (kind === 'fin' ? 3.5 : 0);
  const parts = stem(look, kind === 'rst' ? tip - 6 : tip - headLength + 1);
  if (kind === 'rst') {
    parts.push(
      h('path', {
        d: `M${r(tip - 11)} -5.5l11 11m0 -11l-11 11`,
        class: line,
        'stroke-width': 2.25,
      }),
    );
  } else if (kind === 'icmp') {
    parts.push(
      h('path', {
        d: `M${r(tip - 11)} 0l5.5 -5l5.5 5l-5.5 5Z`,
        class: `pf k${colour}`,
        'stroke-width': 1.25,
      }),
    );
  } else if (look.acks) {
    const d = `M${r(tip)} 0L${r(tip - headLength)} ${-headWidth / 2}V${headWidth / 2}Z`;
    parts.push(h('path', { d, class: colour }));
  } else {
    const d = `M${r(tip - 0.8)} 0L${r(tip - headLength)} ${-headWidth / 2}V${headWidth / 2}Z`;
    parts.push(h('path', { d, class: `pf join k${colour}`, 'stroke-width': 1.5 }));
  }
  if (kind === 'fin') {
    parts.push(h('path', { d: `M${r(length - 1.25)} -7V7`, class: line, 'stroke-width': 2.5 }));
  }
  return parts;
}

/** A red bar across a rail that a reset closed. */
export function resetBar(x: number, rail: number, y: number): SvgNode {
  return h('path', { d: `M${r(x - 2)} ${r(y)}h${rail + 4}`, class: 'ln krst', 'stroke-width': 3 });
}

/** The bar at the end of a rail. */
export function endCap(x: number, rail: number, y: number): SvgNode {
  return h('path', {
    d: `M${r(x + 1)} ${r(y)}h${rail - 2}`,
    class: 'ln kink3',
    'stroke-width': 1.5,
  });
}

/** A rail cut by a slanted gap; `y` is the middle of the idle time. */
export function railCut(x: number, rail: number, y: number): SvgNode[] {
  const w = rail + 6;
  return [
    h('path', { class: 'pf', d: `M${r(x - 3)} ${r(y + 2)}l${w} -9v7l${-w} 9Z` }),
    h('path', {
      class: 'ln kink3',
      d: `M${r(x - 3)} ${r(y + 2)}l${w} -9M${r(x - 3)} ${r(y + 9)}l${w} -9`,
    }),
  ];
}

/** A brace of `height` px whose tip points away from the rail: `side` -1 to the left, 1 right. */
export function brace(x: number, y: number, height: number, side: -1 | 1): SvgNode {
  const half = height / 2 - 14;
  const w = 7 * side;
  return h('path', {
    class: 'ln kink2',
    'stroke-width': 1.25,
    d:
      `M${r(x)} ${r(y)}q${w} 0 ${w} 7v${r(half)}q0 7 ${w} 7q${-w} 0 ${-w} 7v${r(half)}` +
      `q0 7 ${-w} 7`,
  });
}
