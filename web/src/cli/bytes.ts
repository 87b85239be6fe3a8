// The payload that the ends of a connection sent, as text, as hexadecimal rows, or as raw bytes.
import type { CaptureSession } from '../engine/worker/session';
import { hexRows, PayloadText } from '../base/payload_text';
import { piecesOf, type PayloadPiece } from '../model/payload';
import type { CommandWords } from '../words/command';

/** Number of bytes read per step. */
const pageLength = 1024 * 1024;

export const byteForms = ['text', 'hex', 'raw'] as const;
export type ByteForm = (typeof byteForms)[number];

export interface BytesAsked {
  index: number;
  /** Ends whose payload is written: 0 client, 1 server. */
  ends: readonly (0 | 1)[];
  form: ByteForm;
}

/** `complain` is called with messages about bytes that the output lacks. */
export async function* bytesOf(
  session: CaptureSession,
  { index, ends, form }: BytesAsked,
  words: CommandWords,
  complain: (text: string) => void,
): AsyncGenerator<string | Uint8Array> {
  for (const end of ends) {
    const heading = words.payload.directions[end];
    if (ends.length > 1) yield `${end === 0 ? '' : '\n'}== ${heading}\n`;
    let lacking = 0;
    let length = 0;
    const text = new PayloadText();
    for (let from = 0; from === 0 || from < length; from += pageLength) {
      const table = await session.payload(index, end, from, from + pageLength);
      length = table.length;
      for (const piece of piecesOf(table)) {
        if (piece.kind !== 'captured' && piece.kind !== 'repeated') lacking += piece.size;
        if (form === 'raw') yield piece.bytes;
        else yield lines(piece, form, text, words);
      }
    }
    if (form === 'text') yield ended(text.next(new Uint8Array(0), true));
    if (lacking > 0) complain(words.command.bytesLacking({ lacking, length, direction: heading }));
  }
}

/** Describes a missing piece, on a line of its own. */
function lines(
  piece: PayloadPiece,
  form: 'text' | 'hex',
  text: PayloadText,
  { payload }: CommandWords,
): string {
  const { kind, size, row, differs } = piece;
  if (kind === 'captured') {
    if (form === 'text') return text.next(piece.bytes, false);
    return hexRows(piece.bytes, piece.from)
      .map((line) => `${line}\n`)
      .join('');
  }
  // A retransmission of the same bytes would interrupt the text.
  if (kind === 'repeated' && form === 'text' && !differs) return '';
  const note = payload.pieces[kind]({ size, step: (row ?? -1) + 1, differs });
  return form === 'text' ? `\n[${note}]\n` : `-- ${note}\n`;
}

const ended = (text: string) => (text.endsWith('\n') ? text : `${text}\n`);
