// The input for every part of the figure: subject, time span, scales and words.
import type { Side } from '../model/side';
import { estimate, type TextMeasure } from '../svg/text';
import type { CurvesWords } from '../words/curves';
import { Labels } from './labels';
import { measuresOf, type Measures } from './measures';
import { scaleOf, type Scale } from './scale';
import type { Subject } from './subject';

/** Time span on view, in seconds since the capture's first frame. */
export interface Span {
  from: number;
  to: number;
}

export interface CurvesInput {
  subject: Subject;
  words: CurvesWords;
  /** Null for the whole connection. */
  span: Span | null;
  width: number;
  /** Selected row, or null. */
  selected: number | null;
  numbers: 'relative' | 'absolute';
  /** Prefix of every id in the drawing. */
  id: string;
  measure?: TextMeasure;
  /** For an article or a file: without controls. */
  figure?: boolean;
  /** Show the whole edge of the window, however high it is. */
  fullWindow?: boolean;
}

export type Hue = 'c' | 's';

export interface Frame extends CurvesInput {
  measures: Measures;
  measure: TextMeasure;
  peer: Side;
  /** Hues of the data's sender and of its peer. */
  hue: Hue;
  peerHue: Hue;
  text: string;
  peerText: string;
  x: Scale;
  y: Scale;
  sequence: { top: number; bottom: number };
  /** The highest sequence number drawn. */
  highest: number;
  labels: Labels;
  scaleKnown: boolean;
}

/** Headroom above the data, as a factor. */
const ROOM = 1.15;

export function spanOf({ subject, span }: Pick<CurvesInput, 'subject' | 'span'>): Span {
  if (span) return span;
  const { start, end } = subject;
  // A span of zero length still needs a width.
  return end > start ? { from: start, to: end } : { from: start - 5e-4, to: start + 5e-4 };
}

export function frameOf(input: CurvesInput): Frame {
  const { subject, width, figure = false, measure = estimate } = input;
  const { sender, data, window } = subject.direction;
  const measures = measuresOf(width, figure);
  const span = spanOf(input);
  const x = scaleOf(span.from, span.to, measures.axis, measures.right);
  const last = data.upTo(span.to);
  const first = Math.max(0, data.from(span.from) - 1);
  const sent = last >= 0 ? data.high[last]! : 1;
  const edge = input.fullWindow
    ? (subject.windows.of(window.from(span.from), window.upTo(span.to) + 1)?.most ?? 0)
    : 0;
  const highest = Math.max(sent * ROOM, edge * 1.02, 1);
  // Far from the start of the connection, the numbers on view fill the height.
  const lowest = last >= 0 && input.span ? lowestOf(subject, span, first) : 0;
  const top = measures.sequence.top;
  const bottom = top + measures.sequence.height;
  const room = lowest > 0 ? (sent - lowest) * (ROOM - 1) : 0;
  const y = scaleOf(lowest, lowest > 0 && !edge ? sent + Math.max(room, 1) : highest, bottom, top);
  const { client, server } = subject.connection;
  const peer = sender === 0 ? 1 : 0;
  const hue = sender === 0 ? 'c' : 's';
  return {
    ...input,
    measures,
    measure,
    peer,
    hue,
    peerHue: sender === 0 ? 's' : 'c',
    text: sender === 0 ? 'ct' : 'stx',
    peerText: sender === 0 ? 'stx' : 'ct',
    x,
    y,
    sequence: { top, bottom },
    highest: sent,
    labels: new Labels(measure, measures.axis, measures.right),
    // Without the SYNs the shift is unknown; it is also 0 if none was negotiated.
    scaleKnown:
      subject.connection.opening !== 'mid_stream' || client.windowScale + server.windowScale > 0,
  };
}

/** The lowest number sent or acknowledged on view; 0 if the start is near. */
function lowestOf({ direction }: Subject, span: Span, first: number): number {
  const { data, ack, retransmission } = direction;
  let low = data.count > 0 ? data.low[first]! : 0;
  const at = Math.max(0, ack.upTo(span.from));
  if (ack.count > 0) low = Math.min(low, ack.low[at]!);
  const again = retransmission.from(span.from);
  const end = Math.min(retransmission.upTo(span.to) + 1, again + 4096);
  for (let i = again; i < end; i += 1) low = Math.min(low, retransmission.low[i]!);
  const highest = data.high[Math.max(0, data.upTo(span.to))] ?? 0;
  return low < highest * 0.35 ? 0 : Math.max(0, low - (highest - low) * 0.05);
}
