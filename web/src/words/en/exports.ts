// Texts of exports in addition to the words of the drawing.
import { count, many } from './nouns';

export const exports = {
  /** Rows count from 0. */
  rows: (p: { first: number; last: number; of: number }) =>
    p.first === p.last
      ? `Segment ${count(p.first + 1)} of ${count(p.of)}.`
      : `Segments ${count(p.first + 1)} to ${count(p.last + 1)} of ${count(p.of)}.`,
  /** Why a diagram ends before the connection does. */
  left: (p: { n: number }) => `${many(p.n, 'segment')} more`,
};
