// Packets out of hex dumps: every line has an offset and bytes, and an offset of 0 begins a packet,
// as text2pcap reads them. Lines of other kinds are passed over, but for the times in them.
import { afterBlanks } from './characters';
import { dumpRow, type DumpRow } from './dump_row';
import { faultAt, octetLimit, type Fault } from './fault';
import { linesOf, type Line } from './lines';
import { Packets } from './packets';
import { readStamp, type Stamp } from './time_stamp';

/** Bases of offsets: hexadecimal, octal as od prints them, decimal. */
const bases = [16, 8, 10];
/** Of od's offsets; 0020 is a line too far, where 0000020 is the next one. */
const octalDigits = 7;
/** Whole lines have 8, 16 or 32 bytes. */
const wholeRow = 8;

/** Whether some line begins a packet of a hex dump. */
export function isHexDump(text: string): boolean {
  for (const { text: line } of linesOf(text)) {
    const row = dumpRow(line);
    if (row && isZero(row) && row.octets.length > 0) return true;
  }
  return false;
}

const isZero = ({ offset }: DumpRow) => Number.parseInt(offset, 16) === 0;

/** The packets up to the first fault; of the one it is in, the bytes are there but no packet. */
export function readHexDump(text: string): { packets: Packets; fault: Fault | null } {
  const reader = new DumpReader();
  for (const line of linesOf(text)) {
    const fault = reader.read(line);
    if (fault) return { packets: reader.packets, fault };
  }
  reader.finish();
  return { packets: reader.packets, fault: null };
}

class DumpReader {
  readonly packets = new Packets();
  #base = 16;
  /** Where the packet at hand begins, and its line; null before the first. */
  #start: number | null = null;
  #line = 0;
  #stamp: Stamp | null = null;
  /** Of the packet that follows. */
  #nextStamp: Stamp | null = null;
  /** Where the bytes of the line before begin. */
  #before: number | null = null;
  /** A line of `*` stands for repetitions of the one before. */
  #repeats = false;
  /** The characters follow the bytes after a single blank, as where runs of blanks were lost. */
  #squeezed = false;
  /** What follows is no packet but was put together from several. */
  #apart = false;
  /** The packet itself was under a heading of its own, as it is where others follow. */
  #framed = false;
  #skipping = false;

  read(line: Line): Fault | null {
    const row = dumpRow(line.text);
    const { expected } = this;
    // Bits that a tool explains begin with digits, too: "0000 00.. = Differentiated Services Codepoint".
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
      // Characters that looked like bytes.
      this.packets.cut(this.#start! + offset);
      return this.#take(row, line);
    }
    if (this.#repeats && previous !== null && previous < length && offset > expected) {
      if (length + offset - expected > octetLimit) return faultAt('too_large', line, 0);
      this.packets.repeat(previous, offset - expected);
      return this.#take(row, line);
    }
    // A number and a word may look like a line of bytes.
    if (!row.marked && (row.broken || row.octets.length === 0)) return null;
    const gap = faultAt('gap', line, afterBlanks(line.text, 0));
    return { ...gap, expected };
  }

  /** What was read of the packet at hand is all of it. */
  finish() {
    if (this.#start === null) return;
    if (this.#skipping) this.packets.cut(this.#start);
    else this.packets.add(this.#start, this.#line, this.#stamp);
    this.#start = null;
  }

  /** The offset that follows. */
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
    // tshark's headings of what one packet holds: "Frame (66 bytes):", "Reassembled TCP (1412 bytes):".
    const heading = / \(\d{1,9} bytes?\):$/.test(trimmed.slice(-24));
    if (heading) {
      const frame = trimmed.startsWith('Frame (');
      this.#framed ||= frame;
      this.#apart = this.#framed && !frame;
    }
    this.#nextStamp = readStamp(text) ?? this.#nextStamp;
  }

  /** Where the text counts in another base, the second line of a packet tells. */
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
