// The options of an export.
import type { Part } from '../model/parts';
import type { ExportWords } from '../words/export';

export interface ExportOptions {
  words: ExportWords;
  /** Sequence numbers relative to the initial sequence number, or as in the header. */
  numbers: 'relative' | 'absolute';
  /** Times of capture, or times at the ends; two captures always use the latter. */
  moments?: 'captured' | 'ends';
  part: Part;
  /**
   * Precedes the drawing's own title. It may be a file name or other untrusted text: every format
   * escapes it.
   */
  title: string | null;
}
