// The interface of a streaming unpacker.

export interface Unpacker {
  /** All output reaches the sink before the call returns. Throws on damaged input. */
  push(chunk: Uint8Array): void;
  /** The input has ended; throws if it ends inside a member or frame. */
  finish(): void;
}

/** Receives unpacked bytes, which it must not keep without copying. */
export type Sink = (octets: Uint8Array) => void;
