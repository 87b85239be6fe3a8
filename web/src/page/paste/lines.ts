// Iterates over the lines of a text. Splitting a text of line breaks would create millions of
// strings at once.

export interface Line {
  text: string;
  /** Line number, from 1. */
  number: number;
}

/** Lines end with LF or CR LF; the last line may lack a line break. */
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
