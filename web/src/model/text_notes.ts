// Notes on a capture that was read from a text.
import type { ProblemName, TextFormat } from './names';

/** A problem in a script. */
export interface TextProblem {
  name: ProblemName;
  /** Both from 1; the column counts UTF-16 units, as text areas do. */
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
  /** The first ones, in the order of the text. */
  problems: TextProblem[];
  /** Number of all problems. */
  problemCount: number;
  /** Lines of a listing without a TCP segment. */
  otherLines: number;
}

/** Texts are read into memory; larger ones are not recognised as texts about packets. */
export const textSizeLimit = 64 * 1024 * 1024;
