// Notes on a capture that was read from a text.
import type { ProblemName, TextFormat } from './names';

/** A problem in a script. */
export interface TextProblem {
  name: ProblemName;
  /** Line and column, both from 1; the column counts UTF-16 units, as text areas do. */
  line: number;
  column: number;
  /** UTF-16 units of the wrong token; 0 at the end of the text. */
  length: number;
  /** The text there, or its beginning. */
  found: string;
}

export interface TextNotes {
  format: Exclude<TextFormat, 'none'>;
  /** The line of each frame, counted from 1. */
  lines: Uint32Array;
  /** The first problems, in the order of the text. */
  problems: TextProblem[];
  /** Number of all problems. */
  problemCount: number;
  /** Number of lines in a listing that describe no TCP segment. */
  otherLines: number;
}

/**
 * Size limit in bytes: texts are read into memory, so larger files are not recognised as texts
 * about packets.
 */
export const textSizeLimit = 64 * 1024 * 1024;
