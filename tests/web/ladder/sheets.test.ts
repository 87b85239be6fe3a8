import { describe, expect, test } from 'vitest';
import { wordsFor } from '../../../web/src/i18n/words';
import { LadderPlan } from '../../../web/src/ladder/plan';
import type { SvgNode } from '../../../web/src/ladder/render/node';
import { toMarkup } from '../../../web/src/ladder/render/node';
import { PAPER, drawSheets, slicesOf } from '../../../web/src/ladder/sheets';
import type { PrintInput } from '../../../web/src/ladder/sheets';
import type { Connection } from '../../../web/src/model';
import { ladderWords } from '../../../web/src/story/ladder-words';
import * as talks from '../talks';

const words = ladderWords(wordsFor('en'));
const MOST = 2000;

function input(connection: Connection, given: Partial<PrintInput> = {}): PrintInput {
  return {
    connection,
    words,
    width: 904,
    options: { foldRuns: false },
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

  test('a page too small for any row still takes one', () => {
    const { connection, rows } = input(talks.story());
    const plan = new LadderPlan({ connection, words, width: 904 });
    const slices = slicesOf(plan, rows, MOST, 10, 10);
    expect(slices).toEqual(Array.from({ length: plan.count }, (_, i) => ({ first: i, last: i })));
  });
});
