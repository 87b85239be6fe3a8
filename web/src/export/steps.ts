// The steps of a connection as every textual export tells them: the same entries as the drawing
// has, with long runs of data folded, and what stands on each arrow.
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

/** A plan of the whole connection and the entries of it that were asked for. */
export interface Selection extends RowRange {
  plan: LadderPlan;
  entries: Entry[];
}

/** `width` in px matters to drawings only. Throws a NoSuchPart. */
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

// A run that reaches over the edge of the part is shown segment by segment: folded, it would bring
// in what was not asked for.
function planOf(
  connection: Connection,
  { words, numbers, moments = 'captured' }: ExportOptions,
  width: number,
  { first, last }: RowRange,
): LadderPlan {
  const chosen: Partial<LadderOptions> = { numbers, moments };
  // Nothing opens what a file leaves out, so it promises no more of it.
  const own = { ...wordsOf(words), more: '' };
  const input: PlanInput = { connection, words: own, width, options: chosen };
  const plan = new LadderPlan(input);
  const cut = runsAcross(plan, first, last);
  if (cut.length === 0) return plan;
  const openRuns = new Set(cut.map((run) => run.first));
  return new LadderPlan({ ...input, options: { ...chosen, openRuns } });
}

/** Of the drawing, with those of two taps where there are any. */
const wordsOf = (words: ExportWords) =>
  ladderWords(words, words.taps ? tapTexts(words.taps) : undefined);

/** A piece of a label; the one with the highest `spare` is left out first, 0 never. */
export interface LabelPart {
  spare: number;
  text: string;
  /** The note on the row. */
  note?: true;
}

/** What stands on the arrow of a row: flags, numbers, window and MSS of an opening, remarks. */
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
  // A window that closes or opens again is what its segment is about.
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

/** The words of the note on a row, or null. */
export function noteOf(
  plan: LadderPlan,
  row: number,
): { label?: string; margin?: { name: string; text: string } } | null {
  const note: RowNote | null = plan.rows.note(row);
  return note ? plan.words.note(note) : null;
}

/** The ICMP errors behind an entry in words, and how many more there were. */
export function errorTexts(plan: LadderPlan, entry: Entry): string[] {
  const placed = plan.errors(entry);
  const more = placed.at(-1)?.more ?? 0;
  return [
    ...placed.map(({ error }) => plan.words.icmp(error, plan.connection).row),
    ...(more > 0 ? [plan.words.moreIcmp(more)] : []),
  ];
}

/** "Retransmission, 1.000 s after #1"; null where nothing stands beside the row. */
export function marginText(plan: LadderPlan, row: number, words: ExportWords): string | null {
  const margin = noteOf(plan, row)?.margin;
  return margin ? words.punctuation.list([margin.name, margin.text].filter(Boolean)) : null;
}

/** "Lost between the taps: a.pcap has it, …"; null where both taps saw it, or there is one. */
export function fateRemark(plan: LadderPlan, row: number, words: ExportWords): string | null {
  const fate = plan.words.taps?.fate(plan.connection, row);
  if (!fate) return null;
  return fate.text === '' ? fate.name : fate.name + words.punctuation.colon + fate.text;
}

/** It never reached its receiver. */
export function isLost({ rows, connection }: LadderPlan, row: number): boolean {
  const { passages, timing } = connection;
  if (!passages) return rows.isLost(row) || (timing ? isLostTo(timing, row) : false);
  const { fate } = passageAt(passages.table, row);
  return fate === 'lost_between' || fate === 'lost_behind';
}

/** "(assumed)" and the like as one sign behind the name of a state. */
export const certaintySigns: Record<Certainty, string> = {
  sure: '',
  expected: '?',
  assumed: '~',
  unknown: '',
};

export const stateText = ({ state, certainty }: EndState): string =>
  state + certaintySigns[certainty];

/** New states of an end in order, mostly one or none. */
export type Changes = readonly EndState[];

/**
 * The new states of both ends where `row` changes them, or how sure they are. What a segment
 * promises of its receiver is dropped where the receiver's next segment had left before; that one
 * then brings two: where it leads by itself, and where both lead.
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

// The states that its sender passes with a segment which crossed the one before.
function crossedAt(connection: Connection, row: number): [EndState, EndState] | null {
  if (row === 0 || !crossesNext(connection, row - 1)) return null;
  const { segments } = connection;
  const after = stateAfter(segments, row, senderAt(segments, row));
  return crossedStates(segments.flags[row]!, after);
}
