// Wireshark's analysis flags of one segment, with the numbers that its rules compared, and the
// tracker's view if that differs.
import { analyses, analysisTerms } from '../model/names';
import type { AnalysisName } from '../model/names';
import type { Connection } from '../model/connection';
import { hasAnalysis } from '../model/segment';
import { situationOf } from '../story/situation';
import type { Situation } from '../story/situation';
import { SegmentContext } from '../story/segment_context';
import type { StoryOptions } from '../story/segment_context';
import type { PanelWords } from '../words/panel';
import type { TermNumbers } from '../words/en/wireshark';

type WiresharkWords = PanelWords['wireshark'];

export interface Word {
  name: AnalysisName;
  /** Text as Wireshark prints it; the same in every language. */
  title: string;
  /** The values that the rule compared; empty if unknown. */
  terms: string[];
}

export interface WiresharkStory {
  words: Word[];
  /** The tracker's view, or null if it agrees. */
  difference: string | null;
  /** Bytes in flight, acknowledged segment and timer, as sentences without full stops. */
  fields: string[];
}

const titles: Record<AnalysisName, string> = {
  retransmission: 'TCP Retransmission',
  fast_retransmission: 'TCP Fast Retransmission',
  spurious_retransmission: 'TCP Spurious Retransmission',
  out_of_order: 'TCP Out-Of-Order',
  lost_segment: 'TCP Previous segment not captured',
  ack_lost_segment: 'TCP ACKed unseen segment',
  keep_alive: 'TCP Keep-Alive',
  keep_alive_ack: 'TCP Keep-Alive ACK',
  window_update: 'TCP Window Update',
  window_full: 'TCP Window Full',
  zero_window: 'TCP ZeroWindow',
  zero_window_probe: 'TCP ZeroWindowProbe',
  zero_window_probe_ack: 'TCP ZeroWindowProbeAck',
  duplicate_ack: 'TCP Dup ACK',
  reused_ports: 'TCP Port numbers reused',
};

/** Null if Wireshark prints nothing and the tracker agrees. */
export function wiresharkStory(
  connection: Connection,
  row: number,
  options: StoryOptions & { words: PanelWords },
): WiresharkStory | null {
  const t = new SegmentContext(connection, row, options);
  const words = options.words.wireshark;
  const said = wordsAt(t, words);
  const difference = differenceAt(t, situationOf(t), words);
  const fields = fieldsAt(t, words);
  if (said.length === 0 && difference === null && fields.length === 0) return null;
  return { words: said, difference, fields };
}

const has = (t: SegmentContext, ...names: AnalysisName[]) =>
  names.some((name) => hasAnalysis(t.connection.segments, t.segment.row, name));

function wordsAt(t: SegmentContext, words: WiresharkWords): Word[] {
  const exact = has(t, 'fast_retransmission', 'spurious_retransmission');
  return analyses
    .filter((name) => has(t, name) && !(name === 'retransmission' && exact))
    .map((name) => ({ name, title: titles[name], terms: termsOf(t, name, words) }));
}

function termsOf(t: SegmentContext, name: AnalysisName, words: WiresharkWords): string[] {
  const { reasons } = t.connection.details;
  const id = analyses.indexOf(name);
  const { row } = t.segment;
  for (let i = firstAt(reasons.row, row); reasons.row[i] === row; i += 1) {
    if (reasons.analysis[i] !== id) continue;
    return words.terms[name](numbersOf(t, id, reasons.args.subarray(4 * i, 4 * i + 4), words));
  }
  return [];
}

/**
 * The values of a rule. Sequence numbers are counted by the segment's sender; acknowledgment
 * numbers by the other end.
 */
function numbersOf(
  t: SegmentContext,
  id: number,
  args: Float64Array,
  words: WiresharkWords,
): TermNumbers {
  const names = analysisTerms[id] ?? [];
  const raw = (arg: string) => args[names.indexOf(arg)] ?? 0;
  const acked = names.includes('ack');
  return {
    raw,
    n: (arg) => (acked ? t.other(raw(arg)) : t.own(raw(arg))),
    row: (arg) => {
      const row = rowOfFrame(t.connection, raw(arg));
      return row === null ? words.elsewhere : `#${row + 1}`;
    },
  };
}

/** Row of a frame; null if the frame is not part of the connection. Frames ascend. */
export function rowOfFrame({ segments }: Connection, frame: number): number | null {
  const row = firstAt(segments.frame, frame);
  return segments.frame[row] === frame ? row : null;
}

/** Index of the first number that is not below `value`; numbers ascend. */
function firstAt(numbers: Uint32Array, value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const probing: ReadonlySet<Situation> = new Set(['keep_alive_answer', 'window_probe_answer']);

function differenceAt(
  t: SegmentContext,
  situation: Situation,
  words: WiresharkWords,
): string | null {
  const other = otherwise(t, situation, words);
  if (other !== null) return words.differs(other);
  const repeated = has(t, 'retransmission', 'out_of_order');
  if (has(t, 'keep_alive') || (repeated && t.said('fills_gap'))) return null;
  const original = t.rowSaid('retransmits', 'original_row');
  if (original !== null && !repeated) return words.unnamed({ row: original });
  const named = has(t, 'duplicate_ack', 'zero_window_probe');
  return t.said('keep_alive_probe') && !named ? words.unnamedProbe : null;
}

/** The tracker's view, if it differs from Wireshark's. */
function otherwise(t: SegmentContext, situation: Situation, words: WiresharkWords): string | null {
  const repeated = has(t, 'retransmission', 'out_of_order');
  const twin = t.twin();
  if (twin !== null && (repeated || has(t, 'duplicate_ack'))) {
    return words.copy({ row: twin, after: t.since(twin) });
  }
  if (repeated && situation === 'syn_ack_crossing') return words.crossing;
  if (has(t, 'keep_alive')) {
    if (situation === 'window_probe') return words.windowProbe;
    return t.isProbe(t.segment.row) ? null : words.plainAck;
  }
  if (repeated && t.said('fills_gap')) return has(t, 'out_of_order') ? null : words.gap;
  const original = t.rowSaid('retransmits', 'original_row');
  if (original !== null && has(t, 'out_of_order')) return words.original({ row: original });
  if (!has(t, 'duplicate_ack')) return null;
  if (situation === 'challenge_ack') return words.challenge;
  return probing.has(situation) ? words.probeAnswer : null;
}

function fieldsAt(t: SegmentContext, words: WiresharkWords): string[] {
  const { fields } = t.connection.details;
  const { row } = t.segment;
  const acked = rowOfFrame(t.connection, fields.acksFrame[row] ?? 0);
  const timed = rowOfFrame(t.connection, fields.rtoFrame[row] ?? 0);
  const rtt = fields.ackRtt[row] ?? 0;
  const lines = [
    (fields.bytesInFlight[row] ?? 0) > 0 && words.inFlight({ bytes: fields.bytesInFlight[row]! }),
    acked !== null && rtt > 0 && words.acks({ row: acked, rtt }),
    timed !== null && words.timer({ row: timed, rto: fields.rto[row]! }),
    row === t.marks.third && fields.initialRtt > 0 && words.initialRtt({ rtt: fields.initialRtt }),
  ];
  return lines.filter((line): line is string => typeof line === 'string');
}
