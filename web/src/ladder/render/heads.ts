// Who the two rails are: name, part played, address and port, and which lane leads where.
import { endpoint, shortEndpoint } from '../../i18n/format';
import { plainText } from '../../export/plain_text';
import type { Side } from '../../story/segment';
import type { LadderPlan } from '../plan';
import { round as r } from '../text';
import { h } from './node';
import type { SvgNode } from './node';

const ADDRESS_SIZE = 12.5;
/** Before a name, and the letters of one that are worth showing. */
const NAME_GAP = 8;
const LEAST_OF_NAME = 8;

export function drawHeads(plan: LadderPlan): SvgNode[] {
  return ([0, 1] as const).flatMap((side) => drawHead(plan, side));
}

function drawHead(plan: LadderPlan, side: Side): SvgNode[] {
  const { rails, rail, lane, gap, top, width, form } = plan.measures;
  const narrow = form === 'narrow';
  const x = side === 0 ? rails[0] : narrow ? width : rails[1] + rail;
  const anchor = side === 0 ? null : 'end';
  const { name, role } = plan.words.end(plan.connection, side);
  const { address, port, names } = side === 0 ? plan.connection.client : plan.connection.server;
  const room = roomFor(plan, side);
  const shown = fit(plan, address, port, room);
  const whole = endpoint(address, port);
  const called = fitName(plan, names, room - plan.measure(shown, ADDRESS_SIZE) - NAME_GAP);
  const left = rails[side];
  return [
    h(
      'text',
      { x, y: 16, 'text-anchor': anchor, class: `${side === 0 ? 'ct' : 'stx'} hd` },
      name,
      role ? [h('tspan', { class: 'm', dx: 6 }, role)] : [],
    ),
    h(
      'text',
      { x, y: 33, 'text-anchor': anchor, class: 'm2 lb' },
      shown,
      called ? [h('tspan', { class: 'm', dx: NAME_GAP, 'unicode-bidi': 'isolate' }, called)] : [],
      shown === whole && called === (names[0] ?? '')
        ? []
        : [h('title', {}, [whole, ...names.map(plainText)].join(' '))],
    ),
    laneArrow(left + lane / 2, top - 11, 1, 'ct'),
    laneArrow(left + lane + gap + lane / 2, top - 11, -1, 'stx'),
  ];
}

// What the other end leaves, at least half of the distance of the rails.
function roomFor(plan: LadderPlan, side: Side): number {
  const { rails, rail } = plan.measures;
  const all = rails[1] + rail - rails[0] - 30;
  const other = side === 0 ? plan.connection.server : plan.connection.client;
  const taken = plan.measure(endpoint(other.address, other.port), ADDRESS_SIZE);
  return all - Math.min(taken, all / 2);
}

// An address loses its middle where it has no room, never its port.
function fit(plan: LadderPlan, address: string, port: number, room: number): string {
  const whole = endpoint(address, port);
  for (let limit = whole.length; limit > 12; limit -= 1) {
    const text = shortEndpoint(address, port, limit);
    if (plan.measure(text, ADDRESS_SIZE) <= room) return text;
  }
  return shortEndpoint(address, port, 12);
}

// The first name that the capture gives the address; it loses its end where it has no room.
function fitName(plan: LadderPlan, names: readonly string[], room: number): string {
  const letters = Array.from(plainText(names[0] ?? ''));
  for (let count = letters.length; count >= Math.min(LEAST_OF_NAME, letters.length); count -= 1) {
    const text = letters.slice(0, count).join('') + (count < letters.length ? '…' : '');
    if (plan.measure(text, ADDRESS_SIZE) <= room) return text;
  }
  return '';
}

// A small arrow over a lane, 8 px long.
function laneArrow(x: number, y: number, way: 1 | -1, fill: string): SvgNode {
  const tip = x + 4 * way;
  const d = `M${r(tip)} ${y}l${-3.4 * way} -2.6v2h${-4.2 * way}v1.2h${4.2 * way}v2Z`;
  return h('path', { class: fill, d });
}
