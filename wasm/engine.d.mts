// The module that engine.cc and on_demand/ is compiled to, tcpladder-engine.mjs. tests/wasm holds every name
// here against the module. Ids are indices into the lists of web/generated/names.ts. The tables are
// declared in web/generated/tables.d.ts, which wasm/generate.mjs writes.
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

/** Results of reading; see core/capture/capture_reader.h. */
export type Status = 0 /* need more */ | 1 /* refused */ | 2 /* finished */ | 3; /* index full */

/** Totals of the capture so far. */
export interface CaptureInfo {
  status: Status;
  packets: number;
  segments: number;
  connections: number;
  /** Octets pushed. */
  bytes: number;
  /** Time of the first frame, seconds since the Unix epoch; 0 when no frame was read. */
  start: number;
  /** Last minus first time seen, seconds. */
  duration: number;
}

/** What is computed for the connection on view. */
export interface Details {
  reasons: ReasonTable;
  fields: FieldTable;
  summary: SummaryTable;
}

/** What happened in the capture, and what its connections can be sorted by. */
export interface Incidents {
  incidents: IncidentTable;
  measures: MeasureTable;
}

export interface EndpointStatistics {
  listeners: ListenerTable;
  scanners: ScannerTable;
  /** Connections whose opening came before the capture. */
  begunBefore: number;
  /** Connections that outlast it. */
  openAtEnd: number;
}

export interface TcpOption {
  kind: number;
  /** As in the option's length byte; 1 for EOL and NOP. */
  length: number;
  /** Position behind the first byte of the TCP header. */
  offset: number;
  /**
   * Numbers of the option: MSS, shift, SACK edges in pairs, TSval and TSecr, port …; none where
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
  /** The three bits behind the data offset. */
  reserved: number;
  flags: number;
  window: number;
  checksum: number;
  urgentPointer: number;
  options: TcpOption[];
}

export interface Engine {
  /** An input buffer of `size` bytes inside the module's memory; valid until the next call. */
  buffer(size: number): Uint8Array;
  /** Reads the first `size` bytes of the buffer. */
  push(size: number): Status;
  /** The input has ended. */
  finish(): Status;
  info(): CaptureInfo;
  connections(first: number, count: number): ConnectionTable;
  /**
   * Index of the connection with that number (ConnectionTable.stream, streamPart); where none begins
   * in the stream, of the first with a segment of it; NO_ROW where there is none either. Linear in
   * the number of segments.
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
   * What of the file details() needs to see again: two numbers a place, its first byte, which may
   * lie before the file, and how many.
   */
  places(connection: number): Float64Array;
  /**
   * The first `size` bytes of the buffer hold what stands at places(), one behind the other, zeros
   * where that is outside the file; fewer where the file is not at hand.
   */
  details(connection: number, size: number): Details;
  findings(): FindingTable;
  notes(): NotesTable;
  /**
   * Layers of the frame that begins the first `size` bytes of the buffer, outermost first, by index
   * into names.layers. The bytes need to reach into the TCP header only.
   */
  layers(size: number, linkType: number): Uint8Array;
  endpointStatistics(): EndpointStatistics;
  /** Parses the first `size` bytes of the buffer as a TCP header; null when below 20 bytes. */
  header(size: number): HeaderDetail | null;
  /** Frees the object; it is of no use afterwards. */
  delete(): void;
}

/** A connection as a pcap that can be shown to others, written from the capture once more. */
export interface Share {
  /** Takes the first `size` bytes of the engine's buffer. False when all that was asked for is written. */
  push(engine: Engine, size: number): boolean;
  /** The capture has ended; not to be called where push() said that all is written. */
  finish(): void;
  /** What was written since the last call. */
  take(): Uint8Array;
  /** Frees the object, which must come before the engine's end. */
  delete(): void;
}

/** A connection as a packetdrill script, written from the capture once more. */
export interface ScriptWriter {
  /** Takes the first `size` bytes of the engine's buffer. False when all of it is written. */
  push(engine: Engine, size: number): boolean;
  /** The capture has ended; not to be called where push() said that all is written. */
  finish(): void;
  /** What was written since the last call. */
  take(): string;
  /** Frees the object, which must come before the engine's end. */
  delete(): void;
}

/**
 * The payload of one end, as its receiver's application gets it. Where it lies is kept; its bytes are
 * read again, a page at a time.
 */
export interface PayloadStream {
  /** Behind the last byte, missing ones included. */
  length(): number;
  /** Number of the first byte that the segment of `row` brings, or length() where it brings none. */
  firstOf(row: number): number;
  /** As places(), for page(): of bytes `from` to `to`, of which 2^20 are a page at most. */
  places(from: number, to: number): Float64Array;
  /** `size`: of those places, in the engine's buffer. */
  page(engine: Engine, from: number, to: number, size: number): PayloadTable;
  /** Frees the object, which must come before the engine's end. */
  delete(): void;
}

/** Finds bytes in the payload of all connections. */
export interface PayloadSearch {
  /** Takes the first `size` bytes of the engine's buffer. False when the rest need not be read. */
  push(engine: Engine, size: number): boolean;
  /** The capture has ended; not to be called where push() said that the rest need not be read. */
  finish(): void;
  /** What was found since the last call. */
  take(): PayloadMatchTable;
  /** Frees the object, which must come before the engine's end. */
  delete(): void;
}

