// The course of a connection as a mark in the table: both lanes horizontally, the upper one from
// client to server. It shows which end closes first, whether a reset cuts the lanes, and which
// parts never existed.
import type { OutcomeName } from '../model/names';
import { drawn } from '../svg/live';
import { h } from '../svg/node';
import type { SvgNode } from '../svg/node';

const WIDTH = 48;
const HEIGHT = 11;
/** y of the middle of each lane. */
const UPPER = 3;
const LOWER = 8;
/** x at which a lane ends if it is closed last, or first. */
const LATE = 44;
const EARLY = 34;
const CUT = 32;

type Hue = 'c' | 's';

const marks: Record<OutcomeName, () => SvgNode[]> = {
  closed_by_client: () => [...ended(UPPER, EARLY, 'c'), ...ended(LOWER, LATE, 's')],
  closed_by_server: () => [...ended(UPPER, LATE, 'c'), ...ended(LOWER, EARLY, 's')],
  closed_together: () => [...ended(UPPER, LATE, 'c'), ...ended(LOWER, LATE, 's')],
  half_closed_by_client: () => [...ended(UPPER, EARLY, 'c'), bar(LOWER, 1, 45, 's')],
  half_closed_by_server: () => [bar(UPPER, 1, 45, 'c'), ...ended(LOWER, EARLY, 's')],
  // The cross is in the lane of the end that sent the reset.
  reset_by_client: () => [
    bar(UPPER, 1, CUT - 2, 'c'),
    bar(LOWER, 1, CUT + 8, 's'),
    cross(CUT + 1, UPPER + 0.7),
  ],
  reset_by_server: () => [
    bar(UPPER, 1, CUT + 8, 'c'),
    bar(LOWER, 1, CUT - 2, 's'),
    cross(CUT + 1, LOWER - 0.7),
  ],
  refused: () => [bar(UPPER, 1, 7, 'c'), cross(9, 5.5)],
  no_answer: () => [dots(UPPER, 'c')],
  // The diamond of the ICMP error, at the end of the path.
  unreachable: () => [
    bar(UPPER, 1, 12, 'c'),
    h('path', { class: 'ln kink2', d: 'M15 5.5l4.5 -4l4.5 4l-4.5 4Z' }),
  ],
  half_open: () => [thin(UPPER, 'c'), thin(LOWER, 's', '5 3')],
  still_open: () => [bar(UPPER, 1, 45, 'c'), bar(LOWER, 1, 45, 's')],
  unclear: () => [dots(UPPER, 'c'), dots(LOWER, 's')],
};

/** The mark of an outcome, 48 × 11 px. The outcome must be next to it as text. */
export function lifeNode(outcome: OutcomeName): SvgNode {
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'lad',
      width: WIDTH,
      height: HEIGHT,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      'aria-hidden': 'true',
    },
    marks[outcome](),
  );
}

const made = new Map<OutcomeName, SvgNode>();

/** The same in a Lit template. */
export function lifeMark(outcome: OutcomeName): unknown {
  const node = made.get(outcome) ?? lifeNode(outcome);
  made.set(outcome, node);
  return drawn(node);
}

function bar(y: number, x0: number, x1: number, hue: Hue): SvgNode {
  return h('path', { class: `ln k${hue}2`, 'stroke-width': 3.5, d: `M${x0} ${y}H${x1}` });
}

// A lane that a FIN ended stops at a bar, as its arrow does.
function ended(y: number, x: number, hue: Hue): SvgNode[] {
  const stop = h('path', {
    class: `ln k${hue}2`,
    'stroke-width': 1.75,
    d: `M${x + 1.5} ${y - 3}v6`,
  });
  return [bar(y, 1, x, hue), stop];
}

function thin(y: number, hue: Hue, dash?: string): SvgNode {
  return h('path', {
    class: `ln k${hue}1`,
    'stroke-width': 2,
    'stroke-dasharray': dash,
    d: `M1 ${y}H44`,
  });
}

function dots(y: number, hue: Hue): SvgNode {
  return h('path', {
    class: `ln dots k${hue}1`,
    'stroke-width': 3,
    'stroke-dasharray': '.01 8',
    d: `M3 ${y}H44`,
  });
}

function cross(x: number, y: number): SvgNode {
  return h('path', { class: 'ln krst', 'stroke-width': 1.75, d: `M${x} ${y - 3}l6 6m0 -6l-6 6` });
}
