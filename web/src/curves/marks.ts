// Marks of segments beyond their numbers, drawn at any scale.
import { NO_ROW } from '../../generated/values';
import type { Connection } from '../model/connection';
import { probes as probeNames } from '../model/names';
import { FIN, RST, SYN, senderAt } from '../model/segment';
import type { Rows } from '../model/rows';
import type { Direction } from './points';

export interface Mark {
  row: number;
  time: number;
  seq: number;
}

/** Each list is in row order. */
export interface Marks {
  syn: Mark[];
  fin: Mark[];
  rst: Mark[];
  /** Keep-alives and zero window probes. */
  probes: Mark[];
  /** Rows of lost data segments, according to duplicate acknowledgments, ascending. */
  lost: Mark[];
  /** Time spans with a zero window of the peer, and the sequence number of its edge. */
  closed: { from: number; to: number; seq: number }[];
}

export function marksOf(connection: Connection, rows: Rows, direction: Direction): Marks {
  const { sender } = direction;
  const { segments } = connection;
  const marks: Marks = { syn: [], fin: [], rst: [], probes: [], lost: [], closed: [] };
  const shift = shiftOf(rows, direction);
  const { count, flags: allFlags, lostTo } = segments;
  const probes = connection.exchange.probe;
  const noProbe = probeNames.indexOf('none');
  for (let row = 0; row < count; row += 1) {
    const flags = allFlags[row]!;
    const lost = lostTo[row] !== NO_ROW;
    const probe = (probes[row] ?? noProbe) !== noProbe;
    if (!(flags & (SYN | FIN | RST)) && !lost && !probe) continue;
    if (senderAt(segments, row) !== sender) continue;
    const length = rows.length(row) ?? 0;
    const at = { row, time: segments.time[row]!, seq: rows.seq[row]! + shift };
    if (flags & RST) marks.rst.push(at);
    else if (flags & SYN) marks.syn.push(at);
    else if (probe) marks.probes.push(at);
    else if (flags & FIN) marks.fin.push({ ...at, seq: at.seq + length });
    if (lost) marks.lost.push({ ...at, seq: at.seq + length / 2 });
  }
  closedSpans(connection, direction, marks);
  return marks;
}

/**
 * Difference between the relative numbers of the curves and those of the rows, which may have
 * another base.
 */
function shiftOf(rows: Rows, { data }: Direction): number {
  if (data.count === 0) return 0;
  const row = data.row[0]!;
  return data.low[0]! - rows.seq[row]! - (rows.flags(row) & SYN ? 1 : 0);
}

function closedSpans({ segments }: Connection, { ack, window }: Direction, { closed }: Marks) {
  let open: { from: number; to: number; seq: number } | null = null;
  for (let i = 0; i < Math.min(ack.count, window.count); i += 1) {
    const row = window.row[i]!;
    const zero = segments.window[row] === 0 && !(segments.flags[row]! & (SYN | FIN | RST));
    if (zero && !open)
      closed.push((open = { from: window.timeAt(i), to: Infinity, seq: ack.low[i]! }));
    else if (!zero && open) {
      open.to = window.timeAt(i);
      open = null;
    }
  }
  if (open && segments.count > 0) open.to = segments.time[segments.count - 1]!;
}
