// Reads packets from hexadecimal digits alone, with the separators of programming languages:
// blanks, colons, commas, quotes, 0x and \x. A packet is a line, a paragraph or a pair of braces.
import { afterDigits, digitOf, isBlank, isPrefix } from './characters';
import { faultAt, octetLimit, type Fault } from './fault';
import { linesOf, type Line } from './lines';
import { headerOf } from './link_type';
import { Packets } from './packets';

/** The bytes of one line. */
interface Row {
  start: number;
  end: number;
  line: number;
  /** Whether a blank line or a brace precedes the line. */
  apart: boolean;
}

const separators = new Set([..."',;:-[](){}|", '"'].map((character) => character.charCodeAt(0)));
const [slash, star, hash, backslash, equals] = [47, 42, 35, 92, 61];

/** The packets before the first fault, and all bytes before it, for whole capture files. */
export function readPlainHex(text: string): { packets: Packets; fault: Fault | null } {
  const reader = new PlainReader();
  let fault: Fault | null = null;
  for (const line of linesOf(text)) {
    fault = reader.read(line);
    if (fault) break;
  }
  reader.finish(fault !== null);
  return { packets: reader.packets, fault };
}

class PlainReader {
  readonly packets = new Packets();
  #rows: Row[] = [];
  #apart = true;
  #comment = false;

  read(line: Line): Fault | null {
    const start = this.packets.length;
    const fault = this.#readOctets(line, this.#start(line.text));
    const end = this.packets.length;
    if (fault) return fault;
    if (end > start) {
      this.#rows.push({ start, end, line: line.number, apart: this.#apart });
      this.#apart = false;
    } else if (!this.#comment) {
      this.#apart = true;
    }
    // A closing brace ends the packet.
    if (line.text.includes('}')) this.#apart = true;
    return end > octetLimit ? faultAt('too_large', line, 0) : null;
  }

  /** Makes packets of the lines; omits the paragraph with the fault. */
  finish(faulty: boolean) {
    const octets = this.packets.octets();
    let from = 0;
    for (let i = 1; i <= this.#rows.length; i++) {
      const last = i === this.#rows.length;
      if (!last && !this.#rows[i]!.apart) continue;
      this.#addParagraph(this.#rows.slice(from, i), octets, faulty && last && !this.#apart);
      from = i;
    }
  }

  /** Adds the lines as one packet, or one packet each if most of them start with a header. */
  #addParagraph(rows: readonly Row[], octets: Uint8Array, faulty: boolean) {
    const headers = rows.map(({ start, end }) => headerOf(octets.subarray(start, end)));
    const { list } = this.packets;
    const complete = headers[0]?.length === rows[0]!.end - rows[0]!.start;
    const eachLine = 2 * headers.filter(Boolean).length > rows.length;
    if (eachLine && (rows.length > 1 || complete)) {
      for (const { start, end, line } of rows) list.push({ start, end, line, stamp: null });
    } else if (!faulty) {
      const [{ start, line }, { end }] = [rows[0]!, rows.at(-1)!];
      list.push({ start, end, line, stamp: null });
    }
  }

  /**
   * Start of the bytes after a declaration, such as that of a C array; the end of the line if the
   * declaration has no bytes.
   */
  #start(text: string): number {
    if (this.#comment) return 0;
    const brace = text.indexOf('{');
    if (brace >= 0) {
      this.#apart = true;
      return brace + 1;
    }
    return text.includes('=') ? text.length : 0;
  }

  #readOctets(line: Line, start: number): Fault | null {
    const { text } = line;
    let at = start;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (this.#comment) {
        const end = text.indexOf('*/', at);
        if (end < 0) return null;
        this.#comment = false;
        at = end + 2;
      } else if (code === slash && text.charCodeAt(at + 1) === star) {
        this.#comment = true;
        at += 2;
      } else if (code === hash || (code === slash && text.charCodeAt(at + 1) === slash)) {
        return null;
      } else if (isBlank(code) || separators.has(code)) {
        at++;
      } else if (code === backslash && (at === text.length - 1 || text[at + 1] === 'x')) {
        at += 2;
      } else {
        const prefixed = isPrefix(text, at);
        if (prefixed) at += 2;
        const end = afterDigits(text, at);
        if (end === at || !this.#endsWord(text, end))
          return faultAt('not_hex', line, at === end ? at : end);
        if ((end - at) % 2 === 1 && !(prefixed && end - at === 1))
          return faultAt('odd_digits', line, at);
        this.#push(text, at, end);
        at = end;
      }
    }
    return null;
  }

  #endsWord(text: string, at: number): boolean {
    const code = text.charCodeAt(at);
    return (
      at === text.length ||
      isBlank(code) ||
      separators.has(code) ||
      code === backslash ||
      code === slash ||
      code === hash ||
      code === equals
    );
  }

  #push(text: string, from: number, to: number) {
    const first = (to - from) % 2;
    if (first === 1) this.packets.push(digitOf(text.charCodeAt(from)));
    for (let i = from + first; i < to; i += 2) {
      this.packets.push(16 * digitOf(text.charCodeAt(i)) + digitOf(text.charCodeAt(i + 1)));
    }
  }
}
