// Converts untrusted bytes to text and to hexadecimal rows that contain no active characters.

/**
 * Control characters except tab and line feed, characters that reorder or hide text, and code
 * points that are no characters.
 */
const unfit = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;
const stacked = /(\p{M}{4})\p{M}+/gu;

/** Decodes UTF-8 piece by piece: a character may start in one piece and end in the next. */
export class PayloadText {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #kept = '';

  /**
   * `last`: no piece follows. Line breaks become line feeds, and unprintable characters become `·`.
   */
  next(bytes: Uint8Array, last: boolean): string {
    const text = this.#kept + this.#decoder.decode(bytes, { stream: !last });
    // A line feed may follow in the next piece.
    const cut = !last && text.endsWith('\r') ? text.length - 1 : text.length;
    this.#kept = text.slice(cut);
    return text
      .slice(0, cut)
      .replace(/\r\n/g, '\n')
      .replace(unfit, (character) => (character === '\n' || character === '\t' ? character : '·'))
      .replace(/\ufffd/g, '·')
      .replace(stacked, '$1');
  }
}

const perRow = 16;

/** "00000010  48 54 54 50 …  HTTP" for every 16 bytes; `from` is the offset of the first byte. */
export function hexRows(bytes: Uint8Array, from: number): string[] {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += perRow) {
    const row = bytes.subarray(at, at + perRow);
    const pairs = Array.from(row, (byte) => byte.toString(16).padStart(2, '0'));
    const halves = [pairs.slice(0, 8).join(' '), pairs.slice(8).join(' ')].join('  ');
    const letters = Array.from(row, (byte) =>
      byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '.',
    );
    const number = (from + at).toString(16).padStart(8, '0');
    rows.push(`${number}  ${halves.padEnd(perRow * 3)}  ${letters.join('')}`);
  }
  return rows;
}
