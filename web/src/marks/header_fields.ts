// The TCP header drawn as in RFC 9293 section 3.1: 32 bits per row, with the value of each field.
import { digits } from '../base/format';
import type { PanelWords } from '../words/panel';
import { drawn } from '../svg/live';
import { group, h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { estimate, round as r } from '../svg/text';
import type { Unknown } from '../model/segment';
import type { HeaderDetail } from '../model/connection';
import { flagBits } from '../story/flags';
import { optionCells } from './option_cells';

/** Fields by their names in the words; `options` is everything after the first 20 bytes. */
export type HeaderField = keyof PanelWords['panel']['fields'];

/** First byte and number of bytes of each field, from the start of the header. */
export const fieldOctets: Readonly<
  Record<Exclude<HeaderField, 'options'>, readonly [number, number]>
> = {
  sourcePort: [0, 2],
  destinationPort: [2, 2],
  seq: [4, 4],
  ack: [8, 4],
  dataOffset: [12, 1],
  reserved: [12, 1],
  flags: [12, 2],
  window: [14, 2],
  checksum: [16, 2],
  urgentPointer: [18, 2],
};

export interface HeaderFieldsInput {
  header: HeaderDetail;
  words: PanelWords;
  /** Relative numbers shown elsewhere; the header's own numbers are then muted. */
  relative: { seq: number; ack: number } | null;
  /** Fields that the source text omits. */
  unknown?: readonly Unknown[];
  /** Negotiated shift of the sender's window; 0 in a SYN. */
  windowShift: number;
  width?: number;
  /** Field under the pointer, or null. */
  pointed?: HeaderField | null;
}

const ROW = 25;
const TOP = 14;
const FULL = 424;
/** Bit numbers above the drawing. */
const BITS = [0, 8, 16, 24, 31];

/** The drawing; each field is a group with its name in `data-field`. */
export function headerFieldsNode(input: HeaderFieldsInput): SvgNode {
  const width = Math.max(280, input.width ?? FULL);
  const sheet = new Sheet(width, input.pointed ?? null);
  const { header, words } = input;
  const { fields } = words.panel;
  const known = (number: number) => (input.unknown?.includes('base') ? '?' : number);
  sheet.cell('sourcePort', 0, 0, 16, fields.sourcePort, [plain(header.sourcePort)]);
  sheet.cell('destinationPort', 0, 16, 32, fields.destinationPort, [plain(header.destinationPort)]);
  sheet.cell('seq', 1, 0, 32, fields.seq, numbers(known(header.seq), input.relative?.seq));
  sheet.cell('ack', 2, 0, 32, fields.ack, numbers(known(header.ack), input.relative?.ack));
  sheet.small('dataOffset', 3, 0, 4, fields.dataOffset, header.dataOffset);
  sheet.small('reserved', 3, 4, 7, fields.reserved, header.reserved);
  sheet.flags(header.flags);
  sheet.cell('window', 3, 16, 32, fields.window, [plain(windowText(input))]);
  sheet.cell('checksum', 4, 0, 16, fields.checksum, [plain(hexWord(header.checksum))]);
  sheet.cell('urgentPointer', 4, 16, 32, fields.urgentPointer, [plain(header.urgentPointer)]);
  const cells = optionCells(header, words);
  for (const { row, from, to, name, label, value } of cells) {
    sheet.cell('options', row, from, to, label, [plain(value)], `${name} ${value}`);
  }
  const rows = Math.max(5, Math.min(15, header.dataOffset), ...cells.map((c) => c.row + 1));
  const set = flagBits.filter(([, bit]) => header.flags & bit).map(([name]) => name);
  const height = TOP + rows * ROW + 1;
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'lad',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': words.panel.headerLabel({ names: set.join(' ') }),
    },
    sheet.finish(rows),
  );
}

/** The same in a Lit template. */
export function headerFields(input: HeaderFieldsInput): unknown {
  return drawn(headerFieldsNode(input));
}

function windowText({ header, windowShift, words, unknown }: HeaderFieldsInput): string {
  if (unknown?.includes('window')) return '?';
  const raw = header.window;
  return words.panel.scaledWindow({ raw, shift: windowShift, window: raw * 2 ** windowShift });
}

