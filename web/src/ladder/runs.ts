// Runs of data from one side that a drawing may fold into a brace.
import type { SegmentTable } from '../model/connection';
import { errorsAfter } from '../model/icmp';
import type { Rows } from '../model/rows';
import { passageAt } from '../model/taps';
import type { RunFacts } from './words';

/** Minimum number of data segments without findings in a foldable run. */
const LEAST_SEGMENTS = 6;
/**
 * Up to this number of segments with findings are kept out of runs; beyond it, runs include them.
 */
const FINDINGS_SHOWN = 40;

const cache = new WeakMap<Rows, { silence: number; runs: RunFacts[] }>();

/** The result of foldRuns(), cached per connection while `silence` is the same. */
export function runsOf(rows: Rows, silence: number): RunFacts[] {
  let found = cache.get(rows);
  if (found?.silence !== silence) {
    cache.set(rows, (found = { silence, runs: foldRuns(rows, silence) }));
  }
  return found.runs;
}

/**
 * The foldable runs in row order. A run is data from one side with the acknowledgments for it,
 * without any segment that opens, closes or changes a state, and without a gap of `silence`
 * seconds.
 */
function foldRuns(rows: Rows, silence: number): RunFacts[] {
  const table = rows.connection.segments;
  const overFindings = countFindings(rows) > FINDINGS_SHOWN;
  const runs: RunFacts[] = [];
  let run: RunFacts | null = null;
  let clean = 0;
  const close = (): void => {
    if (run && clean >= LEAST_SEGMENTS) runs.push(finish(table, run));
    run = null;
    clean = 0;
  };
  for (let row = 0; row < rows.count; row += 1) {
    const kind = rows.kind(row);
    const alone =
      (kind !== 'data' && kind !== 'ack') ||
      rows.windowTurns[row] === 1 ||
      changesState(table, row) ||
      (!overFindings && (isAstray(rows, row) || (kind === 'data' && rows.standsOut(row))));
    if (alone) {
      close();
      continue;
    }
    if (run && table.time[row]! - table.time[row - 1]! >= silence) close();
    const from = rows.sender(row);
    if (kind === 'ack') {
      if (run && from !== run.from) run.acks += 1;
      if (run && (from === run.from || errorFollows(rows, row))) close();
      continue;
    }
    if (run && from !== run.from) close();
    run ??= {
      first: row,
      last: row,
      from,
      segments: 0,
      payload: 0,
      acks: 0,
      retransmitted: 0,
      seconds: 0,
    };
    run.segments += 1;
    run.payload += rows.length(row) ?? 0;
    run.last = row;
    if (rows.repeats(row)) run.retransmitted += 1;
    if (!rows.standsOut(row)) clean += 1;
    if (errorFollows(rows, row)) close();
  }
  close();
  return runs;
}

// A run ends with its last data segment; the acknowledgments after it are drawn individually.
function finish(table: SegmentTable, run: RunFacts): RunFacts {
  let acks = 0;
  for (let row = run.first; row <= run.last; row += 1) if (table.length[row] === 0) acks += 1;
  return { ...run, acks, seconds: table.time[run.last]! - table.time[run.first]! };
}

// An ICMP error between two rows separates runs.
function errorFollows({ connection }: Rows, row: number): boolean {
  if (connection.icmp.length === 0) return false;
  const { from, to } = errorsAfter(connection, row);
  return to > from;
}

function countFindings(rows: Rows): number {
  let count = 0;
  for (let row = 0; row < rows.count; row += 1) {
    if (rows.standsOut(row) || isAstray(rows, row)) count += 1;
  }
  return count;
}

/** Whether two taps did not both simply see the segment. */
function isAstray({ connection: { passages } }: Rows, row: number): boolean {
  return passages !== undefined && passageAt(passages.table, row).fate !== 'both';
}

function changesState(table: SegmentTable, row: number): boolean {
  if (row === 0) return true;
  return (
    table.clientState[row] !== table.clientState[row - 1] ||
    table.serverState[row] !== table.serverState[row - 1]
  );
}
