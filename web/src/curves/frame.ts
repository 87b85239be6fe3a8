// What every part of the figure needs to know: the subject, the range on view, scales and words.
import type { Side } from '../model/side';
import { estimate, type TextMeasure } from '../svg/text';
import type { CurvesWords } from '../words/curves';
import { Labels } from './labels';
import { measuresOf, type Measures } from './measures';
import { scaleOf, type Scale } from './scale';
import type { Subject } from './subject';

/** Times on view, seconds since the capture's first frame. */
export interface Span {
  from: number;
  to: number;
}

export interface CurvesInput {
  subject: Subject;
  words: CurvesWords;
  /** Null for all of the connection. */
  span: Span | null;
  width: number;
  /** Chosen row, or null. */
  selected: number | null;
  numbers: 'relative' | 'absolute';
  /** Begins every id of the drawing. */
  id: string;
  measure?: TextMeasure;
  /** In an article or a file: without what is only for steering. */
  figure?: boolean;
  /** The whole window's edge, however far up it lies. */
  fullWindow?: boolean;
}

export type Hue = 'c' | 's';

export interface Frame extends CurvesInput {
  measures: Measures;
  measure: TextMeasure;
  peer: Side;
  /** Of the sender of the data, and of its peer. */
  hue: Hue;
  peerHue: Hue;
  text: string;
  peerText: string;
  x: Scale;
  y: Scale;
  sequence: { top: number; bottom: number };
  /** The highest number drawn. */
  highest: number;
  labels: Labels;
  scaleKnown: boolean;
}

/** Headroom over what was sent. */
const ROOM = 1.15;

export function spanOf({ subject, span }: Pick<CurvesInput, 'subject' | 'span'>): Span {
  if (span) return span;
  const { start, end } = subject;
  // A single moment still has a width.
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
  // Far from the beginning, the range on view fills the height too.
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
    // Without the SYNs the shift is not known; a connection that agreed on none has 0 too.
    scaleKnown:
      subject.connection.opening !== 'mid_stream' || client.windowScale + server.windowScale > 0,
  };
}

/** The lowest number that is sent or acknowledged on view; 0 where the beginning is near. */
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
