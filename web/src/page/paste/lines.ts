// The lines of a text one by one: a text of line ends alone would make millions of strings at once.

export interface Line {
  text: string;
  /** From 1. */
  number: number;
}

/** Lines end with LF or CR LF; a last line without an end counts. */
export function* linesOf(text: string): Generator<Line> {
  let start = 0;
  for (let number = 1; start <= text.length; number++) {
    const at = text.indexOf('\n', start);
    const end = at < 0 ? text.length : at;
    const bare = end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    yield { text: text.slice(start, bare), number };
    start = end + 1;
  }
}
