// What a scenario needs of a browser, whichever protocol drives it.

export interface Point {
  x: number;
  y: number;
}

/** One window. Times out by itself where the browser does not answer. */
export interface Driver {
  open(address: string): Promise<void>;
  /** The value of an expression in the page, awaited there; it must survive JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** A key by its name in `KeyboardEvent.key`, or one character. */
  press(key: string): Promise<void>;
  /** In CSS pixels of the window. */
  click(point: Point): Promise<void>;
  /** Gives a file of the disk to the file chooser of the page. */
  choose(path: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** PNG of what is on view. */
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}
