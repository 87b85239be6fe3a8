// What stands over the two rails, in every width and with ends of every length.
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../web/src/words';
import { pageWords } from '../../../web/src/words/page';
import { LadderPlan } from '../../../web/src/ladder/plan';
import { drawHeads } from '../../../web/src/ladder/render/heads';
import type { SvgNode } from '../../../web/src/svg/node';
import { estimate } from '../../../web/src/svg/text';
import type { End } from '../../../web/src/model/connection';
import { ladderWords } from '../../../web/src/story/ladder_words';
import * as talks from '../talks';

const long = '2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff';
const other = 'fe80:1234:5678:9abc:def0:1234:5678:9abc';
const name = 'a-machine-with-a-rather-long-name.in.a.deep.example';

interface Line {
  y: number;
  from: number;
  to: number;
  text: string;
}

// Widths as the stylesheet sets these texts.
function lineOf(node: SvgNode): Line {
  const { x, y } = node.attrs as { x: number; y: number };
  const head = y < 20;
  let width = 0;
  let text = '';
  for (const child of node.children) {
    if (typeof child === 'string') {
      width += estimate(child, head ? 13.5 : 12.5, head);
      text += child;
    } else if (child.tag === 'tspan') {
      const inner = child.children.map(String).join('');
      width += Number(child.attrs['dx']) + estimate(inner, head ? 12 : 12.5);
      text += ` ${inner}`;
    }
  }
  const start = node.attrs['text-anchor'] === 'end' ? x - width : x;
  return { y, from: start, to: start + width, text };
}

function lines(
  client: Partial<End>,
  server: Partial<End>,
  width: number,
  language: Language = 'en',
) {
  const words = ladderWords(pageWords.of(language));
  const connection = talks.story({ client, server });
  const nodes = drawHeads(new LadderPlan({ connection, words, width }));
  return nodes.filter((node) => node.tag === 'text').map(lineOf);
}

describe('the heads of the rails', () => {
  const ends: [string, Partial<End>][] = [
    ['IPv4', {}],
    ['IPv6', { address: long }],
    ['IPv6 and a name', { address: other, names: [name] }],
    ['a name', { names: [name] }],
  ];
  const widths = [280, 328, 360, 560, 640, 700, 880, 1040];
  const all = ends.flatMap(([one, client]) =>
    ends.map(([two, server]) => ({ one, two, client, server })),
  );

  test.each(all)('do not run into each other: $one, $two', ({ client, server }) => {
    for (const width of widths) {
      for (const language of ['en', 'zh-CN'] as const) {
        const drawn = lines(client, server, width, language);
        for (const y of [16, 33]) {
          const [left, right] = drawn.filter((line) => line.y === y);
          const label = `${width} px: ${left!.text} | ${right!.text}`;
          expect(right!.from - left!.to, label).toBeGreaterThanOrEqual(12);
          expect(left!.from, label).toBeGreaterThanOrEqual(0);
          expect(right!.to, label).toBeLessThanOrEqual(width);
        }
      }
    }
  });

  const endpoints = (width: number, client: Partial<End>, server: Partial<End>) =>
    lines(client, server, width)
      .filter((line) => line.y === 33)
      .map(({ text }) => text);

  test('an address loses its middle, never the port', () => {
    const [client, server] = endpoints(328, { address: long }, { address: other });
    expect(client).toMatch(/^\[2001:[^…]*…[^…]*f\]:50765$/);
    expect(server).toMatch(/^\[fe80:[^…]*…[^…]*c\]:1688$/);
  });

  test('a long address may have what a short one leaves', () => {
    expect(endpoints(640, { address: long }, {})[0]!.length).toBeGreaterThan(
      endpoints(640, { address: long }, { address: other })[0]!.length,
    );
  });

  test('both addresses come before any name', () => {
    const [client, server] = endpoints(1040, { names: [name] }, { address: long, names: [name] });
    expect(client).toContain('127.0.0.1:50765');
    expect(server).toContain(`[${long}]:1688`);
  });
});