function hexWord(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`;
}

interface Piece {
  text: string;
  style: string | null;
}

function plain(value: number | string): Piece {
  return { text: String(value), style: null };
}

function numbers(absolute: number | string, relative: number | undefined): Piece[] {
  if (relative === undefined) return [plain(absolute)];
  return [
    { text: String(absolute), style: 'm' },
    { text: digits(relative), style: 'b' },
  ];
}

class Sheet {
  readonly #cells: SvgNode[] = [];
  readonly #unit: number;
  readonly #width: number;
  readonly #pointed: HeaderField | null;

  constructor(width: number, pointed: HeaderField | null) {
    this.#width = width;
    this.#pointed = pointed;
    this.#unit = width / 32;
  }

  /** A field with the bits from … to of a row; `to` is excluded. */
  cell(
    field: HeaderField,
    row: number,
    from: number,
    to: number,
    name: string,
    value: Piece[],
    title = '',
  ): void {
    const x = from * this.#unit;
    const w = (to - from) * this.#unit;
    const y = TOP + row * ROW + 16.5;
    const used = value.reduce((sum, p) => sum + estimate(p.text, 12) + 8, 0);
    const named = name !== '' && estimate(name, 11) + used + 10 <= w;
    const valued = value.some((p) => p.text !== '') && used <= w;
    const nameOnly = !valued && name !== '' && estimate(name, 11) + 8 <= w;
    const parts: SvgNode[] = [];
    if (named || nameOnly) parts.push(h('text', { x: r(x + 6), y, class: 'sm m' }, name));
    if (valued)
      parts.push(
        h('text', { x: r(x + w - 6), y, 'text-anchor': 'end', class: 'nt' }, pieces(value)),
      );
    this.#add(field, row, from, to, parts, title || name);
  }

  /** A field too narrow for its name. */
  small(
    field: HeaderField,
    row: number,
    from: number,
    to: number,
    name: string,
    value: number,
  ): void {
    const x = ((from + to) / 2) * this.#unit;
    const y = TOP + row * ROW + 16.5;
    const style = value === 0 ? 'nt m' : 'nt';
    const text = h('text', { x: r(x), y, 'text-anchor': 'middle', class: style }, String(value));
    this.#add(field, row, from, to, [text], name);
  }

  // Nine bits; set ones are white on ink.
  flags(flags: number): void {
    const y = TOP + 3 * ROW;
    const bits = flagBits.map(([name, bit], i) => {
      const set = (flags & bit) !== 0;
      const x = (7 + i) * this.#unit;
      const text = h(
        'text',
        {
          x: r(x + this.#unit / 2),
          y: y + 16.5,
          'text-anchor': 'middle',
          class: set ? 'nt b onink' : 'nt m',
        },
        set ? '1' : '0',
      );
      const box = h('rect', {
        x: r(x + 1),
        y: y + 5,
        width: r(this.#unit - 2),
        height: 15,
        class: set ? 'fink' : 'hit',
      });
      return group([h('title', {}, name), box, text], { 'data-flag': name });
    });
    this.#add('flags', 3, 7, 16, bits, '');
  }

  finish(rows: number): SvgNode[] {
    const lines = Array.from(
      { length: rows + 1 },
      (_, i) => `M0 ${TOP + i * ROW + 0.5}H${this.#width}`,
    );
    const sides = `M.5 ${TOP}V${TOP + rows * ROW}M${this.#width - 0.5} ${TOP}V${TOP + rows * ROW}`;
    return [
      ...BITS.map((bit) =>
        h(
          'text',
          { x: r((bit + 0.5) * this.#unit), y: 9, 'text-anchor': 'middle', class: 'bit m' },
          String(bit),
        ),
      ),
      ...this.#cells,
      h('path', { class: 'ln khair2', d: lines.join('') + sides }),
    ];
  }

  #add(
    field: HeaderField,
    row: number,
    from: number,
    to: number,
    parts: SvgNode[],
    title: string,
  ): void {
    const x = from * this.#unit;
    const w = (to - from) * this.#unit;
    const y = TOP + row * ROW;
    const pointed = this.#pointed === field;
    const ground = h('rect', {
      x: r(x),
      y,
      width: r(w),
      height: ROW,
      class: pointed ? 'selband' : 'hit',
    });
    const edge = from === 0 ? [] : [h('path', { class: 'ln khair2', d: `M${r(x)} ${y}v${ROW}` })];
    const name = title === '' ? [] : [h('title', {}, title)];
    this.#cells.push(group([...name, ground, ...edge, ...parts], { 'data-field': field }));
  }
}

function pieces(value: Piece[]): SvgNode[] {
  return value.map(({ text, style }, i) =>
    h('tspan', { class: style, dx: i > 0 ? 8 : null }, text),
  );
}
