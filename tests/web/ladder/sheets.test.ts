import { describe, expect, test } from 'vitest';
import { pageWords } from '../../../web/src/words/page';
import { LadderPlan } from '../../../web/src/ladder/plan';
import { crossesNext } from '../../../web/src/model/segment';
import { cutOf, drawExcerpt } from '../../../web/src/ladder/render/excerpt';
import { LadderPainter } from '../../../web/src/ladder/render/ladder';
import type { SvgNode } from '../../../web/src/svg/node';
import { toMarkup } from '../../../web/src/svg/node';
import { drawSheets, slicesOf } from '../../../web/src/ladder/sheets';
import { PAPER } from '../../../web/src/theme/paper';
import type { PrintInput } from '../../../web/src/ladder/sheets';
import type { Connection } from '../../../web/src/model/connection';
import { ladderWords } from '../../../web/src/story/ladder_words';
import * as talks from '../talks';
import { allOpen } from './drawn';

const words = ladderWords(pageWords.of('en'));
const MOST = 2000;

function input(connection: Connection, given: Partial<PrintInput> = {}): PrintInput {
  return {
    connection,
    words,
    width: 904,
    options: allOpen(connection),
    id: 'p',
    rows: [0, connection.segments.time.length - 1],
    selected: null,
    above: 200,
    ...given,
  };
}

const sizes = (sheets: SvgNode[]) =>
  sheets.map(({ attrs }) => [Number(attrs.width), Number(attrs.height)] as const);
const rowsOn = (sheet: SvgNode) =>
  [...toMarkup(sheet).matchAll(/ id="pr(\d+)"/g)].map(([, n]) => Number(n) - 1);

/** Letters in which notes take all the lines they may. */
const broad = (text: string, size: number) => 0.7 * size * text.length;

type Text = { x: number; y: number; text: string };

/** Texts under a node by where they stand. */
function textsIn(node: SvgNode): Text[] {
  const inside = node.children.filter((child) => typeof child !== 'string');
  if (node.tag !== 'text') return inside.flatMap(textsIn);
  const text = toMarkup({ ...node, tag: 'text', attrs: {} }).replace(/<[^>]*>/g, ' ');
  return [{ x: Number(node.attrs.x), y: Number(node.attrs.y), text: text.trim() }];
}

function find(node: SvgNode, wanted: (node: SvgNode) => boolean): SvgNode | undefined {
  const inside = node.children.filter((child) => typeof child !== 'string');
  if (wanted(node)) return node;
  return inside.map((child) => find(child, wanted)).find((found) => found !== undefined);
}

/** Texts of a sheet that its clip does not cut away, heads left out. */
function shown(sheet: SvgNode): string[] {
  const part = find(sheet, ({ attrs }) => String(attrs['clip-path']).startsWith('url('));
  const clip = find(sheet, ({ tag }) => tag === 'clipPath');
  const rects = clip?.children.flatMap((rect) => (typeof rect === 'string' ? [] : [rect.attrs]));
  const within = ({ x, y }: Text) =>
    rects?.some((rect) => {
      const [left, top] = [Number(rect.x), Number(rect.y)];
      // Letters reach up to 9 px over their line.
      const [right, bottom] = [left + Number(rect.width), top + Number(rect.height)];
      return x >= left && x < right && y - 9 >= top && y <= bottom;
    }) ?? true;
  return textsIn(part ?? sheet)
    .filter(within)
    .map(({ text }) => text);
}

