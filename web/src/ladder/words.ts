// The words the drawing needs. The drawing itself knows only numbers, symbols and the names of
// protocol, flags and states, which stay English in every language.
import type { Certainty, StateName } from '../model/names';
import type { Connection, IcmpError } from '../model/connection';
import type { EndState, Side } from '../model/segment';
import type { RowNote } from '../model/rows';
import type { Phase } from '../model/phases';
import type { TwoMsl } from '../model/two_msl';

/** Texts of an ICMP error in the drawing. */
export interface IcmpText {
  /** "Unreachable" and "prohibited by a filter". */
  name: string;
  code: string;
  /** "from 192.0.2.1" */
  from: string;
  /** The whole error in words. */
  row: string;
}

/** Data of one row, for the label that a screen reader reads. */
export interface RowFacts {
  /** Step number, from 1. */
  number: number;
  from: Side;
  /** Names of the set flags, as in "SYN ACK". */
  flags: string[];
  /** Relative or absolute, as in the drawing. */
  seq: number;
  /** Null without the ACK flag. */
  ack: number | null;
  /** Payload bytes; null if unknown. */
  length: number | null;
  /** Null if unknown. */
  window: number | null;
  /**
   * Seconds since the connection's first segment, and since the previous row (null for the first).
   */
  time: number;
  since: number | null;
  note: RowNote | null;
  /** States of client and server after this segment; `changed` if a state was different before. */
  states: [EndState & { changed: boolean }, EndState & { changed: boolean }];
}

/** A folded run of data segments from one side. */
export interface RunFacts {
  first: number;
  last: number;
  from: Side;
  /** Number of data segments. */
  segments: number;
  /** Their payload bytes. */
  payload: number;
  /** Number of acknowledgments from the other side. */
  acks: number;
  /** Number of data segments that retransmit bytes. */
  retransmitted: number;
  seconds: number;
}

/** Texts for a connection with times at its ends. */
export interface TapTexts {
  /** Label of a single tap's line. */
  capturedHere: string;
  /** Label of the delays. */
  delayHead: string;
  delay(seconds: number): string;
  /** The fate of a segment that was not simply seen at both taps. */
  fate(connection: Connection, row: number): { name: string; text: string } | null;
}

export interface LadderWords {
  /** BCP 47 tag; determines fonts and line breaks. */
  lang: string;
  /** Title of the whole drawing: "TCP connection 127.0.0.1:50765 to 127.0.0.1:1688". */
  title(connection: Connection): string;
  /** One or two sentences: how many segments, who opens, who closes first. */
  description(connection: Connection): string;
  /**
   * The head of a rail: "Client" with "opens", "Server" with "closes first"; the role may be empty.
   */
  end(connection: Connection, side: Side): { name: string; role: string };
  /**
   * A bracket: "Opening", "79 µs", "4 logical steps in 3 segments: #2 carries both …". `line` is a
   * short form of all of it for a narrow drawing. Texts may be empty; rows count from 0.
   */
  phase(
    phase: Phase,
    connection: Connection,
  ): { name: string; time: string; sentence: string; line: string };
  /** Set if times at the ends or two captures are drawn. */
  taps?: TapTexts;
  /** A note in quotation marks. */
  quoted(text: string): string;
  /** "5.001 s of silence" */
  silence(seconds: number): string;
  /** "37 segments · 52.4 kB" and "19 ACKs back · 2 retransmitted · 18.4 ms". */
  run(run: RunFacts): { head: string; detail: string };
  /**
   * `label` follows the numbers on the arrow ("keep-alive probe", "3rd duplicate"); `margin` is
   * next to the row. Either may be missing.
   */
  note(note: RowNote): { label?: string; margin?: { name: string; text: string } };
  icmp(error: IcmpError, connection: Connection): IcmpText;
  /** "4 more": ICMP errors in one place beyond those drawn. */
  moreIcmp(n: number): string;
  /** Label at the start of a retransmission's leader if the original is not in the capture. */
  notCaptured: string;
  /** The wait in TIME-WAIT: "2MSL", and the assumption about its length. */
  tail(twoMsl: TwoMsl | null): { name: string; sentence: string };
  /** Text below the last row if the connection does not end in the capture. */
  captureEnds: string;
  /** Says that only these rows are printed, both included. */
  notPrinted(rows: readonly [first: number, last: number]): string;
  /** Expands a shortened text: "more". */
  more: string;
  /** "client to server" */
  direction(from: Side): string;
  certainty(certainty: Certainty): string;
  /** The whole row in words, with both new states. */
  row(row: RowFacts): string;
  /** Column headers of the table. */
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
