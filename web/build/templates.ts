// Removes line breaks and indentation from Lit's templates and styles: this saves 1.8 kB of a first
// visit and 0.4 kB of tcp-ladder.js. The package for this, minify-literals, needs Node 22, and its
// version for Node 20 skips every file that has a `${number}px` in its styles.
import type { Plugin } from 'vite';

const tags = new Set(['html', 'svg', 'css']);

interface Node {
  type: string;
  start: number;
  end: number;
}

/** Collapses white space in templates; in styles, also removes what CSS does not need. */
export const compactTemplates: Plugin = {
  name: 'compact-templates',
  apply: 'build',
  enforce: 'post',
  transform(code, id) {
    if (!/\/web\/src\/.*\.ts$/.test(id.split('?')[0]!)) return undefined;
    const edits: { start: number; end: number; text: string }[] = [];
    walk(this.parse(code), (node) => {
      if (node.type !== 'TaggedTemplateExpression') return;
      const { tag, quasi } = node as Node & {
        tag: Node & { name?: string };
        quasi: { quasis: Node[] };
      };
      if (!tag.name || !tags.has(tag.name)) return;
      for (const { start, end } of quasi.quasis) {
        const text = code.slice(start, end);
        edits.push({ start, end, text: tag.name === 'css' ? compactCss(text) : compact(text) });
      }
    });
    if (edits.length === 0) return undefined;
    edits.sort((a, b) => b.start - a.start);
    for (const { start, end, text } of edits) code = code.slice(0, start) + text + code.slice(end);
    return { code, map: null };
  },
};

const compact = (text: string) => text.replace(/\s+/g, ' ');

const compactCss = (text: string) =>
  compact(text.replace(/\/\*.*?\*\//gs, ''))
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
  } else if (typeof node === 'object' && node !== null) {
    if ('type' in node && 'start' in node) visit(node as Node);
    for (const value of Object.values(node)) walk(value, visit);
  }
}
