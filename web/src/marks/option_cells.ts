// Where the options of a TCP header lie in its rows of 32 bits.
import type { Words } from '../i18n/words';
import type { HeaderDetail } from '../model';

/** A part of an option inside one row. */
export interface OptionCell {
  /** Row of the header, from 5. */
  row: number;
  /** Bits, `to` excluded. */
  from: number;
  to: number;
  name: string;
  /** Shown in the widest part only. */
  value: string;
  /** The part with the option's first octet. */
  first: boolean;
}

const FIXED = 20;
const SACK = 5;

export function optionCells(header: HeaderDetail, words: Words): OptionCell[] {
  const end = header.dataOffset * 4;
  const cells: OptionCell[] = [];
  for (const option of header.options) {
    const from = option.offset;
    const to = Math.min(end, from + Math.max(1, option.length));
    if (from < FIXED || to <= from) continue;
    const name = words.panel.optionName({ kind: option.kind });
    const value = valueText(option.kind, option.values);
    cells.push(...split(from, to, name, value));
  }
  return cells;
}

function split(from: number, to: number, name: string, value: string): OptionCell[] {
  const parts: OptionCell[] = [];
  for (let at = from; at < to;) {
    const rowEnd = Math.min(to, (Math.floor(at / 4) + 1) * 4);
    parts.push({
      row: Math.floor(at / 4),
      from: (at % 4) * 8,
      to: (((rowEnd - 1) % 4) + 1) * 8,
      name,
      value: '',
      first: at === from,
    });
    at = rowEnd;
  }
  const widest = parts.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  widest.value = value;
  return parts;
}

function valueText(kind: number, values: number[]): string {
  if (kind !== SACK) return values.join(', ');
  const edges: string[] = [];
  for (let i = 0; i + 1 < values.length; i += 2) edges.push(`${values[i]!}–${values[i + 1]!}`);
  return edges.join(', ');
}
