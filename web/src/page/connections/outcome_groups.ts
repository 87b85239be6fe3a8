// Groups of outcomes for the filter, because thirteen outcomes are too many for a quick choice.
// Captures of one direction show only half of how a connection ended, so they form a group of their
// own.
import type { OutcomeName } from '../../model/names';
import type { ConnectionRows } from './connection_rows';

export const outcomeGroups = {
  closed: ['closed_by_client', 'closed_by_server', 'closed_together'],
  reset: ['reset_by_client', 'reset_by_server'],
  refused: ['refused'],
  half_open: ['half_open'],
  no_answer: ['no_answer', 'unreachable'],
  open: ['still_open', 'half_closed_by_client', 'half_closed_by_server'],
  one_direction: [],
  unclear: ['unclear'],
} as const satisfies Record<string, readonly OutcomeName[]>;

export type OutcomeGroup = keyof typeof outcomeGroups;

const groupOf = new Map<OutcomeName, OutcomeGroup>(
  (Object.keys(outcomeGroups) as OutcomeGroup[]).flatMap((group) =>
    outcomeGroups[group].map((outcome) => [outcome, group] as const),
  ),
);

export const groupAt = (rows: ConnectionRows, index: number): OutcomeGroup =>
  rows.table.oneDirection[index] === 1 ? 'one_direction' : groupOf.get(rows.outcome(index))!;