describe('a ladder on paper', () => {
  test('a short one takes one sheet, as wide as the paper', () => {
    const sheets = drawSheets(input(talks.story()), MOST);
    expect(sheets).toHaveLength(1);
    const [[width, height]] = sizes(sheets) as [readonly [number, number]];
    expect(width).toBe(PAPER.width);
    expect(height).toBeLessThanOrEqual(PAPER.height - 200);
  });

  test('one a little longer than the page is made smaller, and no smaller than need be', () => {
    const natural = sizes(drawSheets(input(talks.story(), { above: 0 }), MOST))[0]![1];
    const above = Math.floor(PAPER.height - 0.9 * natural);
    const sheets = drawSheets(input(talks.story(), { above }), MOST);
    expect(sheets).toHaveLength(1);
    const [width, height] = sizes(sheets)[0]!;
    expect(width).toBeLessThanOrEqual(PAPER.width);
    expect(height).toBeLessThanOrEqual(PAPER.height - above);
    expect(height).toBeGreaterThan(0.97 * (PAPER.height - above));
  });

  test.each([200, 700, null])('every row of a long one is on one sheet, whole (%s)', (above) => {
    const connection = talks.bulk(120);
    const sheets = drawSheets(input(connection, { above }), MOST);
    expect(sheets.length).toBeGreaterThan(3);
    const { length } = connection.segments.time;
    expect(sheets.flatMap(rowsOn)).toEqual(Array.from({ length }, (_, row) => row));
    for (const [index, [width, height]] of sizes(sheets).entries()) {
      expect(width).toBeLessThanOrEqual(PAPER.width);
      expect(height).toBeLessThanOrEqual(PAPER.height - (index === 0 ? (above ?? 124) : 0));
    }
  });

  test('a sheet that begins in the middle names the ends and the states they are in', () => {
    const sheets = drawSheets(input(talks.bulk(120)), MOST).map(toMarkup);
    for (const sheet of sheets) {
      expect(sheet).toContain('>Client<');
      expect(sheet).toContain('>Server<');
    }
    for (const sheet of sheets.slice(1, -1)) {
      expect(sheet.match(/>ESTABLISHED</g)).toHaveLength(2);
    }
  });

  test('what an SVG refers to is there once among all sheets', () => {
    const all = drawSheets(input(talks.bulk(120)), MOST)
      .map(toMarkup)
      .join('');
    const ids = [...all.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of all.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(id);
  });

  test('a part of a connection is printed as that part, and so many entries at most', () => {
    const part = drawSheets(input(talks.bulk(120), { rows: [40, 80] }), MOST);
    expect(part.flatMap(rowsOn)).toEqual(Array.from({ length: 41 }, (_, i) => 40 + i));
    const short = drawSheets(input(talks.bulk(120)), 10);
    expect(short.flatMap(rowsOn)).toHaveLength(10);
  });

  test.each([
    ['silences', talks.story(), / s pass/],
    ['notes in the margin', talks.rareMarks(), /ransmission|\d ms after|duplicate ACK,/],
    ['notes on a closed window', talks.zeroWindow(), /Zero window|buffer is full/],
    ['errors', talks.filtered(), /ICMP/],
    ['an error and the silence behind it', talks.tooBig(), /ICMP| pass/],
  ])('%s stand on one of the sheets, wherever they are cut', (_, connection, wanted) => {
    const options = allOpen(connection);
    const plan = new LadderPlan({ connection, words, width: 880, options, measure: broad });
    const { back, front } = new LadderPainter(plan, 'p').draw({ first: 0, last: plan.count - 1 });
    const whole = [back, front].flatMap(textsIn).map(({ text }) => text);
    const all = whole.filter((text) => wanted.test(text)).sort();
    expect(all).not.toEqual([]);
    for (let above = 980; above > 0; above -= 20) {
      const sheets = drawSheets(input(connection, { above, measure: broad }), MOST);
      // Whole, it may be laid out wider and made smaller.
      if (sheets.length < 2) continue;
      const told = sheets.flatMap(shown).filter((text) => wanted.test(text));
      expect([above, ...told.sort()]).toEqual([above, ...all]);
    }
  });

  test('a note that goes on beside the next row is on the sheet of its own row alone', () => {
    const connection = talks.rareMarks();
    const options = allOpen(connection);
    const plan = new LadderPlan({ connection, words, width: 880, options, measure: broad });
    const drawing = new LadderPainter(plan, 'p');
    const partFrom = (first: number) => {
      const slice = { first, last: plan.count - 1 };
      const cut = cutOf(plan, first, slice.last, true)!;
      const { nodes } = drawExcerpt(plan, cut, 'x', [drawing.draw(slice).front]);
      return shown({ tag: 'svg', attrs: {}, children: nodes });
    };
    const again = connection.segments.original.findIndex((row) => row < connection.segments.count);
    expect(partFrom(again)).toContain('Fast retransmission');
    expect(partFrom(again)).toContain('14.2 ms after #60');
    expect(partFrom(again + 1)).not.toContain('14.2 ms after #60');
  });

  test('two segments that cross are on one sheet', () => {
    const connection = talks.simultaneousClose();
    const plan = new LadderPlan({ connection, words, width: 880 });
    const crossing = Array.from({ length: plan.count }, (_, row) => row).filter((row) =>
      crossesNext(connection, row),
    );
    expect(crossing).toHaveLength(1);
    for (let room = 300; room < 700; room += 9) {
      const ends = slicesOf(plan, [0, plan.count - 1], MOST, room, 2000).map(({ last }) => last);
      expect([room, ends]).not.toEqual([room, expect.arrayContaining(crossing)]);
    }
  });

  test('a line over a part stands over it where a sheet begins with the part', () => {
    const plan = new LadderPlan({ connection: talks.story(), words, width: 600 });
    const drawing = new LadderPainter(plan, 'p');
    const line = /^(Opening|Request|Closing)/;
    for (const { first } of plan.phases.slice(1)) {
      const slice = { first: plan.entryOf(first), last: plan.count - 1 };
      const cut = cutOf(plan, slice.first, slice.last, true)!;
      const { nodes } = drawExcerpt(plan, cut, 'x', [drawing.draw(slice).front]);
      const told = shown({ tag: 'svg', attrs: {}, children: nodes });
      const parts = plan.phases.filter((phase) => phase.first >= first);
      expect(told.filter((text) => line.test(text))).toHaveLength(parts.length);
    }
  });

  test("on a page of another's the first sheet takes the room that is left on it", () => {
    const first = (begins: number, connection = talks.bulk(120)) =>
      sizes(drawSheets(input(connection, { above: null, width: 600, begins }), MOST))[0]![1];
    expect(first(0)).toBeGreaterThan(800);
    for (const begins of [400, 900 + 400]) {
      expect(first(begins)).toBeLessThanOrEqual(500);
      expect(first(begins)).toBeGreaterThan(350);
    }
    // Not a few rows at the end of a page, and no cut where the next one has room for all.
    expect(first(800)).toBe(first(0));
    expect(first(400, talks.unanswered())).toBe(first(0, talks.unanswered()));
  });

  test('what is not printed is told on a line of its own', () => {
    const chinese = ladderWords(pageWords.of('zh-CN'));
    const last = (given: Partial<PrintInput>, most: number) =>
      textsIn(drawSheets(input(talks.bulk(120), given), most).at(-1)!).map(({ text }) => text);
    const { length } = talks.bulk(120).segments.time;
    expect(last({}, 10)).toEqual([`Segments 11 to ${length} are not printed.`]);
    expect(last({ words: chinese }, 10)).toEqual([`第 11 到 ${length} 个报文段未打印。`]);
    expect(last({ rows: [40, 80] }, 40)).toEqual(['Segment 81 is not printed.']);
    expect(last({ rows: [40, 80] }, 41)).not.toContain('Segment 81 is not printed.');
  });

  test('a page too small for any row still takes one', () => {
    const { connection, rows } = input(talks.story());
    const plan = new LadderPlan({ connection, words, width: 904 });
    const slices = slicesOf(plan, rows, MOST, 10, 10);
    expect(slices).toEqual(Array.from({ length: plan.count }, (_, i) => ({ first: i, last: i })));
  });
});
