import { describe, expect, test } from 'vitest';
import { pageWords } from '../../../web/src/words/page';
import { toMermaid } from '../../../web/src/export/mermaid';
import { toText } from '../../../web/src/export/text';
import { LadderPlan } from '../../../web/src/ladder/plan';
import { LadderPainter } from '../../../web/src/ladder/render/ladder';
import type { Connection } from '../../../web/src/model/connection';
import { h, toMarkup } from '../../../web/src/svg/node';
import { ladderWords } from '../../../web/src/story/ladder_words';
import { asked } from '../export/asked';
import { acting, hostile } from '../export/hostile';
import { CLIENT, Talk } from '../fixtures';
import { bulk, halfOpen, story } from '../talks';
import { drawn as drawnSvg, allOpen } from './drawn';

const words = ladderWords(pageWords.of('en'));

describe('markup', () => {
  test('text and attributes are escaped', () => {
    const node = h('text', { class: '"><script>' }, `<b>&'`);
    expect(toMarkup(node)).toBe(
      '<text class="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;</text>',
    );
  });

  test('what XML forbids is replaced', () => {
    expect(toMarkup(h('text', {}, 'a\u0000b\u001bc'))).toBe('<text>a\ufffdb\ufffdc</text>');
  });

  test('numbers are rounded, absent attributes left out', () => {
    expect(toMarkup(h('rect', { x: 1 / 3, y: null, rx: undefined, fill: false }))).toBe(
      '<rect x="0.33"/>',
    );
  });

  test('a line that is not drawn has a row of its own behind the one above it', () => {
    const connection = story();
    const plain = new LadderPlan({ connection, words, width: 904 });
    const notes = new Map([[2, [{ kind: 'undrawn' as const, text: 'line 9 is not drawn' }]]]);
    const plan = new LadderPlan({ connection, words, width: 904, options: { notes } });
    expect(plan.height - plain.height).toBe(plan.measures.pitch);
    const [note] = plan.notes(plan.entry(2));
    expect(note!.y).toBeGreaterThan(plan.head(2));
    expect(note!.y).toBeLessThan(plan.tail(3) - 12);
    expect(plan.notes(plan.entry(1))).toEqual([]);
    expect(drawnSvg(plan)).toContain('line 9 is not drawn');
  });

  test('a note stands in one line behind its row, cut to the width', () => {
    const connection = story();
    const long = 'word '.repeat(80).trim();
    const note = (text: string) => ({ kind: 'note' as const, text });
    const notes = new Map([[2, [note('short'), note(long)]]]);
    const plan = new LadderPlan({ connection, words, width: 904, options: { notes } });
    const svg = drawnSvg(plan);
    expect(svg).toContain('“short”');
    const [, shown] = /“(word [^”]*)…”/.exec(svg)!;
    expect(long.startsWith(shown!)).toBe(true);
    expect(plan.measure(`“${shown}…”`, 12)).toBeLessThan(plan.measures.right - plan.measures.left);
  });

  test('an address from a capture cannot break out of the drawing', () => {
    const connection = story({
      client: { address: '</svg><script>alert(1)</script>' },
    });
    const svg = drawnSvg(new LadderPlan({ connection, words, width: 904 }));
    expect(svg).not.toContain('<script');
  });
});

describe('names that the capture gives', () => {
  const drawn = (names: string[], width = 904) => {
    const plan = new LadderPlan({ connection: story({ client: { names } }), words, width });
    return drawnSvg(plan);
  };

  test('stand beside the address', () => {
    expect(drawn(['alice.example', 'alice'])).toMatch(
      /127\.0\.0\.1:50765<tspan[^>]*>alice\.example</,
    );
  });

  test('lose their middle where there is no room, and are told whole', () => {
    const name = `${'long-'.repeat(30)}example`;
    const svg = drawn([name, 'other'], 360);
    expect(svg).toMatch(/<tspan[^>]*>long-l[^<]*…[^<]*xample</);
    expect(svg).toContain(`<title>127.0.0.1:50765 ${name} other</title>`);
  });

  test.each(Object.entries(hostile))('are text in every form (%s)', (_, name) => {
    const connection = story({ client: { names: [name] } });
    for (const text of [
      drawn([name]),
      toText(connection, asked()),
      toMermaid(connection, asked()),
    ]) {
      for (const line of text.split('\n')) expect(line).not.toMatch(acting);
    }
    expect(drawn([name]) + toMermaid(connection, asked())).not.toContain('<script');
    // No line is begun by a name.
    const plain = story({ client: { names: ['plain'] } });
    const lines = (made: string) => made.split('\n').length;
    expect(lines(toMermaid(connection, asked()))).toBe(lines(toMermaid(plain, asked())));
  });
});

