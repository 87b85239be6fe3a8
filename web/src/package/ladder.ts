// The package's functions for programs: read a capture, draw a connection. They need neither a DOM
// nor Node; types/ladder.d.ts is their public declaration.
import { toCsv, toJson, toMermaid, toSvg, toText } from '../export';
import type { Part } from '../export';
import { exportWords } from '../words/export';
import { matchLanguage } from '../words/language';
import type { Connection } from '../model/connection';
import { parseNumber } from '../model/connection_number';
import { addInsight } from '../model/sent_by_others';
import { CaptureSession } from '../engine/worker/session';
import { loadEngine } from '../engine/load_engine';

export { NoSuchPart } from '../export';

/** The file is not a capture, or is too damaged to read anything. */
export class NotACapture extends Error {
  override name = 'NotACapture';
}

export interface Capture {
  /** Number of connections in the capture. */
  readonly count: number;
  /**
   * Index of the connection with that number, Wireshark's tcp.stream; `3.2` is the second that
   * starts in stream 3. Null if there is none.
   */
  find(stream: number | string): number | null;
  /** Connection `index`, from 0; rejects with a RangeError if there is none. */
  connection(index: number): Promise<Connection>;
  /** Frees the memory of the engine. */
  dispose(): void;
}

// Loads all languages, because the functions below are synchronous.
await exportWords.loadAll();

const REFUSED = 1;

export interface ReadOptions {
  /** A second capture of the same traffic, to be merged with the first. */
  second?: Blob | Uint8Array<ArrayBuffer>;
  /** Names of the two captures. */
  names?: readonly [string, string];
}

const blobOf = (file: Blob | Uint8Array<ArrayBuffer>) =>
  file instanceof Blob ? file : new Blob([file]);

/** Reads pcap or pcapng, also compressed with gzip or zstd. Rejects with a NotACapture. */
export async function readCapture(
  file: Blob | Uint8Array<ArrayBuffer>,
  { second, names = ['A', 'B'] }: ReadOptions = {},
): Promise<Capture> {
  const session = new CaptureSession(loadEngine);
  const opened = await session.open(blobOf(file), undefined, {
    second: second ? { file: blobOf(second), names } : null,
  });
  const { info, ending } = opened;
  if (info.status === REFUSED || (ending === 'damaged' && info.packets === 0)) {
    session.dispose();
    throw new NotACapture(`not a packet capture: ${opened.kind}`);
  }
  return {
    count: info.connections,
    find: (stream) => {
      const number = parseNumber(String(stream));
      return number ? session.find(number) : null;
    },
    connection: async (index) => {
      if (!(index >= 0 && index < info.connections)) throw new RangeError(`no connection ${index}`);
      const connection = await session.connection(index);
      addInsight(connection, await session.insight(index));
      return connection;
    },
    dispose: () => session.dispose(),
  };
}

export interface RenderOptions {
  /** BCP 47 tag; English if the language is not available. */
  language?: string;
  numbers?: 'relative' | 'absolute';
  part?: Part;
  title?: string | null;
}

export interface SvgRenderOptions extends RenderOptions {
  width?: number;
  theme?: 'light' | 'dark' | 'both';
  id?: string;
}

export interface TextRenderOptions extends RenderOptions {
  columns?: number;
  lines?: 'box' | 'ascii';
}

function completed<T extends RenderOptions>({ language = 'en', ...options }: T) {
  return {
    numbers: 'relative' as const,
    part: 'all' as const,
    title: null,
    ...options,
    words: exportWords.of(matchLanguage(language) ?? 'en'),
  };
}

export const svgOf = (connection: Connection, options: SvgRenderOptions = {}): string =>
  toSvg(connection, completed(options));
export const textOf = (connection: Connection, options: TextRenderOptions = {}): string =>
  toText(connection, completed(options));
export const mermaidOf = (connection: Connection, options: RenderOptions = {}): string =>
  toMermaid(connection, completed(options));
export const jsonOf = (connection: Connection, options: RenderOptions = {}): string =>
  toJson(connection, completed(options));
export const csvOf = (connection: Connection, options: RenderOptions = {}): string =>
  toCsv(connection, completed(options));
