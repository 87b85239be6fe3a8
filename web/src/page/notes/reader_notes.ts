// Notes on one capture: the comments in its file, and what the reader made of them.
import type { FrameComments } from '../../model/comments';

export class ReaderNotes {
  /** By frame, from 1; 0 is the whole file. */
  readonly #edited = new Map<number, readonly string[]>();
  /** Changed since they were last saved with the capture. */
  unsaved = false;
  /** Number of changes: whoever derives something from the notes compares it. */
  changes = 0;

  /** Notes on a frame; `inFile`: the comments that the file has there. */
  on(frame: number, inFile: readonly string[]): readonly string[] {
    return this.#edited.get(frame) ?? inFile;
  }

  /** Replaces the notes on a frame. */
  edit(frame: number, texts: readonly string[]) {
    this.#edited.set(frame, texts);
    this.unsaved = true;
    this.changes += 1;
  }

  /** The changed notes, to be written into a file. */
  get comments(): FrameComments[] {
    return [...this.#edited].map(([frame, texts]) => ({ frame, texts: texts.filter(isWritten) }));
  }
}

/** The notes with a text at the end of the last one, or as the first. */
export const appended = (texts: readonly string[], text: string): string[] => [
  ...texts.slice(0, -1),
  (texts.at(-1) ?? '') + text,
];

/** Whether a note says anything. */
export const isWritten = (text: string) => text.trim() !== '';
