// Splits a query into words: `!` negates a word, quotes keep several words together.

export interface QueryWord {
  /** The word in lower case, without `!` and quotes. */
  text: string;
  negated: boolean;
  quoted: boolean;
}

/** An unclosed quote extends to the end. */
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
