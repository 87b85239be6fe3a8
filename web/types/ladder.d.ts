/** One end of a connection. */
export interface End {
  address: string;
  port: number;
  /** Initial sequence number; relative numbers count from it. */
  isn: number;
  /** MSS option of its SYN, 0 where none. */
  mss: number;
  /** Window scale agreed, 0 where none. */
  windowScale: number;
  /** The options of its SYN were captured; else `mss` and `windowScale` say nothing. */
  optionsKnown: boolean;
  segments: number;
  /** Octets sent, retransmissions included. */
  payload: number;
  retransmissions: number;
  /** What the capture file calls the address; may come from a stranger. */
  names: readonly string[];
}

/** What readCapture found of one connection; its segments are for the functions below to read. */
export interface Connection {
  /** Ordinal in the capture, from 0. */
  readonly index: number;
  /** Wireshark's tcp.stream, and which of the connections that begin in it, from 1. */
  readonly number: { readonly stream: number; readonly part: number };
  readonly client: End;
  readonly server: End;
  /** Seconds since the capture's first frame. */
  readonly start: number;
  /** Seconds. */
  readonly duration: number;
  /** closed_by_client, reset_by_server, refused, half_open, still_open … */
  readonly outcome: string;
  /** three_way, simultaneous, fast_open, half_open, mid_stream … */
  readonly opening: string;
  /** Zeek's conn_state and history. */
  readonly zeekState: string;
  readonly history: string;
  /** Seconds since the Unix epoch. */
  readonly captureStart: number;
}

/** The file is no capture, or a damaged one of which nothing can be read. */
export declare class NotACapture extends Error {}

/** The connection does not show the part that was asked for. */
export declare class NoSuchPart extends Error {
  readonly part: Part;
}

export interface Capture {
  /** How many connections it holds. */
  readonly count: number;
  /**
   * Ordinal of the connection with that number, Wireshark's tcp.stream; `3.2` is the second that
   * begins in stream 3. Null where there is none.
   */
  find(stream: number | string): number | null;
  /** Connection `index`, from 0; rejects with a RangeError where there is none. */
  connection(index: number): Promise<Connection>;
  /** Frees the memory of the engine. */
  dispose(): void;
}

export interface ReadOptions {
  /**
   * A second capture of the same traffic: it is laid over the first, whose clock counts. Drawings show
   * where both were taken, delays, and what became of each segment.
   */
  second?: Blob | Uint8Array<ArrayBuffer>;
  /** What the two are called; `A` and `B` unless told. */
  names?: readonly [string, string];
}

/** Reads pcap or pcapng, also packed with gzip, zstd or LZ4. Rejects with a NotACapture. */
export declare function readCapture(
  file: Blob | Uint8Array<ArrayBuffer>,
  options?: ReadOptions,
): Promise<Capture>;

/** A part by name, or rows first … last from 0, both included. */
export type Part = 'all' | 'handshake' | 'data' | 'teardown' | { first: number; last: number };

export interface RenderOptions {
  /** `en` unless told. */
  /** BCP 47; English where there are no words of it. */
  language?: string;
  /** `relative` unless told. */
  numbers?: 'relative' | 'absolute';
  /** `all` unless told. */
  part?: Part;
  /** May come from a stranger: every format makes it harmless. */
  title?: string | null;
}

export interface SvgRenderOptions extends RenderOptions {
  /** Of the file, px; 912 unless told. */
  width?: number;
  /** `both` follows the viewer's preference. */
  theme?: 'light' | 'dark' | 'both';
  /** Begins every id in the file; segments are p1, p2 … behind it. */
  id?: string;
}

export interface TextRenderOptions extends RenderOptions {
  /** At most, as far as flags and numbers allow; 80 unless told. */
  columns?: number;
  lines?: 'box' | 'ascii';
}

// Each of these throws a NoSuchPart.

/** A self-contained SVG document. */
export declare function svgOf(connection: Connection, options?: SvgRenderOptions): string;
/** A ladder in monospace. */
export declare function textOf(connection: Connection, options?: TextRenderOptions): string;
/** A Mermaid sequence diagram. */
export declare function mermaidOf(connection: Connection, options?: RenderOptions): string;
/** JSON of schema tcp-ladder/1. */
export declare function jsonOf(connection: Connection, options?: RenderOptions): string;
/** One line per segment. */
export declare function csvOf(connection: Connection, options?: RenderOptions): string;
