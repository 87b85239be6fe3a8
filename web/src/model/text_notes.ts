// What is to be said of a capture that was read from a text.
import type { ProblemName, TextFormat } from './names';

/** Something that is wrong with a script. */
export interface TextProblem {
  name: ProblemName;
  /** Both from 1; the column counts UTF-16 units, as text areas do. */
  line: number;
  column: number;
  /** UTF-16 units of the token at fault; 0 at the end of the text. */
  length: number;
  /** What stands there, or its beginning. */
  found: string;
}

export interface TextNotes {
  format: Exclude<TextFormat, 'none'>;
  /** The line of each frame, counted from 1. */
  lines: Uint32Array;
  /** The first ones, in the order of the text. */
  problems: TextProblem[];
  /** All of them. */
  problemCount: number;
  /** Lines of a listing that tell of no TCP segment. */
  otherLines: number;
}

/** Texts are read whole; a larger one is taken for no text about packets. */
export const textSizeLimit = 64 * 1024 * 1024;
