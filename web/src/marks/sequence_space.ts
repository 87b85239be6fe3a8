// The part of a direction's sequence space that concerns one segment, in relative numbers.
import type { Rows } from '../model/rows';
import { ACK, FIN, SYN } from '../model/segment';
import type { Side } from '../model/segment';

/** Numbers from … to; `to` is excluded. */
export interface Part {
  kind: 'syn' | 'bytes' | 'fin';
  from: number;
  to: number;
  /** Taken by this segment, or acknowledged by it for the first time. */
  now: boolean;
  /** Sent but not acknowledged. */
  open: boolean;
  /** Not to scale. */
  cut: boolean;
}

export interface Space {
  /** The side whose numbers these are. */
  side: Side;
  /** Whether the segment takes or acknowledges the numbers. */
  kind: 'takes' | 'acks';
  /** In order and contiguous. */
  parts: Part[];
  /** The number after those taken, or the acknowledgment number. */
  next: number;
}

/** A part with this many times the bytes of its neighbour is drawn as cut. */
const CUT = 8;

/** The numbers of `side` as the segment in `row` takes them (its sender) or acknowledges them. */
export function spaceOf(rows: Rows, row: number, side: Side, kind: 'takes' | 'acks'): Space {
  const history = historyOf(rows, row, side);
  return kind === 'takes'
    ? takenBy(rows, row, side, history)
    : confirmedBy(rows, row, side, history);
}

interface History {
  /** First known number of this side: its SYN, or the first captured byte. */
  first: number;
  syn: boolean;
  /** Sequence number of its FIN, or null. */
  fin: number | null;
  /** One past the highest number sent before `row`. */
  sent: number;
  /** Highest acknowledgment before `row`, or null. */
  confirmed: number | null;
}

function historyOf(rows: Rows, row: number, side: Side): History {
  let first = Infinity;
  let syn = false;
  let fin: number | null = null;
  let sent = -Infinity;
  let confirmed: number | null = null;
  for (let at = 0; at < row; at += 1) {
    const flags = rows.flags(at);
    if (rows.sender(at) !== side) {
      if (flags & ACK) confirmed = Math.max(confirmed ?? -Infinity, rows.ack[at]!);
      continue;
    }
    const taken = takes(rows, at);
    if (taken === 0) continue;
    const seq = rows.seq[at]!;
    first = Math.min(first, seq);
    sent = Math.max(sent, seq + taken);
    if (flags & SYN) syn = true;
    if (flags & FIN) fin = seq + taken - 1;
  }
  return { first, syn, fin, sent, confirmed };
}

function takes(rows: Rows, row: number): number {
  const flags = rows.flags(row);
  return (rows.length(row) ?? 0) + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0);
}

function takenBy(rows: Rows, row: number, side: Side, history: History): Space {
  const seq = rows.seq[row]!;
  const flags = rows.flags(row);
  const end = seq + takes(rows, row);
  const parts: Part[] = [];
  const first = Math.min(history.first, seq);
  add(parts, first, Math.min(seq, Math.max(history.sent, first)), history, false);
  if (seq > history.sent && history.sent > -Infinity && parts.length > 0) {
    // Bytes between the two that were not captured.
    parts.push({ kind: 'bytes', from: history.sent, to: seq, now: false, open: true, cut: true });
  }
  let at = seq;
  if (flags & SYN) {
    parts.push(ghost('syn', at, true));
    at += 1;
  }
  const data = rows.length(row) ?? 0;
  if (data > 0)
    parts.push({ kind: 'bytes', from: at, to: at + data, now: true, open: false, cut: false });
  if (flags & FIN) parts.push(ghost('fin', end - 1, true));
  if (history.sent > end) add(parts, end, history.sent, history, false);
  return { side, kind: 'takes', parts: marked(parts), next: end };
}

function confirmedBy(rows: Rows, row: number, side: Side, history: History): Space {
  const ack = rows.ack[row]!;
  const parts: Part[] = [];
  const first = Math.min(history.first, ack);
  const before = Math.min(ack, Math.max(first, history.confirmed ?? first));
  add(parts, first, before, history, false);
  add(parts, before, ack, history, true);
  if (history.sent > ack) {
    const from = parts.length;
    add(parts, ack, history.sent, history, false);
    for (const part of parts.slice(from)) part.open = true;
  }
  return { side, kind: 'acks', parts: marked(parts), next: ack };
}

// The numbers from … to as SYN, bytes and FIN.
function add(parts: Part[], from: number, to: number, history: History, now: boolean): void {
  let at = from;
  if (to <= at) return;
  if (history.syn && at === history.first) {
    parts.push(ghost('syn', at, now));
    at += 1;
  }
  const fin = history.fin !== null && history.fin >= at && history.fin < to ? history.fin : null;
  const end = fin ?? to;
  if (end > at) parts.push({ kind: 'bytes', from: at, to: end, now, open: false, cut: false });
  if (fin !== null) parts.push(ghost('fin', fin, now));
}

function ghost(kind: 'syn' | 'fin', at: number, now: boolean): Part {
  return { kind, from: at, to: at + 1, now, open: false, cut: false };
}

function marked(parts: Part[]): Part[] {
  const bytes = parts.filter((p) => p.kind === 'bytes');
  const least = Math.min(...bytes.map((p) => p.to - p.from));
  for (const part of bytes) if (part.to - part.from > CUT * least) part.cut = true;
  return parts;
}
