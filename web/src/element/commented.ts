// Comments in a capture file, as captions.
import { plainLines } from '../base/plain_text';
import type { RowSpan } from '../ladder/ladder_view';
import type { Connection } from '../model/connection';

/** Number of captions that are made of comments: some programs comment on every packet. */
export const mostCommented = 200;

/** The comments of the file on rows `first` to `last`; empty if there are none. */
export const commentsOn = (connection: Connection, rows: RowSpan): string =>
  within(connection, rows)
    .map(({ text }) => plainLines(text.trim()))
    .join('\n');

/** The rows from `first` to `last` that have comments, ascending. */
export const commentedRows = (connection: Connection, rows: RowSpan): number[] => [
  ...new Set(within(connection, rows).map(({ row }) => row)),
];

const within = ({ comments }: Connection, [first, last]: RowSpan) =>
  comments.filter(({ row, text }) => first <= row && row <= last && text.trim() !== '');
