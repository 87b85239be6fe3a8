// The heads of the two rails: name, role, address and port, and the direction of each lane.
import { endpoint, shortEndpoint } from '../../base/format';
import { plainText } from '../../base/plain_text';
import type { Side } from '../../model/segment';
import type { LadderPlan } from '../plan';
import { round as r } from '../../svg/text';
import { h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';
import { drawTapHeads } from './taps';

const NAME_SIZE = 13.5;
const ROLE_SIZE = 12;
const ADDRESS_SIZE = 12.5;
/** Minimum distance between the two heads, in px. */
const APART = 16;
/** Gap between the name of an end and its role, in px. */
const ROLE_GAP = 6;
/**
 * Gap before a name from the capture, in px, and the minimum number of its letters worth showing.
 */
const CALLED_GAP = 8;
const LEAST_OF_NAME = 8;

/** The text above a rail, as far as it fits. */
interface Head {
  name: string;
  role: string;
  endpoint: string;
  /** Name that the capture gives to the address. */
  called: string;
  /** The full text, if something was shortened; else null. */
  whole: string | null;
}

export function drawHeads(plan: LadderPlan): SvgNode[] {
  const heads = headsOf(plan);
  return [
    ...([0, 1] as const).flatMap((side) => drawHead(plan, side, heads[side])),
    ...drawTapHeads(plan),
  ];
}

function drawHead(plan: LadderPlan, side: Side, head: Head): SvgNode[] {
  const { rails, rail, lane, gap, top, width, form } = plan.measures;
  const narrow = form === 'narrow';
  const x = side === 0 ? rails[0] : narrow ? width : rails[1] + rail;
  const anchor = side === 0 ? null : 'end';
  const { name, role, endpoint: shown, called, whole } = head;
  const left = rails[side];
  return [
    h(
      'text',
      { x, y: 16, 'text-anchor': anchor, class: `${side === 0 ? 'ct' : 'stx'} hd` },
      name,
      role ? [h('tspan', { class: 'm', dx: ROLE_GAP }, role)] : [],
    ),
    h(
      'text',
      { x, y: 33, 'text-anchor': anchor, class: 'm2 lb' },
      shown,
      called ? [h('tspan', { class: 'm', dx: CALLED_GAP, 'unicode-bidi': 'isolate' }, called)] : [],
      whole === null ? [] : [h('title', {}, whole)],
    ),
    laneArrow(left + lane / 2, top - 11, 1, 'ct'),
    laneArrow(left + lane + gap + lane / 2, top - 11, -1, 'stx'),
  ];
}

/** Both heads, without overlap. */
export function headsOf(plan: LadderPlan): [Head, Head] {
  const { connection, measures } = plan;
  const { rails, rail } = measures;
  const all = rails[1] + rail - rails[0] - APART;
  const ends = [connection.client, connection.server] as const;
  const titles = ([0, 1] as const).map((side) => plan.words.end(connection, side));
  const wide = (text: string) => (text === '' ? 0 : plan.measure(text, ADDRESS_SIZE));
  const pair = <T, U>(items: readonly T[], of: (item: T) => U) =>
    [of(items[0]!), of(items[1]!)] as [U, U];

  const titleRooms = shares(
    all,
    pair(titles, ({ name, role }) => titleWidth(plan, name, role)),
  );
  const bare = pair(ends, ({ address, port }) => wide(endpoint(address, port)));
  const endpointRooms = shares(all, bare);
  const names = pair(ends, (end) => plainText(end.names[0] ?? ''));
  const calledRooms = shares(
    all - endpointRooms[0] - endpointRooms[1],
    pair(names, (name) => (name === '' ? 0 : wide(name) + CALLED_GAP)),
  );
  const head = (side: Side): Head => {
    const { address, port, names: given } = ends[side];
    const { name, role } = titles[side]!;
    const shown = fit(plan, address, port, endpointRooms[side]);
    const called = fitName(plan, names[side], calledRooms[side] - CALLED_GAP);
    const whole = endpoint(address, port);
    const everything = shown === whole && called === names[side];
    return {
      name,
      role: titleWidth(plan, name, role) <= titleRooms[side] ? role : '',
      endpoint: shown,
      called,
      whole: everything ? null : [whole, ...given.map(plainText)].join(' '),
    };
  };
  return [head(0), head(1)];
}

/** Divides `room` between two: half for each, or more if the other needs less. */
function shares(room: number, wanted: readonly [number, number]): [number, number] {
  const [one, other] = wanted;
  return [
    Math.min(one, room - Math.min(other, room / 2)),
    Math.min(other, room - Math.min(one, room / 2)),
  ];
}

function titleWidth(plan: LadderPlan, name: string, role: string): number {
  const part = role === '' ? 0 : plan.measure(role, ROLE_SIZE) + ROLE_GAP;
  return plan.measure(name, NAME_SIZE, true) + part;
}

// If there is no room, the middle of the address is replaced, never the port.
function fit(plan: LadderPlan, address: string, port: number, room: number): string {
  const whole = endpoint(address, port);
  for (let limit = whole.length; limit > 12; limit -= 1) {
    const text = shortEndpoint(address, port, limit);
    if (plan.measure(text, ADDRESS_SIZE) <= room) return text;
  }
  return shortEndpoint(address, port, 12);
}

// If there is no room, the middle of the name is replaced; the name is omitted if little would
// remain.
function fitName(plan: LadderPlan, name: string, room: number): string {
  const letters = Array.from(name);
  for (let kept = letters.length; kept >= Math.min(LEAST_OF_NAME, letters.length); kept -= 1) {
    const head = Math.ceil(kept / 2);
    const text =
      kept === letters.length
        ? name
        : `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`;
    if (plan.measure(text, ADDRESS_SIZE) <= room) return text;
  }
  return '';
}

// A small arrow above a lane, 8 px long.
function laneArrow(x: number, y: number, way: 1 | -1, fill: string): SvgNode {
  const tip = x + 4 * way;
  const d = `M${r(tip)} ${y}l${-3.4 * way} -2.6v2h${-4.2 * way}v1.2h${4.2 * way}v2Z`;
  return h('path', { class: fill, d });
}
