// The row to which a key moves the selection.
import type { LadderPlan } from './plan';

/** Target row from `row`, between the rows first and last; null for other keys. */
export function keyTarget(
  plan: LadderPlan,
  key: string,
  row: number,
  [first, last]: readonly [first: number, last: number],
): number | null {
  const within = (target: number) => Math.max(first, Math.min(last, target));
  switch (key) {
    case 'ArrowDown':
      return within(row + 1);
    case 'ArrowUp':
      return within(row - 1);
    case 'ArrowRight':
      return within(sameSender(plan, row, 1));
    case 'ArrowLeft':
      return within(sameSender(plan, row, -1));
    case 'Home':
      return first;
    case 'End':
      return last;
    default:
      return null;
  }
}

function sameSender(plan: LadderPlan, row: number, step: 1 | -1): number {
  const side = plan.rows.sender(row);
  for (let at = row + step; at >= 0 && at < plan.rows.count; at += step) {
    if (plan.rows.sender(at) === side) return at;
  }
  return row;
}
