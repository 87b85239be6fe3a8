// What unpacks one container as a stream.

export interface Unpacker {
  /** Every output chunk reaches the sink before the call returns. Throws on damaged input. */
  push(chunk: Uint8Array): void;
  /** The input has ended; throws when it ends inside a member or frame. */
  finish(): void;
}

/** Takes unpacked bytes, which it must not keep without copying. */
export type Sink = (octets: Uint8Array) => void;
