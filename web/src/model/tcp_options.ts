// TCP options by kind.
import { tcpOptionLengths, tcpOptions } from '../../generated/names';

export type TcpOptionName = (typeof tcpOptions)[keyof typeof tcpOptions];

/** Undefined for a kind without a name. */
export const tcpOptionName = (kind: number): TcpOptionName | undefined =>
  (tcpOptions as Readonly<Record<number, TcpOptionName>>)[kind];

/** Minimum and maximum of the length byte by its specification; undefined for other kinds. */
export const tcpOptionLength = (kind: number): readonly [number, number] | undefined =>
  (tcpOptionLengths as Readonly<Record<number, readonly [number, number]>>)[kind];