/** A connection as steps that do not depend on how it was recorded: see core/compare/story.h. */
export interface ConnectionStory {
  /** Frees the object. */
  delete(): void;
}

/** What differs between two connections. */
export interface Comparison {
  divergences: DivergenceTable;
  lines: AlignedTable;
}

/** What several capture files are to each other: begin(), the file in pieces, end(), for each. */
export interface FileSet {
  /** `name`: the same number for files whose names differ in digits only. */
  begin(name: number): void;
  /** Takes the first `size` bytes of the engine's buffer. */
  push(engine: Engine, size: number): void;
  end(): void;
  take(): {
    /** Index into names.fileRelations. */
    relation: number;
    /** The files by the time of their first packet; those without packets come last. */
    order: Uint32Array;
    /** From each file with packets to the next one in this order, seconds; negative: they overlap. */
    gaps: Float64Array;
    /** Of each file as it was given; 0 where it is no capture. */
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

/** One connection as both captures show it; of no use after the taps are deleted. */
export interface MergedConnection {
  /** As Engine.places(), of capture 0 or 1, for capture(). */
  places(file: number): Float64Array;
  /**
   * The connection as a pcap without payload. The first `size` bytes of the first engine's buffer hold
   * places(0), the next `secondSize` places(1).
   */
  capture(size: number, secondSize: number): Uint8Array;
  /**
   * What was asked for, as a connection of the engine that has read capture(); NO_ROW where it
   * is not there.
   */
  connectionIn(read: Engine): number;
  /** Of that connection. */
  tables(read: Engine, connection: number): { timing: TimingTable; passages: PassageTable };
  /** Frees the object. */
  delete(): void;
}

/** Two captures of the same traffic. Both engines have read theirs to the end, and outlive this. */
export interface Taps {
  summary(): TapSummaryTable;
  /** Of a connection of the first capture. */
  merge(connection: number): MergedConnection;
  /** Frees the object. */
  delete(): void;
}

/**
 * What is in the part on demand: see web/README.md. Where the module is split, none of it may be
 * called before that part is here.
 */
export interface PartsOnDemand {
  FileSet: new () => FileSet;
  InterfaceTaps: new () => InterfaceTaps;
  /**
   * Writes rows `first` to `last` (or to the end) of a connection. `flags`: sum of 1 addresses kept,
   * 2 times kept, 4 TTL, DSCP and IP identification kept, 8 other ports, 16 payload cut off; see
   * core/share/anonymised_packet.h.
   */
  Share: new (
    engine: Engine,
    connection: number,
    first: number,
    last: number,
    flags: number,
  ) => Share;
  /** `local`: the end that the script tests, 0 client, 1 server; see core/script/script_writer.h. */
  ScriptWriter: new (engine: Engine, connection: number, local: number) => ScriptWriter;
  /** `end`: whose payload, 0 client, 1 server. */
  PayloadStream: new (engine: Engine, connection: number, end: number) => PayloadStream;
  /** Looks for the first `size` bytes of the engine's buffer, of at most 256. */
  PayloadSearch: new (engine: Engine, size: number) => PayloadSearch;
  /** `size` as for details(), of places(). The engine may be deleted afterwards. */
  ConnectionStory: new (engine: Engine, connection: number, size: number) => ConnectionStory;
  /** Of connections of one capture, or of two. Linear in the segments of both. */
  compare(first: ConnectionStory, second: ConnectionStory): Comparison;
  /** As places(), for resets(): empty where there is nothing to judge. */
  placesOfResets(engine: Engine, connection: number): Float64Array;
  /** As details(), of placesOfResets(). */
  resets(engine: Engine, connection: number, size: number): ResetTable;
  /**
   * An engine that keeps what a comparison needs: of captures for Taps, and for timing().
   * `interface`: the one whose packets are taken; negative: all are.
   */
  TapEngine: new (hashSeed: number, setAsideDuplicates: boolean, interface: number) => Engine;
  /** Compares two captures read by a TapEngine each. */
  Taps: new (first: Engine, second: Engine) => Taps;
  /** As places(), of all headers of a connection. */
  placesOfHeaders(engine: Engine, connection: number): Float64Array;
  /** As details(), of placesOfHeaders(): the connection as a pcap without payload. */
  headers(engine: Engine, connection: number, size: number): Uint8Array;
  /** Of a connection that a TapEngine has read. */
  timing(engine: Engine, connection: number): TimingTable;
  limits(engine: Engine, connection: number): LimitTable;
  /** Of connections `first` to `first + count`; linear in their segments. */
  limitSummaries(engine: Engine, first: number, count: number): LimitSummaryTable;
  /** Linear in the segments of the capture. */
  incidents(engine: Engine): Incidents;
  /** As details(), of places(): without them there are no SACK blocks. */
  curves(engine: Engine, connection: number, size: number): CurveTable;
}

export interface EngineModule extends PartsOnDemand {
  /**
   * `hashSeed`: any 32-bit number, best a random one; results do not depend on it.
   * `setAsideDuplicates`: leave copies that the capture made out of the analysis.
   */
  Engine: new (hashSeed: number, setAsideDuplicates: boolean) => Engine;
}

/**
 * `wasmBinary`: tcpladder-engine.wasm. Or a function that instantiates the module with `imports`,
 * tells so by a call of `receive`, and returns an empty object.
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
