// The states of both ends down the page: when they change, and where their names are.
import { certainties, states } from '../model/names';
import type { Certainty, StateName } from '../model/names';
import { ACK, RST, SYN, stateBefore } from '../model/segment';
import type { EndState, Side } from '../model/segment';
import type { LadderPlan } from './plan';
import { isTimeWait } from './plan';
import { crossesNext } from '../model/segment';

/** A state of an end, from `y` to the next change. */
export interface StateChange {
  y: number;
  /** Row that causes it, or -1 for the state before the first segment. */
  row: number;
  state: StateName;
  certainty: Certainty;
  /** Caused by a reset: the rail has a bar here. */
  reset: boolean;
}

/** A state's name beside a rail. */
export interface StateLabel {
  /** y of the change it names. */
  y: number;
  /** y of the name: below `y` if another name is too close above. */
  at: number;
  state: StateName;
  certainty: Certainty;
}

/** Names closer than this do not fit. */
const LEAST_NAME_DISTANCE = 14;

/** Changes of one end, in order; the first one is the state before the capture. */
export function changesOf(plan: LadderPlan, side: Side): StateChange[] {
  const { connection, rows } = plan;
  if (rows.count === 0) return [];
  const column = side === 0 ? connection.segments.clientState : connection.segments.serverState;
  const before = stateBefore(connection, 0, side);
  const changes: StateChange[] = [{ y: plan.measures.top, row: -1, ...before, reset: false }];
  let packed = states.indexOf(before.state) | (certainties.indexOf(before.certainty) << 4);
  for (let row = 0; row < rows.count; row += 1) {
    const crossed = row > 0 && rows.sender(row) === side && crossesNext(connection, row - 1);
    if (column[row] === packed && !crossed) continue;
    packed = column[row]!;
    const state = states[packed & 0xf] ?? 'UNKNOWN';
    const certainty = certainties[(packed >> 4) & 3] ?? 'unknown';
    const y = rows.sender(row) === side ? plan.tail(row) : plan.head(row);
    const closes = state === 'CLOSED' && changes.at(-1)?.state !== 'CLOSED';
    const reset = closes && (rows.flags(row) & RST) !== 0;
    if (crossed) {
      changes.push(...crossing(plan, changes, row, { y, row, state, certainty, reset }));
    } else {
      changes.push({ y, row, state, certainty, reset });
    }
  }
  return changes;
}

// The end sent its own SYN or FIN (`change.row`) before the other's, captured one row earlier,
// arrived. The prediction of that row is dropped: the end was first in the state after its own
// segment, and in the state after both only when the other's arrived.
function crossing(
  plan: LadderPlan,
  changes: StateChange[],
  row: number,
  change: StateChange,
): StateChange[] {
  if (changes.at(-1)?.row === row - 1) changes.pop();
  const [sent, arrived] = crossedStates(plan.rows.flags(row), change);
  return [
    { ...change, ...sent },
    { ...change, ...arrived, y: plan.head(row - 1) },
  ];
}

/**
 * The two states of the sender of a segment with these flags that crossed the other end's: the one
 * after its own SYN or FIN, and the one after both. `after` is the state in the columns after the
 * segment; they may leave the arrival to a later row.
 */
export function crossedStates(flags: number, after: EndState): [EndState, EndState] {
  const [alone, both]: [StateName, StateName] = !(flags & SYN)
    ? ['FIN-WAIT-1', 'CLOSING']
    : flags & ACK
      ? ['SYN-RECEIVED', 'ESTABLISHED']
      : ['SYN-SENT', 'SYN-RECEIVED'];
  const arrived: EndState = after.state === alone ? { state: both, certainty: 'expected' } : after;
  return [{ state: alone, certainty: 'sure' }, arrived];
}

/** Names where the state, not only its certainty, changes. */
export function labelsOf(plan: LadderPlan, changes: StateChange[]): StateLabel[] {
  const labels: StateLabel[] = [];
  let previous: StateName | null = null;
  let last = -Infinity;
  for (const { y, state, certainty, row } of changes) {
    const same = state === previous;
    previous = state;
    if (same || (state === 'UNKNOWN' && row < 0)) continue;
    const at = Math.max(nameHeight(plan, row, y), last + LEAST_NAME_DISTANCE);
    labels.push({ y, at, state, certainty });
    last = at;
  }
  if (changes.length > 0 && changes.at(-1)!.state === 'TIME-WAIT') {
    labels.push({ y: plan.end, at: plan.end, state: 'CLOSED', certainty: 'assumed' });
  }
  return labels;
}

// Names inside the rails keep clear of crossing arrows, which are steep and meet.
function nameHeight(plan: LadderPlan, row: number, y: number): number {
  const { connection } = plan;
  if (plan.measures.names !== null || row < 0 || y !== plan.tail(row)) return y;
  if (crossesNext(connection, row)) return y + 9;
  return row > 0 && crossesNext(connection, row - 1) ? plan.head(row - 1) : y;
}

/** Whether this end waits at the end of the drawing. */
export function waitsAtEnd(plan: LadderPlan, side: Side): boolean {
  const { segments } = plan.connection;
  const column = side === 0 ? segments.clientState : segments.serverState;
  return (
    plan.options.twoMsl !== 'off' && segments.count > 0 && isTimeWait(column[segments.count - 1]!)
  );
}
