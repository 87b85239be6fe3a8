// The capture, or one of its connections, as pcapng with notes as comments.
import { commentsByRow, type FrameComments } from '../model/comments';
import type { Connection } from '../model/connection';
import type { Capture } from './capture';
import { Refusal } from './errors';

/** A note on a segment (from 1), or on the whole capture (null). */
export interface Note {
  segment: number | null;
  text: string;
}

/** `N=TEXT` is on segment N, everything else on the whole capture, also `=TEXT`. */
export function parseNote(item: string): Note {
  const match = /^(\d{0,9})=(.*)$/s.exec(item);
  if (!match) return { segment: null, text: item };
  return { segment: match[1] === '' ? null : Number(match[1]), text: match[2]! };
}

/**
 * Adds notes to the comments that the file has. `connection`: the one whose segments the notes
 * name; with `alone`, only its packets are written. Segments must exist.
 */
export async function annotated(
  { session, taps, comments: inFile }: Capture,
  notes: readonly Note[],
  connection: Connection | null,
  alone: boolean,
): Promise<Uint8Array> {
  if (taps) {
    throw new Refusal(({ command }) =>
      notes.length > 0 ? command.notesNeedOne : command.pcapNeedsOne,
    );
  }
  const byFrame = new Map<number, string[]>();
  for (const { segment, text } of notes) {
    const row = segment === null ? null : segment - 1;
    const frame = row === null ? 0 : connection!.segments.frame[row]!;
    const known = row === null ? inFile : (commentsByRow(connection!).get(row) ?? []);
    byFrame.set(frame, [...(byFrame.get(frame) ?? known), text]);
  }
  const comments: FrameComments[] = [...byFrame].map(([frame, texts]) => ({ frame, texts }));
  const file = await session.annotated(comments, alone ? connection!.index : null);
  return new Uint8Array(await file.arrayBuffer());
}
