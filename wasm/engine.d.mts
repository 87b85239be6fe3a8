// The module compiled from engine.cc and on_demand/, tcpladder-engine.mjs. tests/wasm checks that the
// module has every name declared here. Ids are indices into the lists of web/generated/names.ts. The
// tables are declared in web/generated/tables.d.ts, which wasm/generate.mjs writes.
import type {
  AlignedTable,
  ConnectionTable,
  CurveTable,
  DivergenceTable,
  EventTable,
  FieldTable,
  FindingTable,
  IcmpTable,
  IncidentTable,
  LimitSummaryTable,
  LimitTable,
  ListenerTable,
  MeasureTable,
  NotesTable,
  PassageTable,
  PayloadMatchTable,
  PayloadTable,
  PortTable,
  ReasonTable,
  ResetTable,
  ScannerTable,
  ExchangeTable,
  SegmentTable,
  SummaryTable,
  TapSummaryTable,
  TimingTable,
  VerdictTable,
} from '../web/generated/tables';

export type * from '../web/generated/tables';

/** State of the reader; see EngineStatus in core/engine/engine.h. */
export type Status = 0 /* need more */ | 1 /* refused */ | 2 /* finished */ | 3; /* index full */

/** Totals of the capture so far. */
export interface CaptureInfo {
  status: Status;
  packets: number;
  segments: number;
  connections: number;
  /** Bytes pushed. */
  bytes: number;
  /** Time of the first frame in seconds since the Unix epoch; 0 if no frame was read. */
  start: number;
  /** Seconds from the first frame to the latest. */
  duration: number;
}

/** Tables computed for the connection that is viewed. */
export interface Details {
  reasons: ReasonTable;
  fields: FieldTable;
  summary: SummaryTable;
}

/** The incidents of the capture, and the values by which its connections can be sorted. */
export interface Incidents {
  incidents: IncidentTable;
  measures: MeasureTable;
}

export interface EndpointStatistics {
  listeners: ListenerTable;
  scanners: ScannerTable;
  /** Connections that were opened before the capture began. */
  begunBefore: number;
  /** Connections still open when the capture ends. */
  openAtEnd: number;
}

export interface TcpOption {
  kind: number;
  /** As in the option's length byte; 1 for EOL and NOP. */
  length: number;
  /** Offset from the first byte of the TCP header. */
  offset: number;
  /**
   * Numbers of the option: MSS, shift, SACK edges in pairs, TSval and TSecr, port ...; empty if
   * there is a fault.
   */
  values: number[];
  /** Index into names.tcpOptionFaults. */
  fault: number;
}

/** The TCP header of one segment, read again from the file. */
export interface HeaderDetail {
  sourcePort: number;
  destinationPort: number;
  seq: number;
  ack: number;
  dataOffset: number;
  /** The three bits after the data offset. */
  reserved: number;
  flags: number;
  window: number;
  checksum: number;
  urgentPointer: number;
  options: TcpOption[];
}

export interface Engine {
  /** An input buffer of `size` bytes in the module's memory; valid until the next call. */
  buffer(size: number): Uint8Array;
  /** Reads the first `size` bytes of the buffer. */
  push(size: number): Status;
  /** Call at the end of the input. */
  finish(): Status;
  info(): CaptureInfo;
  connections(first: number, count: number): ConnectionTable;
  /**
   * Index of the connection with that number (ConnectionTable.stream, streamPart). If none begins in
   * the stream: of the first one with a segment in it. NO_ROW if there is none either. Linear in the
   * number of segments.
   */
  findConnection(stream: number, part: number): number;
  segmentsAndVerdict(connection: number): {
    segments: SegmentTable;
    exchange: ExchangeTable;
    verdict: VerdictTable;
  };
  /** Linear in the number of connections. */
  port(connection: number): PortTable;
  icmp(connection: number): IcmpTable;
  events(connection: number): EventTable;
  /**
   * The places in the file that details() needs: two numbers each, the first byte, which may be
   * before the beginning of the file, and the length.
   */
  places(connection: number): Float64Array;
  /**
   * The first `size` bytes of the buffer contain the bytes at places(), one place after the other,
   * with zeros outside the file. Pass fewer bytes if the file is not available.
   */
  details(connection: number, size: number): Details;
  findings(): FindingTable;
  notes(): NotesTable;
  /**
   * Layers of the frame in the first `size` bytes of the buffer, outermost first, as indices into
   * names.layers. The bytes may end within the TCP header.
   */
  layers(size: number, linkType: number): Uint8Array;
  endpointStatistics(): EndpointStatistics;
  /** Parses the first `size` bytes of the buffer as a TCP header; null if fewer than 20. */
  header(size: number): HeaderDetail | null;
  /** Frees the object, which must not be used afterwards. */
  delete(): void;
}

