// The module compiled from text.cc, tcpladder-text.mjs. Ids are indices into the lists of
// web/generated/names.ts.

/** All problems of a script, in the order of the text. */
export interface ProblemTable {
  /** Number of problems; the columns contain the first 100. */
  count: number;
  /** Index into names.problems. */
  id: Uint8Array;
  /** Where the wrong token begins, both from 1. Columns count bytes of UTF-8. */
  line: Uint32Array;
  column: Uint32Array;
  /** Bytes of the token; 0 at the end of the text. */
  length: Uint32Array;
}

/** See core/text/text_capture.h. */
export interface TextCapture {
  /** Index into names.textFormats. */
  format: number;
  /** Empty if the text has no known format. */
  pcapng: Uint8Array<ArrayBuffer>;
  /** The line of each frame, counted from 1. */
  lines: Uint32Array;
  problems: ProblemTable;
  /** Lines of a listing without a TCP segment. */
  otherLines: number;
}

export interface TextModule {
  /**
   * `text`: UTF-8, or a string. `otherwise`: the format of a text that has no known format, as an
   * index into names.textFormats.
   */
  readText(text: Uint8Array | string, otherwise: number): TextCapture;
}

/** `wasmBinary`: tcpladder-text.wasm. */
export default function createText(options: { wasmBinary: BufferSource }): Promise<TextModule>;
