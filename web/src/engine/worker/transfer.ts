// Transfers columns to the other end instead of copying them.
import { transfer } from 'comlink';
import type { Compared } from '../../model/comparison';
import type { Connection } from '../../model/connection';

/** The buffers of tables, each once, to be transferred. */
function buffersOf(...tables: object[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const column of tables.flatMap((table) => Object.values(table) as unknown[])) {
    if (ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer) {
      buffers.add(column.buffer);
    }
  }
  return [...buffers];
}

export const moved = <T extends object>(value: T) => transfer(value, buffersOf(value));

export const movedConnection = (connection: Connection): Connection =>
  transfer(connection, buffersOf(...tablesOf(connection)));

export function movedCompared(compared: Compared): Compared {
  const { second, divergences, lines } = compared;
  return transfer(compared, buffersOf(divergences, lines, ...tablesOf(second)));
}

function tablesOf({ segments, exchange, events, details }: Connection): object[] {
  const { reasons, fields, summary } = details;
  return [segments, exchange, events, reasons, fields, summary];
}