/** Exports a connection as a pcap file for sharing. Reads the capture again. */
export interface Share {
  /** Takes the first `size` bytes of the engine's buffer. False if everything has been written. */
  push(engine: Engine, size: number): boolean;
  /** Call at the end of the capture, unless push() returned false. */
  finish(): void;
  /** Returns the output since the last call. */
  take(): Uint8Array;
  /** Frees the object. Call before the engine is deleted. */
  delete(): void;
}

/**
 * Writes the capture as pcapng with comments; see core/share/capture_writer.h. Reads the capture
 * again.
 */
export interface CaptureWriter {
  /**
   * Adds a comment on a frame (from 1) or on the file (0). Comments on a frame replace its
   * comments in the file; an empty text adds none. Call before push(), with ascending frames.
   */
  comment(frame: number, text: string): void;
  /** Takes the first `size` bytes of the engine's buffer. False if everything has been written. */
  push(engine: Engine, size: number): boolean;
  /** Call at the end of the capture, unless push() returned false. */
  finish(): void;
  /** Returns the output since the last call. */
  take(): Uint8Array;
  /** Frees the object. Call before the engine is deleted. */
  delete(): void;
}

/** Writes a connection as a packetdrill script. Reads the capture again. */
export interface ScriptWriter {
  /** Takes the first `size` bytes of the engine's buffer. False if everything has been written. */
  push(engine: Engine, size: number): boolean;
  /** Call at the end of the capture, unless push() returned false. */
  finish(): void;
  /** Returns the output since the last call. */
  take(): string;
  /** Frees the object. Call before the engine is deleted. */
  delete(): void;
}

/**
 * The payload of one end, as the receiving application gets it. Only its places in the file are
 * kept; the bytes are read again, one page at a time.
 */
export interface PayloadStream {
  /** Length of the stream, including missing bytes. */
  length(): number;
  /** Offset of the first byte that the segment of `row` carries; length() if it carries none. */
  firstOf(row: number): number;
  /** Like Engine.places(), for page(): bytes `from` to `to`, at most 2^20. */
  places(from: number, to: number): Float64Array;
  /** `size`: number of bytes of those places in the engine's buffer. */
  page(engine: Engine, from: number, to: number, size: number): PayloadTable;
  /** Frees the object. Call before the engine is deleted. */
  delete(): void;
}

/** Searches the payload of all connections for a byte pattern. */
export interface PayloadSearch {
  /** Takes the first `size` bytes of the engine's buffer. False if the rest need not be read. */
  push(engine: Engine, size: number): boolean;
  /** Call at the end of the capture, unless push() returned false. */
  finish(): void;
  /** Returns the matches since the last call. */
  take(): PayloadMatchTable;
  /** Frees the object. Call before the engine is deleted. */
  delete(): void;
}

/** A connection as steps that are independent of the capture; see core/compare/story.h. */
export interface ConnectionStory {
  /** Frees the object. */
  delete(): void;
}

/** The differences between two connections. */
export interface Comparison {
  divergences: DivergenceTable;
  lines: AlignedTable;
}

/** Relates several capture files. For each file: begin(), push() its chunks, end(). */
export interface FileSet {
  /** `name`: the same number for files whose names differ in digits only. */
  begin(name: number): void;
  /** Takes the first `size` bytes of the engine's buffer. */
  push(engine: Engine, size: number): void;
  end(): void;
  take(): {
    /** Index into names.fileRelations. */
    relation: number;
    /** The files in the order of their first packets, followed by those without packets. */
    order: Uint32Array;
    /** Seconds between consecutive files with packets; negative if they overlap. */
    gaps: Float64Array;
    /** Number of packets of each file, in the order given; 0 if it is not a capture. */
    packets: Float64Array;
    /**
     * Of two taps: which one each file of `order` that holds packets is a piece of, 0 or 1; else empty.
     */
    taps: Uint8Array;
  };
  /** Frees the object. */
  delete(): void;
}

/** Which two interfaces of a capture saw the same traffic. */
export interface InterfaceTaps {
  /** Takes the first `size` bytes of the engine's buffer. */
  push(engine: Engine, size: number): void;
  /** Their ordinals, or null. */
  take(): Uint32Array | null;
  /** Frees the object. */
  delete(): void;
}

/** One connection merged from both captures. Must not be used after the Taps are deleted. */
export interface MergedConnection {
  /** Like Engine.places(), for capture(): places in capture 0 or 1. */
  places(file: number): Float64Array;
  /**
   * The connection as a pcap file without payload. The first `size` bytes of the first engine's
   * buffer contain places(0), the next `secondSize` bytes places(1).
   */
  capture(size: number, secondSize: number): Uint8Array;
  /**
   * The requested connection as an index in the engine that has read capture(); NO_ROW if it is not
   * there.
   */
  connectionIn(read: Engine): number;
  /** The tables of that connection. */
  tables(read: Engine, connection: number): { timing: TimingTable; passages: PassageTable };
  /** Frees the object. */
  delete(): void;
}

