// The notes on all captures that were on view, so that they are still there when one is opened again.
import { ReaderNotes } from './reader_notes';

/** What a capture is recognised by. Its name on the page is translated, so it is not part of it. */
interface CaptureMarks {
  /** Name of the bundled sample; null for others. */
  sample: string | null;
  /** The capture as packed in the link; null if it was not in one. */
  carried: string | null;
  file: Blob;
}

export class KeptNotes {
  readonly #byMark = new Map<string, ReaderNotes>();
  /** Of captures that nothing but the object itself tells apart, such as a pasted text. */
  readonly #byFile = new WeakMap<Blob, ReaderNotes>();

  /** The notes on a capture; the same object for the same capture. */
  of(capture: CaptureMarks): ReaderNotes {
    const mark = markOf(capture);
    const known = mark === null ? this.#byFile.get(capture.file) : this.#byMark.get(mark);
    if (known) return known;
    const notes = new ReaderNotes();
    if (mark === null) this.#byFile.set(capture.file, notes);
    else this.#byMark.set(mark, notes);
    return notes;
  }
}

function markOf({ sample, carried, file }: CaptureMarks): string | null {
  if (carried !== null) return `carried\n${carried}`;
  if (sample !== null) return `sample\n${sample}`;
  return file instanceof File ? ['file', file.name, file.size, file.lastModified].join('\n') : null;
}
