// The steps of a connection for all textual exports: the same entries as in the drawing, with long
// runs of data folded, and the text on each arrow.
import type { Certainty } from '../model/names';
import { digits } from '../base/format';
import { numbersOf } from '../ladder/labels';
import { LadderPlan } from '../ladder/plan';
import { crossesNext } from '../model/segment';
import type { Entry, PlanInput } from '../ladder/plan';
import type { LadderOptions } from '../ladder/options';
import { runsAcross } from '../ladder/render/excerpt';
import type { RowNote } from '../model/rows';
import { crossedStates } from '../ladder/state_changes';
import type { Connection } from '../model/connection';
import { ladderWords } from '../story/ladder_words';
import { tapTexts } from '../story/taps';
import { SYN, flagNames, senderAt, stateAfter, stateBefore, windowAt } from '../model/segment';
import type { EndState, Side } from '../model/segment';
import { isLostTo, passageAt } from '../model/taps';
import { rowsWanted } from '../model/parts';
import type { ExportOptions } from './options';
import type { RowRange } from '../model/parts';
import type { ExportWords } from '../words/export';

/** A plan of the whole connection, and the range of entries to export. */
export interface Selection extends RowRange {
  plan: LadderPlan;
  entries: Entry[];
}

/** `width` in px only matters for drawings. Throws a NoSuchPart. */
export function selectionOf(
  connection: Connection,
  options: ExportOptions,
  width = 880,
): Selection {
  const range = rowsWanted(connection, options.part);
  const plan = planOf(connection, options, width, range);
  const entries: Entry[] = [];
  for (let i = plan.entryOf(range.first); i <= plan.entryOf(range.last); i += 1) {
    entries.push(plan.entry(i));
  }
  return { ...range, plan, entries };
}

// A run that extends beyond the part is shown segment by segment: folded, it would include segments
// that were not requested.
function planOf(
  connection: Connection,
  { words, numbers, moments = 'captured' }: ExportOptions,
  width: number,
  { first, last }: RowRange,
): LadderPlan {
  const chosen: Partial<LadderOptions> = { numbers, moments };
  // Text omitted from a file cannot be expanded, so there is no "more".
  const own = { ...wordsOf(words), more: '' };
  const input: PlanInput = { connection, words: own, width, options: chosen };
  const plan = new LadderPlan(input);
  const cut = runsAcross(plan, first, last);
  if (cut.length === 0) return plan;
  const openRuns = new Set(cut.map((run) => run.first));
  return new LadderPlan({ ...input, options: { ...chosen, openRuns } });
}

/** Words of the drawing, with those of two taps if there are any. */
const wordsOf = (words: ExportWords) =>
  ladderWords(words, words.taps ? tapTexts(words.taps) : undefined);

/** A part of a label. The part with the highest `spare` is dropped first; 0 is never dropped. */
export interface LabelPart {
  spare: number;
  text: string;
  /** Whether this part is the note on the row. */
  note?: true;
}

/** The text on the arrow of a row: flags, numbers, window and MSS of an opening, notes. */
export function labelParts(plan: LadderPlan, row: number): LabelPart[] {
  const { rows, connection } = plan;
  const flags = rows.flags(row);
  const { seq, ack } = numbersOf(plan, row);
  const parts: LabelPart[] = [
    { spare: 0, text: flagNames(flags).join(' ') || '–' },
    { spare: 0, text: `seq ${digits(seq)}` },
  ];
  if (ack !== null) parts.push({ spare: 0, text: `ack ${digits(ack)}` });
  const length = rows.length(row);
  if (length !== 0) parts.push({ spare: 0, text: `len ${length ?? '?'}` });
  const opens = (flags & SYN) !== 0;
  // If a window closes or opens again, that is the purpose of the segment.
  const turns = rows.windowTurns[row] === 1;
  if (opens || turns) {
    const window = windowAt(connection.segments, row);
    const text = `win ${window === null ? '?' : digits(window)}`;
    parts.push({ spare: turns ? 0 : 2, text });
  }
  const { mss } = rows.sender(row) === 0 ? connection.client : connection.server;
  if (opens && mss > 0) parts.push({ spare: 3, text: `mss ${digits(mss)}` });
  const { passages } = connection;
  const delay = passages && passageAt(passages.table, row).delay;
  if (delay != null && plan.words.taps)
    parts.push({ spare: 1, text: plan.words.taps.delay(delay) });
  const label = noteOf(plan, row)?.label;
  if (label) parts.push({ spare: 1, text: label, note: true });
  return parts;
}

