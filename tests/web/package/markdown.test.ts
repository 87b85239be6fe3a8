// Blocks of Markdown as ladders, by the real markdown-it and remark.
import MarkdownIt from 'markdown-it';
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { readCapture, svgOf } from '../../../web/src/package/ladder';
import markdownIt from '../../../web/src/package/markdown_it';
import remark, { type RemarkOptions } from '../../../web/src/package/remark';

const page = `Text

\`\`\`tcp part=handshake step="2" edit onclick=alert(1)
< S 0:0(0) win 64240
> S. 0:0(0) ack 1
\`\`\`

\`\`\`js
a < b
\`\`\`
`;

async function throughRemark(options?: RemarkOptions): Promise<string> {
  const allowDangerousHtml = options?.draw !== undefined;
  const made = await unified()
    .use(remarkParse)
    .use(remark, options)
    .use(remarkRehype, { allowDangerousHtml })
    .use(rehypeStringify, { allowDangerousHtml })
    .process(page);
  return String(made);
}

const draw = async (text: string) => {
  const capture = await readCapture(new Blob([text]));
  return svgOf(await capture.connection(0));
};

describe('a fenced block', () => {
  it('is an element for markdown-it, and other blocks stay', () => {
    const md = new MarkdownIt();
    md.use(markdownIt, { attributes: { 'v-pre': '' } });
    const html = md.render(page);
    expect(html).toContain(
      '<tcp-ladder v-pre part="handshake" step="2" edit><pre data-type="text/packetdrill">&lt; S 0:0(0)',
    );
    expect(html).toContain('<code class="language-js">a &lt; b');
    expect(html).not.toContain('onclick');
  });

  it('is an element for remark, without HTML in Markdown, and other blocks stay', async () => {
    const html = await throughRemark();
    expect(html).toMatch(
      /<tcp-ladder part="handshake" step="2" edit(="")?><div data-type="text\/packetdrill" style="white-space: pre">(<|&#x3C;) S 0:0/,
    );
    expect(html).toContain('<code class="language-js">');
    expect(html).not.toContain('onclick');
  });

  it('is a drawing where one is made when the site is built', async () => {
    expect(await throughRemark({ draw })).toMatch(/<svg [^]*id="p2"[^]*<\/svg>/);
    const md = new MarkdownIt();
    md.use(markdownIt, { draw: (text: string, { part }) => `<b>${part}: ${text.length}</b>` });
    expect(md.render(page)).toContain('<b>handshake: 39</b>');
  });

  it('may be called otherwise', () => {
    const md = new MarkdownIt();
    md.use(markdownIt, { name: 'js' });
    expect(md.render(page)).toContain('<tcp-ladder><pre data-type="text/packetdrill">a &lt; b');
  });
});
