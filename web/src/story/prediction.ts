// Questions about a segment: the state of each end after it; and whether an answer is right, with
// the tracker's reason for this segment.
import type { StateName } from '../model/names';
import { crossesNext } from '../model/segment';
import type { Connection } from '../model/connection';
import { FIN, RST, SYN, segmentAt, stateAfter, stateBefore } from '../model/segment';
import type { Side } from '../model/segment';
import { storyOf } from './story';
import type { SegmentStory, StateMove } from './story';
import type { PanelWords } from '../words/panel';
import type { StoryOptions } from './segment_context';

export type AskedState = Exclude<StateName, 'UNKNOWN'>;

export interface PredictionOptions extends StoryOptions {
  words: PanelWords;
}

export interface Question {
  row: number;
  side: Side;
  /** Null if the capture does not show it. */
  before: AskedState | null;
  answer: AskedState;
}

/** An answer, judged. */
export interface Judged {
  side: Side;
  /** Null if the reader asked for the solution. */
  chosen: AskedState | null;
  answer: AskedState;
  right: boolean;
  /** The end changes its state. */
  changed: boolean;
  /** One or two sentences. */
  reasons: string[];
  /** RFC and section of those reasons. */
  clauses: string[];
}

/** The section of RFC 9293 with the states and their transitions. */
const stateMachine = 'RFC 9293 3.3.2';

/** Sender first; an end whose state is unknown is not asked about. */
export function questionsOf(connection: Connection, row: number): Question[] {
  const { from, to } = segmentAt(connection.segments, row);
  return [from, to].flatMap((side) => {
    const answer = stateAfter(connection.segments, row, side);
    if (answer.state === 'UNKNOWN') return [];
    const before = stateBefore(connection, row, side).state;
    return [{ row, side, before: before === 'UNKNOWN' ? null : before, answer: answer.state }];
  });
}

/** Judges an answer; null reveals the right one. */
export function judge(
  connection: Connection,
  { row, side, before, answer }: Question,
  chosen: AskedState | null,
  options: PredictionOptions,
): Judged {
  const story = storyOf(connection, row, options);
  const move = story.states.find((m) => m.side === side)!;
  const said = { side, chosen, changed: move.changed };
  // The other end's SYN or FIN was in flight: at that time, either state is right for the receiver.
  const open = side !== story.from && crossesNext(connection, row);
  if (open && chosen === before && chosen !== null) {
    const reasons = [options.words.predict.crosses({ row: row + 1 })];
    return {
      ...said,
      answer: chosen,
      right: true,
      changed: false,
      reasons,
      clauses: [stateMachine],
    };
  }
  const why =
    move.changed || move.reasons.length > 0
      ? { reasons: move.reasons, clauses: move.clauses }
      : unchanged(connection, story, move, options);
  const clauses = why.clauses.length > 0 ? why.clauses : [stateMachine];
  return { ...said, answer, right: chosen === answer, ...why, clauses };
}

function unchanged(
  connection: Connection,
  story: SegmentStory,
  { side, before, after }: StateMove,
  { words }: PredictionOptions,
): { reasons: string[]; clauses: string[] } {
  const { unchanged: say } = words.predict;
  const { flags, length } = segmentAt(connection.segments, story.row);
  const clauses = [stateMachine];
  const reason = (text: string) => ({ reasons: [text], clauses });
  const moves = (flags & (SYN | FIN | RST)) !== 0;
  if (side === story.from) {
    if (before.certainty !== 'sure' && after.certainty === 'sure') {
      return reason(say.proved({ state: after.state }));
    }
    if (moves) return reason(story.situation.endsWith('_again') ? say.repeated() : say.other());
    return reason(length > 0 ? say.sendsData() : say.sendsAck());
  }
  // A failed check explains best why nothing changes.
  const failed = story.checks.find((check) => !check.passed);
  if (failed) return { reasons: [failed.text], clauses: [failed.clause] };
  if (moves) return reason(say.other());
  return reason(length > 0 ? say.receivesData() : say.receivesAck());
}
