// Reads packets from hex dumps as text2pcap does: every line has an offset and bytes, and offset 0
// starts a packet. Other lines are skipped, but their times are used.
import { afterBlanks } from './characters';
import { dumpRow, type DumpRow } from './dump_row';
import { faultAt, octetLimit, type Fault } from './fault';
import { linesOf, type Line } from './lines';
import { withOffsets } from './memory_dump';
import { Packets } from './packets';
import { readStamp, type Stamp } from './time_stamp';

/** Bases of offsets: hexadecimal, octal as od prints them, decimal. */
const bases = [16, 8, 10];
/** Digits of od's offsets. 0020 is hexadecimal and two lines further; 0000020 is od's next line. */
const octalDigits = 7;
/** Full lines have 8, 16 or 32 bytes. */
const wholeRow = 8;

/** Whether any line starts a packet of a hex dump. */
export function isHexDump(text: string): boolean {
  for (const { text: line } of withOffsets(linesOf(text))) {
    const row = dumpRow(line);
    if (row && isZero(row) && row.octets.length > 0) return true;
  }
  return false;
}

const isZero = ({ offset }: DumpRow) => Number.parseInt(offset, 16) === 0;

/**
 * The packets before the first fault. The bytes of the faulty packet are included, but not as a
 * packet.
 */
export function readHexDump(text: string): { packets: Packets; fault: Fault | null } {
  const reader = new DumpReader();
  for (const line of withOffsets(linesOf(text))) {
    const fault = reader.read(line);
    if (fault) return { packets: reader.packets, fault };
  }
  reader.finish();
  return { packets: reader.packets, fault: null };
}

class DumpReader {
  readonly packets = new Packets();
  #base = 16;
  /** Offset and line of the current packet; null before the first. */
  #start: number | null = null;
  #line = 0;
  #stamp: Stamp | null = null;
  /** Time of the next packet. */
  #nextStamp: Stamp | null = null;
  /** Offset of the previous line's bytes. */
  #before: number | null = null;
  /** The previous line is `*`, which stands for repetitions of the line before it. */
  #repeats = false;
  /** A single blank separates bytes and characters, as if runs of blanks were collapsed. */
  #squeezed = false;
  /** The following bytes are no packet but reassembled from several. */
  #apart = false;
  /** The packet itself has a heading, as it does if other blocks of bytes follow. */
  #framed = false;
  #skipping = false;

  read(line: Line): Fault | null {
    const row = dumpRow(line.text);
    const { expected } = this;
    // Explanations of bit fields start with digits, too: "0000 00.. = Differentiated Services
    // Codepoint".
    if (!row || (expected === 0 && row.octets.length === 0 && !row.marked)) {
      this.#readText(line.text);
      return null;
    }
    const { length } = this.packets;
    if (isZero(row) && row.octets.length > 0) {
      this.finish();
      this.#begin(line);
      return this.#take(row, line);
    }
    const offset = this.#offsetOf(row);
    if (offset === expected) return this.#take(row, line);
    const previous = this.#before;
    if (previous !== null && offset < expected && offset > previous - this.#start!) {
      // The previous line's characters looked like bytes.
      this.packets.cut(this.#start! + offset);
      return this.#take(row, line);
    }
    if (this.#repeats && previous !== null && previous < length && offset > expected) {
      if (length + offset - expected > octetLimit) return faultAt('too_large', line, 0);
      this.packets.repeat(previous, offset - expected);
      return this.#take(row, line);
    }
    // A number and a word can look like a line of bytes.
    if (!row.marked && (row.broken || row.octets.length === 0)) return null;
    const gap = faultAt('gap', line, afterBlanks(line.text, 0));
    return { ...gap, expected };
  }

  /** Completes the current packet. */
  finish() {
    if (this.#start === null) return;
    if (this.#skipping) this.packets.cut(this.#start);
    else this.packets.add(this.#start, this.#line, this.#stamp);
    this.#start = null;
  }

  /** The next expected offset. */
  get expected(): number {
    return this.#start === null ? 0 : this.packets.length - this.#start;
  }

  #begin({ number }: Line) {
    this.#start = this.packets.length;
    this.#line = number;
    this.#stamp = this.#nextStamp;
    this.#nextStamp = null;
    this.#before = null;
    this.#skipping = this.#apart;
    this.#apart = false;
  }

  #readText(text: string) {
    const trimmed = text.trim();
    if (trimmed === '*') this.#repeats = true;
    // tshark's headings for blocks of bytes: "Frame (66 bytes):", "Reassembled TCP (1412 bytes):".
    const heading = / \(\d{1,9} bytes?\):$/.test(trimmed.slice(-24));
    if (heading) {
      const frame = trimmed.startsWith('Frame (');
      this.#framed ||= frame;
      this.#apart = this.#framed && !frame;
    }
    this.#nextStamp = readStamp(text) ?? this.#nextStamp;
  }

  /** The second line of a packet shows which base the offsets have. */
  #offsetOf({ offset }: DumpRow): number {
    const { expected } = this;
    const value = Number.parseInt(offset, this.#base);
    if (value === expected || this.#before !== this.#start) return value;
    const base = bases.find(
      (other) =>
        (other !== 8 || offset.length === octalDigits) &&
        Number.parseInt(offset, other) === expected,
    );
    if (base === undefined) return value;
    this.#base = base;
    return expected;
  }

  #take(row: DumpRow, line: Line): Fault | null {
    this.#repeats = false;
    if (row.broken) {
      const whole = row.octets.length > 0 && row.octets.length % wholeRow === 0;
      if (!whole && !this.#squeezed) return faultAt('not_hex', line, row.end);
      this.#squeezed = true;
    }
    if (this.packets.length + row.octets.length > octetLimit) return faultAt('too_large', line, 0);
    this.#before = this.packets.length;
    for (const octet of row.octets) this.packets.push(octet);
    return null;
  }
}
