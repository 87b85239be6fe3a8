// Plugin for remark: ```tcp blocks become <tcp-ladder>, or the HTML that `draw` returns. The
// element is made of mdast nodes, so that MDX accepts it.
import { attributesOf, textMark, type Attributes, type FenceOptions } from './fence';

/** The fields of an mdast node that the plugin uses. */
interface Node {
  type: string;
  lang?: string | null;
  meta?: string | null;
  value?: string;
  children?: Node[];
  data?: object;
}

export interface RemarkOptions extends FenceOptions {
  /** Draws a block when the site is built; rehype must allow raw HTML. */
  draw?: (text: string, attributes: Attributes) => string | Promise<string>;
}

export default function tcpLadder(options: RemarkOptions = {}) {
  const change = async (node: Node): Promise<void> => {
    await Promise.all((node.children ?? []).map(change));
    if (node.type !== 'code') return;
    const attributes = attributesOf(`${node.lang ?? ''} ${node.meta ?? ''}`, options);
    if (!attributes) return;
    const { value = '' } = node;
    delete node.value;
    if (options.draw) {
      Object.assign(node, { type: 'html', value: await options.draw(value, attributes) });
      return;
    }
    const text = { type: 'text', value };
    // Not a <pre>, which Docusaurus replaces by a component that omits its attributes.
    const properties = { ...textMark, style: 'white-space: pre' };
    const block = { type: 'element', tagName: 'div', properties, children: [text] };
    const data = { hName: 'tcp-ladder', hProperties: attributes, hChildren: [block] };
    Object.assign(node, { type: 'tcpLadder', data });
  };
  return (tree: Node) => change(tree);
}
