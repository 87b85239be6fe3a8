// A part of what one end sent, piece by piece, as its receiver's application got it.
import type { PayloadTable } from '../../../wasm/engine.mjs';
import { NO_ROW } from '../../generated/values';
import type { Connection } from './connection';
import { payloadPieces } from './names';

export type PayloadPieceName = (typeof payloadPieces)[number];

export interface PayloadPiece {
  kind: PayloadPieceName;
  /** Number of its first byte, and how many there are. */
  from: number;
  size: number;
  /** Segment that carries it; null of what is missing. */
  row: number | null;
  /** Of a repeated piece: its bytes are not those that came first. */
  differs: boolean;
  /** Of a captured piece; else empty. */
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

/** What an end sent, read again from the file. */
export interface PayloadReader {
  /** Bytes `from` to `to`. */
  page(connection: Connection, end: 0 | 1, from: number, to: number): Promise<PayloadTable>;
  /** Number of the first byte that the segment of `row` brings, or null where it brings none. */
  firstOf(connection: Connection, end: 0 | 1, row: number): Promise<number | null>;
}
