// Reads a whole capture file in base64 (RFC 4648), in either alphabet; it may be a data URL, or
// have the lines around it that tools add.
import { faultAt, octetLimit, type Fault, type FaultKind } from './fault';
import { isCapture, signatureLength } from './signature';
import { linesOf } from './lines';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Int8Array(128).fill(-1);
[...alphabet].forEach((character, value) => (valueOf[character.charCodeAt(0)] = value));
valueOf['-'.charCodeAt(0)] = 62;
valueOf['_'.charCodeAt(0)] = 63;

export interface Base64Capture {
  octets: Uint8Array<ArrayBuffer>;
  /** The fault that ended the reading; null if there is none. */
  fault: Fault | null;
}

/** Null if the text does not start like a capture in base64. */
export function readBase64(text: string): Base64Capture | null {
  const octets = new Uint8Array(Math.min(Math.ceil((text.length * 3) / 4) + 3, octetLimit));
  let length = 0;
  let [bits, held] = [0, 0];
  let known = false;
  const ended = (fault: Fault | null) =>
    known || isCapture(octets.subarray(0, length))
      ? { octets: octets.slice(0, length), fault }
      : null;
  for (const line of linesOf(text)) {
    const { text: row } = line;
    let at = length === 0 ? startOf(row) : 0;
    for (; at < row.length; at++) {
      const code = row.charCodeAt(at);
      if (code === 32 || code === 9) continue;
      // Padding or a closing quote ends the data.
      if (code === 61 || (known && (code === 34 || code === 39))) return ended(null);
      const value = code < 128 ? valueOf[code]! : -1;
      const kind: FaultKind | null =
        value < 0 ? 'not_base64' : length === octets.length ? 'too_large' : null;
      if (kind) return ended(faultAt(kind, line, at));
      bits = ((bits << 6) | value) & 0xfff;
      held += 6;
      if (held >= 8) {
        held -= 8;
        octets[length++] = (bits >> held) & 0xff;
        if (length === signatureLength) {
          known = isCapture(octets.subarray(0, length));
          if (!known) return null;
        }
      }
    }
  }
  return ended(null);
}

/** Start of the base64 characters in a line, after quotes and the prefix of a data URL. */
function startOf(line: string): number {
  if (line.startsWith('begin-base64') || line.startsWith('-----')) return line.length;
  const data = line.indexOf('base64,');
  if (data >= 0) return data + 'base64,'.length;
  let at = 0;
  while (at < line.length && ' \t"\'`'.includes(line[at]!)) at++;
  return at;
}
