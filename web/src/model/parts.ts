// Parts of a connection that can be requested, and their rows.
import type { Connection } from './connection';
import { phasesOf, type PhaseKind } from './phases';

/** Rows first … last, from 0, both included. */
export interface RowRange {
  first: number;
  last: number;
}

export const partNames = ['all', 'handshake', 'data', 'teardown'] as const;
export type PartName = (typeof partNames)[number];
export type Part = PartName | RowRange;

const phaseOfPart: Record<Exclude<PartName, 'all'>, PhaseKind> = {
  handshake: 'opening',
  data: 'data',
  teardown: 'closing',
};

/**
 * The rows of a part; a range is clipped to existing rows. Null if the capture does not contain the
 * part.
 */
export function rowsOf(connection: Connection, part: Part): RowRange | null {
  const end = connection.segments.count - 1;
  if (end < 0) return null;
  if (typeof part === 'object') {
    const first = Math.max(0, part.first);
    const last = Math.min(end, part.last);
    return first <= last ? { first, last } : null;
  }
  if (part === 'all') return { first: 0, last: end };
  const phase = phasesOf(connection).find(({ kind }) => kind === phaseOfPart[part]);
  return phase ? { first: phase.first, last: phase.last } : null;
}

/** The connection does not contain the requested part. */
export class NoSuchPart extends Error {
  override name = 'NoSuchPart';
  constructor(readonly part: Part) {
    super(
      typeof part === 'object' ? `no segments ${part.first + 1} to ${part.last + 1}` : `no ${part}`,
    );
  }
}

/** Like rowsOf, but throws a NoSuchPart. */
export function rowsWanted(connection: Connection, part: Part): RowRange {
  const rows = rowsOf(connection, part);
  if (!rows) throw new NoSuchPart(part);
  return rows;
}
