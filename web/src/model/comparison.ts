// What differs between two connections, A and B, and which of their segments face each other.
import type { AlignedTable, DivergenceTable } from '../../../wasm/engine.mjs';
import { NO_ROW } from '../../generated/values';
import type { Connection } from './connection';
import { divergences, phases } from './names';
import type { Side } from './side';

export type DivergenceName = (typeof divergences)[number];
export type PhaseName = (typeof phases)[number];

/** Of A and of B. */
export type Both<T> = readonly [T, T];

export interface Divergence {
  kind: DivergenceName;
  /** Who it is about. */
  end: Side;
  detail: number;
  /** See core/compare/divergences.def. */
  values: Both<number>;
  /** Segments that show it; null where there is none. */
  rows: Both<number | null>;
}

/** Segments that face each other; null where one of both has none. */
export interface AlignedLine {
  rows: Both<number | null>;
  phase: PhaseName;
}

/** Two connections and what the core says of them. */
export interface Compared {
  second: Connection;
  divergences: DivergenceTable;
  lines: AlignedTable;
}

const rowOf = (row: number | undefined) => (row === undefined || row === NO_ROW ? null : row);

export function divergencesOf(table: DivergenceTable): Divergence[] {
  return Array.from({ length: table.count }, (_, i) => ({
    kind: divergences[table.kind[i]!]!,
    end: table.end[i] === 1 ? 1 : 0,
    detail: table.detail[i]!,
    values: [table.values[2 * i]!, table.values[2 * i + 1]!],
    rows: [rowOf(table.rows[2 * i]), rowOf(table.rows[2 * i + 1])],
  }));
}

export function linesOf(table: AlignedTable): AlignedLine[] {
  return Array.from({ length: table.count }, (_, i) => ({
    rows: [rowOf(table.rows[2 * i]), rowOf(table.rows[2 * i + 1])],
    phase: phases[table.phase[i]!]!,
  }));
}

/** The line of each row of A (0) or B (1). */
export function lineOfRows({ count, rows }: AlignedTable, side: Side): Uint32Array {
  const lines = new Uint32Array(count);
  let most = 0;
  for (let line = 0; line < count; line += 1) {
    const row = rows[2 * line + side]!;
    if (row === NO_ROW) continue;
    lines[row] = line;
    most = row + 1;
  }
  return lines.slice(0, most);
}
