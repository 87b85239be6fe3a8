import { expect, test } from 'vitest';
import { elementHtml } from '../../../web/src/page/share/element_html';

const svg = (more = '') => `<svg><title>A &amp; "B"</title>${more}</svg>`;

test('the element, with the drawing as its fallback', () => {
  const html = elementHtml('#capture=AA', 'c.pcap', svg('é'));
  expect(html).toContain('<tcp-ladder src="#capture=AA">\n');
  expect(html).toContain('alt="A &amp; &quot;B&quot;"');
  const [, encoded = ''] = /base64,([^"]+)"/.exec(html) ?? [];
  expect(Buffer.from(encoded, 'base64').toString()).toBe(svg('é'));
});

test('a long drawing is left to the file', () => {
  const html = elementHtml('c.pcap', 'c.pcap', svg('x'.repeat(200_001)));
  expect(html).toContain('<a href="c.pcap">A &amp; "B"</a>');
  expect(html).not.toContain('<img');
});
