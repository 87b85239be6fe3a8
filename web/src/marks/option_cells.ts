// Layout of the options of a TCP header in its rows of 32 bits.
import type { PanelWords } from '../words/panel';
import type { HeaderDetail } from '../model/connection';
import { tcpOptionName, type TcpOptionName } from '../model/tcp_options';

/** A part of an option inside one row. */
export interface OptionCell {
  /** Row of the header, from 5. */
  row: number;
  /** Bits of the row; `to` is excluded. */
  from: number;
  to: number;
  name: string;
  /**
   * Text next to the value: the name in the option's first part, names of its numbers in later
   * parts.
   */
  label: string;
  /**
   * Numbers of 32 bits are shown in the part that contains them; others only in the widest part.
   */
  value: string;
}

const FIXED = 20;
/** Options that contain numbers of 4 bytes. */
const LONG: ReadonlySet<TcpOptionName | undefined> = new Set([
  'sack',
  'echo',
  'echo_reply',
  'timestamps',
  'cc',
  'cc_new',
  'cc_echo',
] as const);
const STAMPS = ['TSval', 'TSecr'];

export function optionCells(header: HeaderDetail, words: PanelWords): OptionCell[] {
  const end = header.dataOffset * 4;
  const cells: OptionCell[] = [];
  for (const option of header.options) {
    const from = option.offset;
    const to = Math.min(end, from + Math.max(1, option.length));
    if (from < FIXED || to <= from) continue;
    const known = tcpOptionName(option.kind);
    const name = known ? words.options.names[known] : words.options.unknown(option.kind);
    const parts = split(from, to, name);
    const values = option.values.map(String);
    if (LONG.has(known)) {
      for (const [i, value] of values.entries()) {
        // In the row with most of its bytes; with two equal halves, in the first.
        const row = Math.floor((from + 3 + 4 * i) / 4);
        const part = parts.find((candidate) => candidate.row === row);
        if (!part) continue;
        part.value = value;
        if (known === 'timestamps') part.label ||= STAMPS[i] ?? '';
      }
    } else {
      const widest = parts.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
      widest.value = values.join(', ');
    }
    cells.push(...parts);
  }
  return cells;
}

function split(from: number, to: number, name: string): OptionCell[] {
  const parts: OptionCell[] = [];
  for (let at = from; at < to;) {
    const rowEnd = Math.min(to, (Math.floor(at / 4) + 1) * 4);
    parts.push({
      row: Math.floor(at / 4),
      from: (at % 4) * 8,
      to: (((rowEnd - 1) % 4) + 1) * 8,
      name,
      label: at === from ? name : '',
      value: '',
    });
    at = rowEnd;
  }
  return parts;
}
