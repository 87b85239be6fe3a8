// What can be asked of an export.
import type { Part } from '../model/parts';
import type { ExportWords } from '../words/export';

export interface ExportOptions {
  words: ExportWords;
  /** Sequence numbers from the initial one, or as in the header. */
  numbers: 'relative' | 'absolute';
  /** Times as captured, or as the ends saw it; of two captures the latter in any case. */
  moments?: 'captured' | 'ends';
  part: Part;
  /**
   * Stands above the drawing's own title. It may be a file name or anything else a stranger chose:
   * every format makes it harmless.
   */
  title: string | null;
}