/** Two captures of the same traffic. Both engines must have finished and must outlive this object. */
export interface Taps {
  summary(): TapSummaryTable;
  /** Merges a connection of the first capture. */
  merge(connection: number): MergedConnection;
  /** Frees the object. */
  delete(): void;
}

/**
 * The part on demand; see web/README.md. If the module is split, none of these may be called before
 * that part has been loaded.
 */
export interface PartsOnDemand {
  FileSet: new () => FileSet;
  InterfaceTaps: new () => InterfaceTaps;
  /**
   * Writes rows `first` to `last` (or to the end) of a connection. `flags`: sum of 1 keep addresses,
   * 2 keep times, 4 keep TTL, DSCP and IP identification, 8 replace ports, 16 truncate payload; see
   * core/share/share_flags.def.
   */
  Share: new (
    engine: Engine,
    connection: number,
    first: number,
    last: number,
    flags: number,
  ) => Share;
  /** `connection`: only its packets; NO_ROW for all packets. */
  CaptureWriter: new (engine: Engine, connection: number) => CaptureWriter;
  /** `local`: the end under test, 0 client, 1 server; see core/script/script_writer.h. */
  ScriptWriter: new (engine: Engine, connection: number, local: number) => ScriptWriter;
  /** `end`: sender of the payload, 0 client, 1 server. */
  PayloadStream: new (engine: Engine, connection: number, end: number) => PayloadStream;
  /** Searches for the first `size` bytes of the engine's buffer, at most 256. */
  PayloadSearch: new (engine: Engine, size: number) => PayloadSearch;
  /** `size` as in details(), with the bytes at places(). The engine may be deleted afterwards. */
  ConnectionStory: new (engine: Engine, connection: number, size: number) => ConnectionStory;
  /** Compares connections of one capture or two. Linear in the segments of both. */
  compare(first: ConnectionStory, second: ConnectionStory): Comparison;
  /** Like Engine.places(), for resets(). Empty if there is nothing to judge. */
  placesOfResets(engine: Engine, connection: number): Float64Array;
  /** Like Engine.details(), with the bytes at placesOfResets(). */
  resets(engine: Engine, connection: number, size: number): ResetTable;
  /**
   * An engine that also keeps the fields required by Taps and timing().
   * `interface`: the interface whose packets are read; negative for all.
   */
  TapEngine: new (hashSeed: number, setAsideDuplicates: boolean, interface: number) => Engine;
  /** Compares two captures, each read by a TapEngine. */
  Taps: new (first: Engine, second: Engine) => Taps;
  /** Like Engine.places(), for headers(): all headers of a connection. */
  placesOfHeaders(engine: Engine, connection: number): Float64Array;
  /** The connection as a pcap file without payload, from the bytes at placesOfHeaders(). */
  headers(engine: Engine, connection: number, size: number): Uint8Array;
  /** `engine` must be a TapEngine. */
  timing(engine: Engine, connection: number): TimingTable;
  limits(engine: Engine, connection: number): LimitTable;
  /** Connections `first` to `first + count`, exclusive. Linear in their segments. */
  limitSummaries(engine: Engine, first: number, count: number): LimitSummaryTable;
  /** Linear in the segments of the capture. */
  incidents(engine: Engine): Incidents;
  /** Like Engine.places(), for curves(). */
  placesOfCurves(engine: Engine, connection: number): Float64Array;
  /**
   * Points about the data of `sender`, 0 for the client. With the bytes at placesOfCurves(), as in
   * details(); without them, there are neither SACK blocks nor timestamps.
   */
  curves(engine: Engine, connection: number, sender: number, size: number): CurveTable;
}

export interface EngineModule extends PartsOnDemand {
  /**
   * `hashSeed`: any 32-bit number, preferably random; results do not depend on it.
   * `setAsideDuplicates`: exclude copies made by the capture from the analysis.
   */
  Engine: new (hashSeed: number, setAsideDuplicates: boolean) => Engine;
}

/**
 * `wasmBinary`: tcpladder-engine.wasm. `instantiateWasm`: a function that instantiates the module with
 * `imports`, passes the instance to `receive`, and returns an empty object.
 */
export default function createEngine(
  options:
    | { wasmBinary: BufferSource }
    | {
        instantiateWasm: (
          imports: WebAssembly.Imports,
          receive: (instance: WebAssembly.Instance) => void,
        ) => object;
      },
): Promise<EngineModule>;
