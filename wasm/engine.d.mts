// The module that bindings.cc is compiled to, tcpladder-engine.mjs. tests/wasm holds every name
// here against the module. Ids are indices into the lists of web/src/model/names.ts.

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

/** One row per connection, in order of appearance. Arrays of two-per-row hold client, server. */
export interface ConnectionTable {
  count: number;
  /** 4 or 6. */
  version: Uint8Array;
  /** 32 bytes a row: 16 of the client, 16 of the server; an IPv4 address fills the first four. */
  addresses: Uint8Array;
  /** Two per row. */
  ports: Uint16Array;
  /** Seconds since the capture's first frame. */
  start: Float64Array;
  /** Seconds from first to last segment. */
  duration: Float64Array;
  /** Two per row: segments sent by each end. */
  segments: Uint32Array;
  /** Two per row: payload bytes sent by each end, retransmissions included. */
  payload: Float64Array;
  /** Two per row: segments that repeat bytes. */
  retransmissions: Uint32Array;
  /** Two per row: initial sequence number; relative numbers count from it. */
  isn: Uint32Array;
  /** Two per row: window scale shift agreed, 0 where none. */
  windowScale: Uint8Array;
  /** Two per row: MSS option of the SYN, 0 where none. */
  mss: Uint16Array;
  /** One bit per row of names.analyses that any of its segments has. */
  analyses: Uint32Array;
  /** Index into names.outcomes. */
  outcome: Uint8Array;
  /** Index into names.openings. */
  opening: Uint8Array;
  /** Index into names.zeekStates. */
  zeekState: Uint8Array;
  /** Packed states at the end; two per row, client, server. */
  states: Uint8Array;
  /** Zeek's history strings joined with line feeds. */
  histories: string;
}

/** One row per segment of one connection, in capture order. */
export interface SegmentTable {
  count: number;
  /** Seconds since the capture's first frame. */
  time: Float64Array;
  /** Frame number in the file, from 1. */
  frame: Uint32Array;
  /** Where the frame's captured bytes begin in the (unpacked) file. */
  offset: Float64Array;
  /** Where the TCP header begins behind `offset`. */
  headerOffset: Uint16Array;
  /** As in the header. */
  seq: Uint32Array;
  ack: Uint32Array;
  /** Payload bytes; 0xffffffff where they cannot be told. */
  length: Uint32Array;
  /** Scaled where the scale is known. */
  window: Uint32Array;
  /** Bits 0-8: FIN SYN RST PSH ACK URG ECE CWR AE. Bit 9: sent by the server. */
  flags: Uint16Array;
  /** One bit per row of names.analyses. */
  analysis: Uint32Array;
  /** LINKTYPE_ value of the frame (tcpdump.org), or 0xffff where it was not kept. */
  linkType: Uint16Array;
  /** After this segment. Bits 0-3: index into names.states, bits 4-5: into names.certainties. */
  clientState: Uint8Array;
  serverState: Uint8Array;
  /** Row of the first segment that carried these sequence numbers, or 0xffffffff. */
  original: Uint32Array;
}

/**
 * ICMP errors that quote a segment of one connection, in capture order. They are no segments: no
 * other table counts them.
 */
export interface IcmpTable {
  count: number;
  /** Seconds since the capture's first frame. */
  time: Float64Array;
  /** Frame number in the file, from 1, and where its captured bytes begin. */
  frame: Uint32Array;
  offset: Float64Array;
  /** Segments of the connection captured before the error: it stands over the row of this number. */
  after: Uint32Array;
  /** Sequence number of the quoted header. */
  seq: Uint32Array;
  /** Of the next hop, where the packet was too big for it; else 0. */
  mtu: Uint32Array;
  /** As in the ICMP header (RFC 792), or the ICMPv6 header (RFC 4443) where `version` is 6. */
  type: Uint8Array;
  code: Uint8Array;
  /** Whose segment is quoted, and so whom the error is addressed to: 0 client, 1 server. */
  to: Uint8Array;
  /** 4 or 6. */
  version: Uint8Array;
  /** Who sent the error: 16 bytes a row; an IPv4 address fills the first four. */
  source: Uint8Array;
}

/** What the tracker says about the segments of one connection; rows ascend. */
export interface EventTable {
  count: number;
  row: Uint32Array;
  /** Index into names.events. */
  id: Uint16Array;
  /** 0 client, 1 server: whom it is about. */
  end: Uint8Array;
  /** Of a check: 1 when it holds. */
  passed: Uint8Array;
  /** Four per event; the meaning of each stands in names.events. */
  args: Float64Array;
}

/** The numbers behind Wireshark's words about the segments of one connection; rows ascend. */
export interface ReasonTable {
  count: number;
  row: Uint32Array;
  /** Index into names.analyses. */
  analysis: Uint8Array;
  /** Four per reason; the meaning of each stands in names.analysisTerms. */
  args: Float64Array;
}

/** Fields that Wireshark prints beside its words, one row per segment; 0 where it prints none. */
export interface FieldTable {
  bytesInFlight: Uint32Array;
  /** Frame whose end the segment acknowledges, and the seconds since. */
  acksFrame: Uint32Array;
  ackRtt: Float64Array;
  /** Of a retransmission: the oldest frame still unacknowledged, and the seconds since. */
  rtoFrame: Uint32Array;
  rto: Float64Array;
  /** Seconds from the SYN to the first ACK after it; 0 where not known. */
  initialRtt: number;
  /** Bits: SYN 1, SYN ACK 2, ACK 4, data 8, FIN 16, RST 32. */
  completeness: number;
}

