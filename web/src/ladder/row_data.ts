// The data of one row of the drawing, for a sentence or a table.
import { flagNames, stateAfter, stateBefore, windowAt } from '../model/segment';
import type { Side } from '../model/segment';
import { numbersOf } from './labels';
import type { LadderPlan } from './plan';
import type { RowFacts } from './words';

/** Data of a row, with numbers as the reader chose; hidden states count as unchanged. */
export function factsOf(plan: LadderPlan, row: number): RowFacts {
  const { rows, connection } = plan;
  const { segments } = connection;
  const { predictAfter } = plan.options;
  const hidden = predictAfter !== null && row > predictAfter;
  const state = (side: Side): RowFacts['states'][number] => {
    const before = stateBefore(connection, hidden ? predictAfter + 1 : row, side);
    if (hidden) return { ...before, changed: false };
    const after = stateAfter(segments, row, side);
    return { ...after, changed: before.state !== after.state };
  };
  return {
    number: row + 1,
    from: rows.sender(row),
    flags: flagNames(rows.flags(row)),
    ...numbersOf(plan, row),
    length: rows.length(row),
    window: windowAt(segments, row),
    time: segments.time[row]! - segments.time[0]!,
    since: row === 0 ? null : segments.time[row]! - segments.time[row - 1]!,
    note: rows.note(row),
    states: [state(0), state(1)],
  };
}
