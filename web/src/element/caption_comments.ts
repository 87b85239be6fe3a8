// Captions as comments to be written into a capture file.
import type { RowSpan } from '../ladder/ladder_view';
import type { FrameComments } from '../model/comments';
import type { Connection } from '../model/connection';

/** A caption and the rows that it describes. */
export interface CaptionText {
  rows: RowSpan;
  text: string;
}

/**
 * Each caption as a comment on its first packet. Comments that the file has there stay, and none is
 * written twice.
 */
export function captionComments(
  { comments, segments }: Connection,
  captions: readonly CaptionText[],
): FrameComments[] {
  const byRow = new Map<number, string[]>();
  for (const { rows, text } of captions) {
    const [row] = rows;
    const known =
      byRow.get(row) ?? comments.flatMap((each) => (each.row === row ? [each.text] : []));
    if (!known.includes(text)) byRow.set(row, [...known, text]);
  }
  return Array.from(byRow, ([row, texts]) => ({ frame: segments.frame[row]!, texts }));
}