/** What is told of one connection as a whole. */
export interface SummaryTable {
  count: number;
  /** Index into names.summaryItems. */
  id: Uint8Array;
  /** 0 client, 1 server: whom it is about. */
  end: Uint8Array;
  /** Four per item; the meaning of each stands in names.summaryItems. */
  args: Float64Array;
}

/** What is computed for the connection on view. */
export interface Details {
  reasons: ReasonTable;
  fields: FieldTable;
  summary: SummaryTable;
}

/** Texts one after the other, as the file has them: meant to be UTF-8. `ends` has where each ends. */
export interface TextColumn {
  bytes: Uint8Array;
  ends: Uint32Array;
}

/** What a pcapng file says besides its packets. Texts come from outside: show them as text only. */
export interface NotesTable {
  /** Hardware, operating system, application of the capturing machine. */
  section: TextColumn;
  /** One row per interface: LINKTYPE_ value, bytes kept of each packet (0: all). */
  linkType: Uint16Array;
  snapLength: Uint32Array;
  /** 1 where the file tells how many packets came and were dropped. */
  counted: Uint8Array;
  received: Float64Array;
  dropped: Float64Array;
  interfaceName: TextColumn;
  interfaceDescription: TextColumn;
  /** One row per name of an address: 4 or 6, and 16 bytes a row. */
  nameVersion: Uint8Array;
  nameAddress: Uint8Array;
  name: TextColumn;
  /** One row per comment: its frame, from 1, or 0; its interface, from 0, or 0xffffffff. */
  commentFrame: Uint32Array;
  commentInterface: Uint32Array;
  comment: TextColumn;
}

/** One row per kind of oddity, in order of first occurrence. */
export interface FindingTable {
  count: number;
  /** Index into names.findings. */
  id: Uint16Array;
  /** What tells kinds apart: a block type, a protocol number; else 0. */
  key: Float64Array;
  /** How often. */
  times: Float64Array;
  /** First frame, 0 when not in a frame; first offset in the file. */
  frame: Uint32Array;
  offset: Float64Array;
  /** Three per finding. */
  args: Float64Array;
}

/** What became of the SYNs sent to each address and port; most attempts first. */
export interface ListenerTable {
  count: number;
  /** 4 or 6. */
  version: Uint8Array;
  /** 16 bytes a row; an IPv4 address fills the first four. */
  address: Uint8Array;
  port: Uint16Array;
  /** Connections of which a SYN was captured; the next four are its parts. */
  attempts: Uint32Array;
  completed: Uint32Array;
  halfOpen: Uint32Array;
  unanswered: Uint32Array;
  refused: Uint32Array;
  synAckRetries: Uint32Array;
  /** Distinct client addresses. */
  sources: Uint32Array;
  /** Most connections that waited for their third segment at once, and when, in seconds. */
  peakHalfOpen: Uint32Array;
  peakTime: Float64Array;
  /** 1 where the peak is high and most attempts were never completed. */
  flood: Uint8Array;
  /**
   * The most that waited at once in each of equal parts of the capture: as many numbers for each row
   * with `flood`, in the order of the rows.
   */
  halfOpenOverTime: Uint32Array;
}

/** Addresses that asked many others, or many ports, and got little; most targets first. */
export interface ScannerTable {
  count: number;
  version: Uint8Array;
  /** 16 bytes a row. */
  address: Uint8Array;
  attempts: Uint32Array;
  /** Distinct addresses and ports. */
  targets: Uint32Array;
  refused: Uint32Array;
  unanswered: Uint32Array;
  /** Opened, or half so, and left without a byte. */
  dropped: Uint32Array;
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
  /** Numbers of the option: MSS, shift, SACK edges in pairs, TSval and TSecr, port … */
  values: number[];
  malformed: boolean;
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
  segments(connection: number): SegmentTable;
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
  /**
   * Begins to write rows `first` to `last` (or to the end) of a connection as a pcap that can be
   * shown to others. `flags`: sum of 1 addresses kept, 2 times kept, 4 TTL, DSCP and IP
   * identification kept, 8 other ports, 16 payload cut off; see core/share/anonymised_packet.h.
   */
  share(connection: number, first: number, last: number, flags: number): void;
  /** Takes the first `size` bytes of the buffer: the capture once more. False when done. */
  sharePush(size: number): boolean;
  /** The capture has ended; not needed where sharePush said that it is done. */
  shareFinish(): void;
  /** What was written since the last call. */
  shared(): Uint8Array;
  /** Frees the object; it is of no use afterwards. */
  delete(): void;
}

export interface EngineModule {
  /**
   * `hashSeed`: any 32-bit number, best a random one; results do not depend on it.
   * `setAsideDuplicates`: leave copies that the capture made out of the analysis.
   */
  Engine: new (hashSeed: number, setAsideDuplicates: boolean) => Engine;
}

/** `wasmBinary`: tcpladder-engine.wasm. */
export default function createEngine(options: { wasmBinary: BufferSource }): Promise<EngineModule>;
