// The rows of the drawing as a table: the same data in the same order, for screen readers and for
// copying.
import { digits } from '../base/format';
import { clockForm, clockText } from '../base/moment';
import { errorsAfter } from '../model/icmp';
import type { EndState } from '../model/segment';
import { MOST_ERRORS } from './plan';
import type { LadderPlan } from './plan';
import { factsOf } from './row_data';
import type { LadderWords } from './words';

/** Column headers. */
export function tableHead({ columns }: LadderWords): string[] {
  const { number, time, direction, flags, seq, ack, length, window, client, server, note } =
    columns;
  return [number, time, direction, flags, seq, ack, length, window, client, server, note];
}

/** Cells of one row, in the order of the headers. */
export function tableRow(plan: LadderPlan, row: number): string[] {
  const { words } = plan;
  const facts = factsOf(plan, row);
  const note = facts.note ? words.note(facts.note) : {};
  const margin = note.margin ? [note.margin.name, note.margin.text].filter(Boolean).join(', ') : '';
  return [
    String(facts.number),
    clockText(facts.time, clockForm(plan.connection.duration)),
    words.direction(facts.from),
    facts.flags.join(' '),
    digits(facts.seq),
    facts.ack === null ? '' : digits(facts.ack),
    facts.length === null ? '' : String(facts.length),
    facts.window === null ? '?' : String(facts.window),
    stateText(words, facts.states[0]),
    stateText(words, facts.states[1]),
    [note.label, margin, ...errorTexts(plan, row)].filter(Boolean).join('; '),
  ];
}

// ICMP errors after a row, as many as fit into a cell.
function errorTexts({ connection, words }: LadderPlan, row: number): string[] {
  const { from, to } = errorsAfter(connection, row);
  const shown = connection.icmp.slice(from, Math.min(to, from + MOST_ERRORS));
  const rest = to - from - shown.length;
  return [
    ...shown.map((error) => words.icmp(error, connection).row),
    ...(rest > 0 ? [words.moreIcmp(rest)] : []),
  ];
}

function stateText(words: LadderWords, { state, certainty }: EndState): string {
  return certainty === 'sure' ? state : `${state} (${words.certainty(certainty)})`;
}
