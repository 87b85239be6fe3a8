// The module that text.cc is compiled to, tcpladder-text.mjs. Ids are indices into the lists of
// web/generated/names.ts.

/** Everything that is wrong with a script, in the order of the text. */
export interface ProblemTable {
  /** All of them; the columns hold the first 100. */
  count: number;
  /** Index into names.problems. */
  id: Uint8Array;
  /** Where the token at fault begins, both from 1. A column is one byte of UTF-8. */
  line: Uint32Array;
  column: Uint32Array;
  /** Bytes of the token; 0 at the end of the text. */
  length: Uint32Array;
}

/** See core/text/text_capture.h. */
export interface TextCapture {
  /** Index into names.textFormats. */
  format: number;
  /** Empty where the text fits no format. */
  pcapng: Uint8Array<ArrayBuffer>;
  /** The line of each frame, counted from 1. */
  lines: Uint32Array;
  problems: ProblemTable;
  /** Lines of a listing that tell of no TCP segment. */
  otherLines: number;
}

export interface TextModule {
  /**
   * `text`: UTF-8, or a string. `otherwise`: index into names.textFormats of what to read a text as
   * that fits no format.
   */
  readText(text: Uint8Array | string, otherwise: number): TextCapture;
}

/** `wasmBinary`: tcpladder-text.wasm. */
export default function createText(options: { wasmBinary: BufferSource }): Promise<TextModule>;
