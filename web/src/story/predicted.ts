// A reader's predictions for one connection: each segment counts once.
import type { Connection } from '../model/connection';
import { questionsOf } from './prediction';
import type { Judged } from './prediction';

export class Prediction {
  readonly #judged = new Map<number, Judged[]>();

  constructor(readonly connection: Connection) {}

  /** Answers given about a segment, or null if there are none yet. */
  judged(row: number): readonly Judged[] | null {
    const known = this.#judged.get(row);
    if (known) return known;
    return questionsOf(this.connection, row).length === 0 ? [] : null;
  }

  /** Records the answers about a segment; later ones do not count. */
  answer(row: number, judged: Judged[]): void {
    if (!this.#judged.has(row)) this.#judged.set(row, judged);
  }

  /** The last row whose states may be shown, for a selected row; -1 for none. */
  shownTo(row: number): number {
    return this.judged(row) ? row : row - 1;
  }

  /** The number of answers given, and how many of them are right. */
  get score(): { asked: number; right: number } {
    const given = [...this.#judged.values()].flat().filter(({ chosen }) => chosen !== null);
    return { asked: given.length, right: given.filter(({ right }) => right).length };
  }
}
