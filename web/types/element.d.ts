/** Detail of `load`. */
export interface LoadDetail {
  connections: number;
  segments: number;
}

/** Detail of `select`; `step` counts from 1, as the attribute does. */
export interface SelectDetail {
  step: number;
}

export interface TcpLadderEventMap {
  load: CustomEvent<LoadDetail>;
  select: CustomEvent<SelectDetail>;
  error: CustomEvent<Error>;
}

/**
 * One connection of a capture in a page. Importing the class registers nothing; define() does, or
 * the entry `tcp-ladder/define`. Where there is no window, it can be imported and does nothing.
 *
 * A place in a connection is a segment `4`, segments `4-9` (both from 1), `frame 17` or
 * `frames 17-20` of the capture, a part `handshake`, `data`, `teardown`, `all`, or a segment by
 * name: `first`, `last`, `syn`, `syn-ack`, `ack` (the third of a handshake), `first-data`,
 * `request`, `response`, `fin`, `fin-ack`, `second-fin`, `last-ack`, `rst`, and what Wireshark
 * would mark: `retransmission`, `keep-alive`, `zero-window`, `duplicate-ack 2` for the second. Of two
 * captures also `lost-between`, `lost-behind`, `missed` and `duplicate`.
 */
export declare class TcpLadder extends HTMLElement {
  /** Address of a capture or of a text about packets; null for a script inside the element. */
  src: string | null;
  /**
   * Address of a second capture of the same traffic, taken nearer to the server: both are laid over each
   * other. The attribute is `src-server`.
   */
  srcServer: string | null;
  /** Curves over time in the place of the ladder. */
  view: 'ladder' | 'curves';
  /** Of curves: whose data; that of the end that sent more by default. */
  sender: 'client' | 'server' | null;
  /** Of curves: the time on view, `0.5-2`, in seconds since the connection began; null for all. */
  time: string | null;
  /** Of curves: readers may zoom, and choose direction and range. */
  zoom: boolean;
  /** Number of the connection, Wireshark's tcp.stream; null for the first. `3.2` is the second that begins in stream 3. */
  stream: string | number | null;
  /**
   * The place on view; null for all of the connection. The attribute `part` says the same where
   * this is not set; as a property that name is taken: Element.part is the list of names for
   * ::part().
   */
  show: string | null;
  /** Chosen segment, from 1. */
  step: number;
  numbers: 'relative' | 'absolute';
  /** Back, play, forward and all segments as letters; the three buttons; nothing. */
  controls: 'all' | 'buttons' | 'none' | null;
  /** Under the ladder: one sentence, all there is to say of the chosen segment, or nothing. */
  explain: 'caption' | 'full' | 'none' | null;
  /** Pixels or a CSS length: the element keeps this height and scrolls the drawing inside. */
  height: string | null;
  theme: 'auto' | 'light' | 'dark';
  loading: 'lazy' | 'eager';
  /** Address of a TCP Ladder page to link to. */
  page: string | null;
  /** Readers may change the text that the figure is drawn from. */
  edit: boolean;
  /** Readers may save the capture as pcapng, with the captions as comments on their packets. */
  save: boolean;
  /** Labels resets that something in the middle sent in the name of an end. */
  resets: boolean;
  /** Address of tcp-ladder-worker.js, for a site that forbids workers from a blob. */
  worker: string | null;

  /**
   * The capture as pcapng, with the captions as comments on their packets. Rejects if none is on
   * view, or two are.
   */
  pcapng(): Promise<Blob>;

  addEventListener<K extends keyof TcpLadderEventMap>(
    type: K,
    listener: (this: TcpLadder, event: TcpLadderEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/**
 * A caption inside <tcp-ladder>, which chooses its place while it is being read. An empty one shows
 * the comments that the capture has there.
 */
export declare class TcpStep extends HTMLElement {
  /** A place in the connection; of several segments the first is chosen, all are marked. */
  at: string;
  /** Whether this is the caption that the ladder shows now; read only. */
  readonly current: boolean;
}

/** Registers <tcp-ladder>, <tcp-step> and the elements inside. A second call does nothing. */
export declare function define(): void;

declare global {
  interface HTMLElementTagNameMap {
    'tcp-ladder': TcpLadder;
    'tcp-step': TcpStep;
  }
}
