// Comments in a capture file.
import type { Connection } from './connection';

/** The comments on one frame (from 1), or on the whole file (0). */
export interface FrameComments {
  frame: number;
  /** They replace those that the file has there; may be empty. */
  texts: readonly string[];
}

type ByRow = ReadonlyMap<number, readonly string[]>;
const byRow = new WeakMap<Connection['comments'], ByRow>();

/** The comments of the file on the segments of a connection, grouped once. */
export function commentsByRow({ comments }: Pick<Connection, 'comments'>): ByRow {
  const known = byRow.get(comments);
  if (known) return known;
  const grouped = new Map<number, string[]>();
  for (const { row, text } of comments) {
    const texts = grouped.get(row);
    if (texts) texts.push(text);
    else grouped.set(row, [text]);
  }
  byRow.set(comments, grouped);
  return grouped;
}
