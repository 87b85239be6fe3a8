// All export formats of a connection.
import type { Connection } from '../model/connection';
import { toCsv } from './csv';
import { toJson } from './json';
import { toMermaid } from './mermaid';
import type { ExportOptions } from './options';
import { toSvg } from './svg';
import { toText } from './text';

export { toCsv, toJson, toMermaid, toSvg, toText };
export type { ExportOptions } from './options';
export type { Part, PartName, RowRange } from '../model/parts';
export { NoSuchPart } from '../model/parts';
export { TooLargeForPng, toPng } from './png';

export { diffJson, diffText } from './comparison';
export { listCsv, listJson } from './connection_list';

export const formats = ['svg', 'text', 'mermaid', 'json', 'csv'] as const;
export type Format = (typeof formats)[number];

interface Exporter {
  /** Throws a NoSuchPart. */
  make: (connection: Connection, options: ExportOptions) => string;
  /** File name extension, without the dot. */
  extension: string;
  mediaType: string;
}

export const exporters: Record<Format, Exporter> = {
  svg: { make: toSvg, extension: 'svg', mediaType: 'image/svg+xml' },
  text: { make: toText, extension: 'txt', mediaType: 'text/plain' },
  mermaid: { make: toMermaid, extension: 'mmd', mediaType: 'text/vnd.mermaid' },
  json: { make: toJson, extension: 'json', mediaType: 'application/json' },
  csv: { make: toCsv, extension: 'csv', mediaType: 'text/csv' },
};
