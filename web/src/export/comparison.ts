// What differs between two connections, as text or JSON.
import { endpoint } from '../base/format';
import { plainText } from '../base/plain_text';
import type { AlignedLine, Compared, Divergence } from '../model/comparison';
import { divergencesOf, linesOf } from '../model/comparison';
import type { Connection } from '../model/connection';
import { numberText } from '../model/connection_number';
import { flagNames, segmentAt } from '../model/segment';
import { tcpOptionName } from '../model/tcp_options';
import { divergenceText } from '../story/comparison';
import type { CommandWords } from '../words/command';

/** Words of a comparison. */
export type ComparisonWords = Pick<CommandWords, 'compare' | 'punctuation'>;

export interface ComparedConnection {
  /** Name of its capture. */
  file: string;
  connection: Connection;
}

type Two = readonly [ComparedConnection, ComparedConnection];

export function diffJson(two: Two, { divergences, lines }: Compared): string {
  const json = {
    schema: 'tcp-ladder-diff/1',
    connections: two.map(({ file, connection }) => ({
      file,
      stream: connection.number.stream,
      streamPart: connection.number.part,
      client: endOf(connection.client),
      server: endOf(connection.server),
      segments: connection.segments.count,
    })),
    differences: divergencesOf(divergences).map(differenceJson),
    lines: linesOf(lines).map(({ rows, phase }) => ({ phase, segments: rows.map(numberOf) })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function differenceJson({ kind, end, detail, values, rows }: Divergence) {
  const option = kind === 'option' ? { option: tcpOptionName(detail) ?? detail } : {};
  return {
    kind,
    end: end === 0 ? 'client' : 'server',
    ...option,
    values,
    segments: rows.map(numberOf),
  };
}

const numberOf = (row: number | null) => (row === null ? null : row + 1);
const endOf = ({ address, port }: Connection['client']) => ({ address, port });

export function diffText(two: Two, compared: Compared, words: ComparisonWords): string {
  const { compare, punctuation } = words;
  const [first, ...later] = divergencesOf(compared.divergences);
  const said = (divergence: Divergence) =>
    punctuation.sentence(divergenceText(divergence, compare));
  return [
    ...two.map((one, i) => headOf(compare.names[i]!, one, words)),
    '',
    ...(first ? [compare.first + punctuation.colon + said(first)] : [compare.none]),
    ...(later.length > 0 ? [compare.later + punctuation.colon.trimEnd()] : []),
    ...later.map((divergence) => `  ${said(divergence)}`),
    '',
    ...aligned(two, linesOf(compared.lines), words),
  ]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function headOf(name: string, { file, connection }: ComparedConnection, words: ComparisonWords) {
  const { client, server, number, segments } = connection;
  return [
    name,
    plainText(file),
    numberText(number),
    `${endpoint(client.address, client.port)} → ${endpoint(server.address, server.port)}`,
    words.compare.segments(segments.count),
  ].join('  ');
}

/** The segments side by side, under the name of the phase. */
function aligned(two: Two, lines: readonly AlignedLine[], { compare }: ComparisonWords): string[] {
  const cells = lines.map(({ rows }) =>
    rows.map((row, side) => (row === null ? '' : segmentText(two[side]!.connection, row))),
  );
  const width = Math.max(...cells.map(([left = '']) => left.length), 1) + 3;
  return lines.flatMap(({ phase }, i) => {
    const [left = '', right = ''] = cells[i]!;
    const line = `  ${left.padEnd(width)}${right}`;
    return phase === lines[i - 1]?.phase ? [line] : [compare.phases[phase], line];
  });
}

/** "#4 → ACK PSH, 365 B". */
function segmentText({ segments }: Connection, row: number): string {
  const { from, flags, length } = segmentAt(segments, row);
  const payload = length > 0 ? `, ${length} B` : '';
  return `#${row + 1} ${from === 0 ? '→' : '←'} ${flagNames(flags).join(' ')}${payload}`;
}
