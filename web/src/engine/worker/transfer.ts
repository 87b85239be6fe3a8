// Transfers columns to the other end instead of copying them.
import { transfer } from 'comlink';
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

export function movedConnection(connection: Connection): Connection {
  const { segments, events, details } = connection;
  const { reasons, fields, summary } = details;
  return transfer(connection, buffersOf(segments, events, reasons, fields, summary));
}
