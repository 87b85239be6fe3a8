// A range of the payload that one end sent, in pieces, as the receiver's application got it.
import type { PayloadTable } from '../../../wasm/engine.mjs';
import { NO_ROW } from '../../generated/values';
import type { Connection } from './connection';
import { payloadPieces } from './names';

export type PayloadPieceName = (typeof payloadPieces)[number];

export interface PayloadPiece {
  kind: PayloadPieceName;
  /** Offset of its first byte in the stream, and its length in bytes. */
  from: number;
  size: number;
  /** Row of the segment that carries it; null for a missing piece. */
  row: number | null;
  /** For a repeated piece: its bytes differ from those that came first. */
  differs: boolean;
  /** Bytes of a captured piece; empty for others. */
  bytes: Uint8Array;
}

export function piecesOf(table: PayloadTable): PayloadPiece[] {
  let at = 0;
  return Array.from({ length: table.count }, (_, i) => {
    const kind = payloadPieces[table.kind[i]!]!;
    const size = table.size[i]!;
    const bytes = table.bytes.subarray(at, kind === 'captured' ? (at += size) : at);
    const row = table.row[i]!;
    return {
      kind,
      from: table.from[i]!,
      size,
      row: row === NO_ROW ? null : row,
      differs: table.differs[i] === 1,
      bytes,
    };
  });
}

/** Reads the payload that an end sent, again from the file. */
export interface PayloadReader {
  /** Bytes `from` to `to`. */
  page(connection: Connection, end: 0 | 1, from: number, to: number): Promise<PayloadTable>;
  /**
   * Offset in the stream of the first payload byte of the segment in `row`; null if it has no
   * payload.
   */
  firstOf(connection: Connection, end: 0 | 1, row: number): Promise<number | null>;
}
