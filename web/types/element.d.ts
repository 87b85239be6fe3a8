/** Detail of `load`. */
export interface LoadDetail {
  connections: number;
  segments: number;
}

/** Detail of `select`; `step` counts from 1, as the attribute does. */
export interface SelectDetail {
  step: number;
}

/**
 * One connection of a capture in a page. Importing the class registers nothing; define() does, or
 * the entry `tcp-ladder/define`. Needs a DOM: import it in a browser only.
 *
 * Events: `load` (LoadDetail), `select` (SelectDetail), `error` (an Error as detail).
 */
export declare class TcpLadder extends HTMLElement {
  /** Address of a capture; null for a base64 script inside the element. */
  src: string | null;
  /** Ordinal of the connection, from 0. */
  stream: number;
  /** Chosen segment, from 1. */
  step: number;
  numbers: 'relative' | 'absolute';
  theme: 'auto' | 'light' | 'dark';
  loading: 'lazy' | 'eager';
  /** Address of a TCP Ladder page to link to. */
  page: string | null;
}

/** Registers <tcp-ladder> and the elements inside it. A second call does nothing. */
export declare function define(): void;

declare global {
  interface HTMLElementTagNameMap {
    'tcp-ladder': TcpLadder;
  }
}
