// Parses search patterns for payload: "text" in UTF-8, /hex/, or a word.

/** Maximum length of a pattern in bytes; see core/payload/stream_matcher.h. */
const mostBytes = 256;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' };

/** Null if the pattern is incomplete, malformed, empty or too long. */
export function parsePattern(text: string): Uint8Array | null {
  const bytes = text.startsWith('/') ? hexBytes(text) : textBytes(text);
  return bytes && bytes.length > 0 && bytes.length <= mostBytes ? bytes : null;
}

function hexBytes(text: string): Uint8Array | null {
  const digits = /^\/([^/]*)\/$/.exec(text)?.[1]?.replace(/[\s:]/g, '');
  if (digits === undefined || !/^(?:[0-9a-f]{2})*$/i.test(digits)) return null;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function textBytes(text: string): Uint8Array | null {
  if (!text.startsWith('"')) return encoded(text);
  const inside = /^"((?:[^"\\]|\\[^])*)"$/.exec(text)?.[1];
  if (inside === undefined) return null;
  const parts: number[] = [];
  for (const [part, hex, letter] of inside.matchAll(/\\x([0-9a-f]{2})|\\([^])|[^\\]+/gi)) {
    if (hex !== undefined) parts.push(parseInt(hex, 16));
    else parts.push(...encoded(letter === undefined ? part : (escapes[letter] ?? letter)));
  }
  return Uint8Array.from(parts);
}

const encoded = (text: string) => new TextEncoder().encode(text);

/** A term `payload:…` of a query. */
export interface PayloadTerm {
  /** The text after the colon, as typed. */
  text: string;
  /** Null if the pattern is incomplete or malformed. */
  pattern: Uint8Array | null;
}

const term = /(?<=^|\s)payload:("(?:[^"\\]|\\[^])*"?|\/[^/]*\/?|\S*)/gi;

/** The payload terms of a query, and the query without them. */
export function payloadTerms(query: string): { terms: PayloadTerm[]; rest: string } {
  const terms = Array.from(query.matchAll(term), ([, text]) => ({
    text: text!,
    pattern: parsePattern(text!),
  }));
  return { terms, rest: query.replace(term, ' ') };
}
