// The words of a query: `!` in front of one turns it around, quotes hold several together.

export interface QueryWord {
  /** In lower case, without mark and quotes. */
  text: string;
  negated: boolean;
  quoted: boolean;
}

/** A quote that is not closed yet reaches to the end. */
const word = /(!?)(?:"([^"]*)(?:"|$)|(\S+))/g;

export function queryWords(query: string): QueryWord[] {
  return [...query.toLowerCase().matchAll(word)]
    .map(([, mark, quoted, plain]) => ({
      text: (quoted ?? plain ?? '').trim(),
      negated: mark === '!',
      quoted: quoted !== undefined,
    }))
    .filter(({ text }) => text !== '' && text !== '!');
}
