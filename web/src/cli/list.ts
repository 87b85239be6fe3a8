// The connections of a capture as a table of text.
import type { ConnectionTable, LimitSummaryTable } from '../../../wasm/engine.mjs';
import { numberText } from '../model/connection_number';
import { mainLimitOf } from '../model/insight';
import { outcomes, zeekStates } from '../model/names';
import { columnsOf, padEnd, padStart } from '../export/columns';
import { bytes, duration, endpoint } from '../base/format';
import type { CommandWords } from '../words/command';
import { addressText } from '../model/address';

/** By connection index: the row of the segment with the match, and its sender. */
export type Found = Map<number, { row: number; end: 0 | 1 }>;

/**
 * Ends with a line feed; the first line contains the column names. `found`: only these connections
 * are listed.
 */
export function listText(
  table: ConnectionTable,
  limits: LimitSummaryTable,
  words: CommandWords,
  found: Found | null = null,
): string {
  const { heads } = words.summary;
  const lines = [
    [
      heads.ordinal,
      heads.client,
      heads.server,
      heads.outcome,
      heads.zeek,
      heads.segments,
      heads.sent,
      heads.received,
      heads.lasted,
      words.limit.head,
      ...(found ? [words.command.foundHead] : []),
    ],
  ];
  for (let row = 0; row < table.count; row += 1) {
    const match = found?.get(row);
    if (found && !match) continue;
    const outcome = outcomes[table.outcome[row]!]!;
    lines.push([
      numberText({ stream: table.stream[row]!, part: table.streamPart[row]! }),
      endOf(table, row, 0),
      endOf(table, row, 1),
      words.summary.outcomes[outcome],
      zeekStates[table.zeekState[row]!] ?? '',
      String(table.segments[2 * row]! + table.segments[2 * row + 1]!),
      bytes(table.payload[2 * row]!),
      bytes(table.payload[2 * row + 1]!),
      duration(table.duration[row]!),
      limitOf(limits, row, words),
      ...(match ? [words.command.foundIn({ step: match.row + 1, end: match.end })] : []),
    ]);
  }
  return aligned(lines);
}

const toTheRight = new Set([0, 5, 6, 7, 8]);

function aligned(lines: string[][]): string {
  const widths = lines[0]!.map((_, i) =>
    lines.reduce((most, line) => Math.max(most, columnsOf(line[i]!)), 0),
  );
  return lines
    .map((line) => {
      const cells = line.map((cell, i) =>
        toTheRight.has(i) ? padStart(cell, widths[i]!) : padEnd(cell, widths[i]!),
      );
      return `${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}

/** "loss 69 %"; empty if no end sent two data segments. */
function limitOf(table: LimitSummaryTable, row: number, { limit }: CommandWords): string {
  const main = mainLimitOf(table, row);
  return main ? `${limit.names[main.limit]} ${Math.round(100 * main.share)} %` : '';
}

function endOf(table: ConnectionTable, row: number, end: 0 | 1): string {
  const at = 32 * row + 16 * end;
  const address = addressText(table.addresses.subarray(at, at + 16), table.version[row]!);
  return endpoint(address, table.ports[2 * row + end]!);
}
