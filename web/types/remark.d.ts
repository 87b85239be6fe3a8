import type { Attributes, FenceOptions } from './fence.js';

export interface RemarkOptions extends FenceOptions {
  /**
   * Draws a block when the site is built, as HTML, which rehype has to let through; by default it
   * becomes a <tcp-ladder>.
   */
  draw?: (text: string, attributes: Attributes) => string | Promise<string>;
}

/** A plug-in of remark: fenced blocks become figures. */
export default function tcpLadder(options?: RemarkOptions): (tree: object) => Promise<void>;
