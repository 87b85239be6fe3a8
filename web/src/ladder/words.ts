// The words the drawing needs. The drawing itself knows only numbers, symbols and the names of
// protocol, flags and states, which stay English in every language.
import type { Certainty, StateName } from '../model/names';
import type { Connection, IcmpError } from '../model/connection';
import type { EndState, Side } from '../model/segment';
import type { RowNote } from '../model/rows';
import type { Phase } from '../model/phases';
import type { TwoMsl } from '../model/two_msl';

/** An ICMP error as the drawing names it. */
export interface IcmpText {
  /** "Unreachable" and "prohibited by a filter". */
  name: string;
  code: string;
  /** "from 192.0.2.1" */
  from: string;
  /** All of it in words. */
  row: string;
}

/** One row as facts, for the label that a screen reader speaks. */
export interface RowFacts {
  /** From 1. */
  number: number;
  from: Side;
  /** As in "SYN ACK". */
  flags: string[];
  /** Relative or absolute, as the drawing shows them. */
  seq: number;
  /** Null without the ACK flag. */
  ack: number | null;
  /** Payload bytes; null where they cannot be told. */
  length: number | null;
  /** Null where it is not known. */
  window: number | null;
  /** Seconds since the connection's first segment, and since the row before (null for the first). */
  time: number;
  since: number | null;
  note: RowNote | null;
  /** After this segment, client and server; `changed` when it was another state before. */
  states: [EndState & { changed: boolean }, EndState & { changed: boolean }];
}

/** A folded run of data segments from one side. */
export interface RunFacts {
  first: number;
  last: number;
  from: Side;
  /** Data segments of the sender. */
  segments: number;
  /** Their payload bytes. */
  payload: number;
  /** Acknowledgments that came back. */
  acks: number;
  /** Data segments that repeat bytes. */
  retransmitted: number;
  seconds: number;
}

/** Of a connection with moments at its ends. */
export interface TapTexts {
  /** Over the line of a single tap. */
  capturedHere: string;
  /** Over the delays. */
  delayHead: string;
  delay(seconds: number): string;
  /** What became of a segment that was not simply seen at both taps. */
  fate(connection: Connection, row: number): { name: string; text: string } | null;
}

export interface LadderWords {
  /** BCP 47; chooses fonts and line breaks. */
  lang: string;
  /** Of the whole drawing: "TCP connection 127.0.0.1:50765 to 127.0.0.1:1688". */
  title(connection: Connection): string;
  /** One or two sentences: how many segments, who opens, who closes first. */
  description(connection: Connection): string;
  /** Over a rail: "Client" with "opens", "Server" with "closes first"; a role may be empty. */
  end(connection: Connection, side: Side): { name: string; role: string };
  /**
   * A bracket: "Opening", "79 µs", "4 logical steps in 3 segments: #2 carries both …". `line` is
   * all of it in one short line for a narrow drawing. Texts may be empty; rows count from 0.
   */
  phase(
    phase: Phase,
    connection: Connection,
  ): { name: string; time: string; sentence: string; line: string };
  /** Where moments at the ends are drawn, or two captures. */
  taps?: TapTexts;
  /** "5.001 s of silence" */
  silence(seconds: number): string;
  /** "37 segments · 52.4 kB" and "19 ACKs back · 2 retransmitted · 18.4 ms". */
  run(run: RunFacts): { head: string; detail: string };
  /**
   * `label` follows the numbers on the arrow ("keep-alive probe", "3rd duplicate"); `margin` stands
   * beside the row. Either may be missing.
   */
  note(note: RowNote): { label?: string; margin?: { name: string; text: string } };
  icmp(error: IcmpError, connection: Connection): IcmpText;
  /** "4 more": ICMP errors in one place beyond those drawn. */
  moreIcmp(n: number): string;
  /** Where the leader of a retransmission begins when its original is not in the capture. */
  notCaptured: string;
  /** The wait behind TIME-WAIT: "2MSL" and what is assumed of its length. */
  tail(twoMsl: TwoMsl | null): { name: string; sentence: string };
  /** Under the last row of a connection that the capture does not see end. */
  captureEnds: string;
  /** Where not all rows go to the printer; both are included. */
  notPrinted(rows: readonly [first: number, last: number]): string;
  /** Opens a text that was cut: "more". */
  more: string;
  /** "client to server" */
  direction(from: Side): string;
  certainty(certainty: Certainty): string;
  /** The whole row in words, with both new states. */
  row(row: RowFacts): string;
  /** Heads of the rows as a table. */
  columns: {
    number: string;
    time: string;
    direction: string;
    flags: string;
    seq: string;
    ack: string;
    length: string;
    window: string;
    client: string;
    server: string;
    note: string;
  };
  /** Role of the drawing for assistive technology: "TCP ladder diagram". */
  drawing: string;
  /** Sentence of the state diagram: "RFC 9293 state diagram. Client: CLOSED → … (expected)". */
  path(side: Side, states: { state: StateName; certainty: Certainty }[]): string;
}
