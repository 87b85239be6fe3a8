// Several files that were opened at once.
import type { FileRelation } from './names';

export interface FilesFound {
  /** The files by the time of their first packet; those without packets come last. */
  order: number[];
  /** From each file with packets to the next one in this order, seconds; negative: they overlap. */
  gaps: number[];
  /** Of each file as it was given; 0 where it is no capture. */
  packets: number[];
}

type Joinable = Extract<FileRelation, 'pieces' | 'copies'>;

/** Pieces as one capture, of copies one, of two taps the first; null where they are none of these. */
export type FileSetFound = FilesFound &
  (
    | { relation: Joinable; capture: Blob; second: null }
    | { relation: 'taps'; capture: Blob; second: Blob }
    | { relation: Exclude<FileRelation, Joinable | 'taps'>; capture: null; second: null }
  );