/** The text of the note on a row, or null. */
export function noteOf(
  plan: LadderPlan,
  row: number,
): { label?: string; margin?: { name: string; text: string } } | null {
  const note: RowNote | null = plan.rows.note(row);
  return note ? plan.words.note(note) : null;
}

/** The ICMP errors after an entry in words, and the number of others. */
export function errorTexts(plan: LadderPlan, entry: Entry): string[] {
  const placed = plan.errors(entry);
  const more = placed.at(-1)?.more ?? 0;
  return [
    ...placed.map(({ error }) => plan.words.icmp(error, plan.connection).row),
    ...(more > 0 ? [plan.words.moreIcmp(more)] : []),
  ];
}

/** "Retransmission, 1.000 s after #1"; null if the margin next to the row is empty. */
export function marginText(plan: LadderPlan, row: number, words: ExportWords): string | null {
  const margin = noteOf(plan, row)?.margin;
  return margin ? words.punctuation.list([margin.name, margin.text].filter(Boolean)) : null;
}

/** "Lost between the taps: a.pcap has it, …"; null if both taps saw it, or with one capture. */
export function fateRemark(plan: LadderPlan, row: number, words: ExportWords): string | null {
  const fate = plan.words.taps?.fate(plan.connection, row);
  if (!fate) return null;
  return fate.text === '' ? fate.name : fate.name + words.punctuation.colon + fate.text;
}

/** Whether the segment never reached its receiver. */
export function isLost({ rows, connection }: LadderPlan, row: number): boolean {
  const { passages, timing } = connection;
  if (!passages) return rows.isLost(row) || (timing ? isLostTo(timing, row) : false);
  const { fate } = passageAt(passages.table, row);
  return fate === 'lost_between' || fate === 'lost_behind';
}

/** "(assumed)" and the like as a single character after the name of a state. */
export const certaintySigns: Record<Certainty, string> = {
  sure: '',
  expected: '?',
  assumed: '~',
  unknown: '',
};

export const stateText = ({ state, certainty }: EndState): string =>
  state + certaintySigns[certainty];

/** New states of an end in order, usually one or none. */
export type Changes = readonly EndState[];

/**
 * New states of both ends in `row`, or a new certainty. The predicted change of a receiver is
 * omitted if its next segment was sent before this one arrived. That segment then has two changes:
 * the state after it alone, and the state after both.
 */
export function changesAt(connection: Connection, row: number): [Changes, Changes] {
  const { segments } = connection;
  const of = (side: Side): Changes => {
    const after = stateAfter(segments, row, side);
    const sends = senderAt(segments, row) === side;
    if (sends) {
      const crossed = crossedAt(connection, row);
      if (crossed) return crossed;
    } else if (crossesNext(connection, row)) return [];
    const told = row > 0 && senderAt(segments, row - 1) === side && crossedAt(connection, row - 1);
    const before = told ? told[1] : stateBefore(connection, row, side);
    const same = before.state === after.state && before.certainty === after.certainty;
    return same ? [] : [after];
  };
  return [of(0), of(1)];
}

// The states that the sender passes through with a segment that crossed the previous one.
function crossedAt(connection: Connection, row: number): [EndState, EndState] | null {
  if (row === 0 || !crossesNext(connection, row - 1)) return null;
  const { segments } = connection;
  const after = stateAfter(segments, row, senderAt(segments, row));
  return crossedStates(segments.flags[row]!, after);
}
