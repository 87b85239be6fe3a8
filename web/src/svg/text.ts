// Text widths and line breaks without a browser. The layout must be the same in Node, in an export
// and in a page, so widths are estimated by classes of letters and rounded up: a label that fits
// here fits with every system font.

/** Returns the width in px of a text at font size `size` in px; `bold` means weight 600 or more. */
export type TextMeasure = (text: string, size: number, bold?: boolean) => number;

const CJK = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const NARROW = /[ .,:;'’|!iljI[\]()]/;
const WIDE = /[A-Z@#%&mwMW…→←↻▸▾µ=×+<>~]/;

/** Width relative to the font size, by class of letter. */
function advance(letter: string): number {
  if (CJK.test(letter)) return 1;
  if (NARROW.test(letter)) return 0.31;
  if (/[0-9]/.test(letter)) return 0.62;
  return WIDE.test(letter) ? 0.7 : 0.57;
}

export const estimate: TextMeasure = (text, size, bold = false) => {
  let sum = 0;
  for (const letter of text) sum += advance(letter);
  return sum * size * (bold ? 1.06 : 1);
};

/** A word, or a Han character, at the end of a line. */
const LAST_PIECE = /\s*([\u2e80-\uffef]|[^\s\u2e80-\uffef]+)$/;

/** Characters that may not begin a line. */
const CLOSING = /^[，。；：、）！？,.;:)!?%]/;

/**
 * Breaks a text into lines of at most `width` px: between words, and between any two Han
 * characters; never between a number and its unit. A word longer than a line gets a line of its
 * own.
 */
export function wrap(text: string, width: number, size: number, measure = estimate): string[] {
  const pieces =
    text.match(/\s+|[\u2e80-\uffef]|(?:[^\s\u2e80-\uffef]|(?<=\d) (?=(?:[mµ]?s|[kMG]?B)\b))+/g) ??
    [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    const next = line + piece;
    const full = measure(next.trimEnd(), size) > width && line.trim() !== '';
    if (full && !CLOSING.test(piece)) {
      lines.push(line.trim());
      line = piece.trim() === '' ? '' : piece;
    } else {
      line = next;
    }
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines;
}

/** At most `count` lines; truncated text ends in " … " and `more`, or in "…" alone. */
export function clampLines(
  lines: string[],
  count: number,
  more: string,
  width: number,
  size: number,
  measure = estimate,
): string[] {
  if (lines.length <= count) return lines;
  const kept = lines.slice(0, count);
  const tail = more ? ` … ${more}` : '…';
  let last = kept[count - 1]!;
  while (last !== '' && measure(last + tail, size) > width) {
    last = last.replace(LAST_PIECE, '');
  }
  kept[count - 1] = last + tail;
  return kept;
}

/** Rounds to hundredths: coordinates stay short, and golden files do not depend on the last bit. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
