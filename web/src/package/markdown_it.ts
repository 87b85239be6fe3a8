// Plugin for markdown-it: ```tcp blocks become <tcp-ladder>, or the HTML that `draw` returns.
import { attributesOf, textMark, type Attributes, type FenceOptions } from './fence';

interface Token {
  info: string;
  content: string;
}
type Rule = (tokens: Token[], index: number, ...rest: unknown[]) => string;

/** The part of markdown-it's interface that the plugin uses. */
interface MarkdownIt {
  renderer: { rules: { fence?: Rule | undefined } };
  utils: { escapeHtml: (text: string) => string };
}

export interface MarkdownItOptions extends FenceOptions {
  /** Draws a block when the site is built. */
  draw?: (text: string, attributes: Attributes) => string;
}

export default function tcpLadder(md: MarkdownIt, options: MarkdownItOptions = {}): void {
  const { rules } = md.renderer;
  const others = rules.fence;
  const { escapeHtml } = md.utils;
  const written = (attributes: Attributes) =>
    Object.entries(attributes)
      .map(([key, value]) => (value === '' ? ` ${key}` : ` ${key}="${escapeHtml(value)}"`))
      .join('');
  rules.fence = (tokens, index, ...rest) => {
    const { info, content } = tokens[index]!;
    const attributes = attributesOf(info, options);
    if (!attributes) return others?.(tokens, index, ...rest) ?? '';
    if (options.draw) return `${options.draw(content, attributes)}\n`;
    const pre = `<pre${written(textMark)}>${escapeHtml(content)}</pre>`;
    return `<tcp-ladder${written(attributes)}>${pre}</tcp-ladder>\n`;
  };
}

// What require() of a module returns: the renderer of Hexo asks for its plug-ins so.
export { tcpLadder as 'module.exports' };
