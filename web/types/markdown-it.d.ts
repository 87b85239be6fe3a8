import type { Attributes, FenceOptions } from './fence.js';

export interface MarkdownItOptions extends FenceOptions {
  /** Draws a block when the site is built; by default it becomes a <tcp-ladder>. */
  draw?: (text: string, attributes: Attributes) => string;
}

/** A plug-in of markdown-it: fenced blocks become figures. */
export default function tcpLadder(md: object, options?: MarkdownItOptions): void;