describe('drawing', () => {
  const plan = new LadderPlan({ connection: story(), words, width: 904 });

  test('every id is unique and belongs to its instance', () => {
    const markup = drawnSvg(plan, { id: 'one-' });
    const ids = [...markup.matchAll(/ id="([^"]*)"/g)].map((m) => m[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.startsWith('one-'))).toBe(true);
  });

  test('a leader keeps beside the rail where names of states stand between its ends', () => {
    const way = /class="ln kink2" stroke-dasharray="2 2" d="M[\d.]+ [\d.]+C([\d.]+) /g;
    const leaders = (connection: Connection) => {
      const drawn = new LadderPlan({ connection, words, width: 904 });
      const { rails } = drawn.measures;
      const bows = [...drawnSvg(drawn).matchAll(way)].map((found) => Number(found[1]));
      return bows.map((x) => (x < rails[0] ? rails[0] - x : x - rails[1] - 18));
    };
    const repeated = new Talk().syn().now('SYN-SENT', 'SYN-RECEIVED?').wait(68).synAck();
    repeated.now('ESTABLISHED?', 'SYN-RECEIVED').ack(CLIENT).now('ESTABLISHED', 'ESTABLISHED?');
    expect(leaders(repeated.wait(1_000_000).again(1).connection('still_open'))).toEqual([8]);
    expect(leaders(halfOpen())).toEqual([26, 26, 26]);
  });

  test('a line over a part is cut where it would cross the rails', () => {
    const line = `Opening · ${'word '.repeat(40)}`;
    const long = { ...words, phase: () => ({ name: '', time: '', sentence: '', line }) };
    const svg = drawnSvg(new LadderPlan({ connection: story(), words: long, width: 600 }));
    expect(svg).toMatch(/>Opening ·( word){3,} … more</);
  });

  test('each segment is a symbol labelled with both new states', () => {
    const drawing = new LadderPainter(plan, 'x').draw({
      first: 0,
      last: plan.count - 1,
    });
    const labels = [...drawing.entries.values()].map((node) => node.attrs['aria-label']);
    expect(labels).toHaveLength(11);
    expect(labels[7]).toContain('FIN-WAIT-1');
    expect(labels[7]).toContain('CLOSE-WAIT');
    expect([...drawing.entries.values()].every((n) => n.attrs.role === 'graphics-symbol')).toBe(
      true,
    );
  });

  test('a slice of 50,000 rows draws its rows only, and cuts the rails there', () => {
    const connection = bulk(33_000);
    const large = new LadderPlan({
      connection,
      words,
      width: 904,
      options: allOpen(connection),
    });
    const painter = new LadderPainter(large, 'x');
    const slice = { first: 30_000, last: 30_040 };
    const { back, entries } = painter.draw(slice);
    expect(entries.size).toBe(41);
    const heights = [...toMarkup(back).matchAll(/[V ](\d{6,}(?:\.\d+)?)/g)].map((m) =>
      Number(m[1]),
    );
    const [y0, y1] = painter.range(slice);
    expect(Math.min(...heights)).toBeGreaterThan(y0 - 50);
    expect(Math.max(...heights)).toBeLessThan(y1 + 50);
  });

  test('exactly one row is the tab stop', () => {
    const painter = new LadderPainter(plan, 'x', 4);
    const stops = [...painter.draw(painter.whole, 4).entries].filter(
      ([, n]) => n.attrs.tabindex === 0,
    );
    expect(stops.map(([row]) => row)).toEqual([4]);
  });

  test('a file brings its colours and knows no custom properties', () => {
    const svg = drawnSvg(plan, { theme: 'both' });
    expect(svg).toContain('#2a62d6');
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).not.toContain('var(--');
  });
});
