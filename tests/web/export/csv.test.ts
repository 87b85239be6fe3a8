import { describe, expect, it } from 'vitest';
import { field, toCsv } from '../../../web/src/export/csv';
import { asked } from './asked';
import { acting, hostile } from './hostile';
import * as talks from '../talks';

/** RFC 4180, for what toCsv writes: every line ends with CR LF. */
function cellsOf(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  const token = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (;;) {
    const match = token.exec(text);
    if (!match) return lines;
    line.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === '\r\n') {
      lines.push(line);
      line = [];
    }
  }
}

describe('the table', () => {
  it('is the one a person has looked at', async () => {
    await expect(toCsv(talks.story(), asked())).toMatchFileSnapshot('golden/story.csv');
  });

  it('has one line per segment, all of the same length', () => {
    const lines = cellsOf(toCsv(talks.midStream(), asked()));
    expect(lines).toHaveLength(1 + talks.midStream().segments.count);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it.each(Object.entries(hostile))('holds a hostile title in its cell (%s)', (_, title) => {
    const text = toCsv(talks.story(), asked({ title }));
    const [heads, ...lines] = cellsOf(text);
    expect(heads![0]).toBe('title');
    expect(lines).toHaveLength(11);
    for (const line of lines) {
      expect(line).toHaveLength(heads!.length);
      expect(line[0]).not.toMatch(/^[=+\-@\t\r]/);
      expect(line[0]).not.toMatch(acting);
    }
  });
});

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1', '|calc'])(
    'that reads like a formula (%s) gets an apostrophe',
    (text) => {
      expect(field(text).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('that is a number stays one', () => {
    expect(field(-1)).toBe('-1');
  });

  it('is quoted where it must be', () => {
    expect(field('a,"b"')).toBe('"a,""b"""');
    expect(field('a\nb')).toBe('"a\nb"');
    expect(field('plain')).toBe('plain');
    expect(field(null)).toBe('');
  });
});
