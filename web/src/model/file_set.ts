// Several files that were opened at once.
import type { FileRelation } from './names';

export interface FilesFound {
  /** The files by the time of their first packet; those without packets come last. */
  order: number[];
  /**
   * Seconds from each file with packets to the next one in this order; negative if they overlap.
   */
  gaps: number[];
  /** Number of packets in each file, in the given order; 0 for a file that is not a capture. */
  packets: number[];
}

type Joinable = Extract<FileRelation, 'pieces' | 'copies'>;

/**
 * The capture to read: joined pieces, one of several copies, or the first of two taps. Null if the
 * files are none of these.
 */
export type FileSetFound = FilesFound &
  (
    | { relation: Joinable; capture: Blob; second: null }
    | { relation: 'taps'; capture: Blob; second: Blob }
    | { relation: Exclude<FileRelation, Joinable | 'taps'>; capture: null; second: null }
  );
