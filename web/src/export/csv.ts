// One line per segment, for spreadsheets and data frames (RFC 4180, UTF-8).
import type { Connection } from '../model/connection';
import { endpoint } from '../base/format';
import { ladderJson } from './json';
import type { EndJson, SegmentJson } from './json_format';
import type { ExportOptions } from './options';
import { plainText } from '../base/plain_text';

type Cell = string | number | null;

const endOf = ({ address, port }: EndJson): string => endpoint(address, port);

type Column = readonly [string, (s: SegmentJson, client: EndJson, server: EndJson) => Cell];

/** Headers and cells; the order is part of the format. */
const columns: readonly Column[] = [
  ['number', (s) => s.number],
  ['frame', (s) => s.frame],
  ['time', (s) => s.time],
  ['epoch', (s) => s.epoch.toFixed(6)],
  ['from', (s) => s.from],
  ['source', (s, client, server) => endOf(s.from === 'client' ? client : server)],
  ['destination', (s, client, server) => endOf(s.from === 'client' ? server : client)],
  ['flags', (s) => s.flags.join(' ')],
  ['seq', (s) => s.seq],
  ['ack', (s) => s.ack],
  ['relative_seq', (s) => s.relativeSeq],
  ['relative_ack', (s) => s.relativeAck],
  ['length', (s) => s.length],
  ['window', (s) => s.window],
  ['analyses', (s) => s.analyses.join(' ')],
  ['original', (s) => s.original],
  ['client_state', (s) => s.clientState.state],
  ['client_certainty', (s) => s.clientState.certainty],
  ['server_state', (s) => s.serverState.state],
  ['server_certainty', (s) => s.serverState.certainty],
  ['since_previous', (s) => s.sincePrevious],
  ['acknowledged_by', (s) => s.acknowledgedBy],
  ['acknowledged_after', (s) => s.acknowledgedAfter],
];

/** Columns after these, if two captures show the connection. */
const passageColumns: readonly Column[] = [
  ['fate', (s) => s.passage!.fate],
  ['first_frame', (s) => s.passage!.frames.first],
  ['second_frame', (s) => s.passage!.frames.second],
  ['first_seen', (s) => s.passage!.seen.first],
  ['second_seen', (s) => s.passage!.seen.second],
  ['delay', (s) => s.passage!.delay],
  ['proof', (s) => s.passage!.proof],
];

/** Columns after all others, if times at the ends are included. */
const momentColumns: readonly Column[] = [
  ['sent', (s) => s.moments!.sent?.best ?? null],
  ['sent_earliest', (s) => s.moments!.sent?.earliest ?? null],
  ['sent_latest', (s) => s.moments!.sent?.latest ?? null],
  ['arrived', (s) => s.moments!.arrived?.best ?? (s.moments!.lost ? 'lost' : null)],
  ['arrived_earliest', (s) => s.moments!.arrived?.earliest ?? null],
  ['arrived_latest', (s) => s.moments!.arrived?.latest ?? null],
];

/**
 * If there is a title, it is in the first column, `title`, of every line. Lines end with CR LF.
 * Throws a NoSuchPart.
 */
export function toCsv(connection: Connection, options: ExportOptions): string {
  const { client, server, segments } = ladderJson(connection, options);
  const shown = [
    ...columns,
    ...(connection.passages ? passageColumns : []),
    ...(connection.timing ? momentColumns : []),
  ];
  const { title } = options;
  const before: Cell[] = title === null ? [] : [plainText(title)];
  const heads: Cell[] = shown.map(([name]) => name);
  const lines: Cell[][] = [title === null ? heads : ['title', ...heads]];
  for (const segment of segments) {
    lines.push([...before, ...shown.map(([, cell]) => cell(segment, client, server))]);
  }
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/**
 * A cell in the format of RFC 4180 section 2. Texts that a spreadsheet would evaluate as a formula
 * get an apostrophe in front; numbers are unchanged, whatever their sign.
 */
export function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text =
    /^\s*[=+\-@|%\uff0b\uff0d\uff1d\uff20]/.test(cell) || /^[\t\r\n]/.test(cell)
      ? `'${cell}`
      : cell;
  return /[",\r\n\t;']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
