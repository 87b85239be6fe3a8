import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../web/src/export/columns';
import { toText } from '../../../web/src/export/text';
import type { TextOptions } from '../../../web/src/export/text';
import type { Language } from '../../../web/src/words';
import type { Connection } from '../../../web/src/model/connection';
import { asked } from './asked';
import { acting, hostile } from './hostile';
import * as talks from '../talks';

type Asked = Partial<Omit<TextOptions, 'words'>> & { language?: Language };

function text(connection: Connection, { columns = 80, lines = 'box', ...options }: Asked = {}) {
  return toText(connection, { ...asked(options), columns, lines });
}

/** The columns in which both rails stand, of every line that draws them. */
function rails(drawn: string): Set<string> {
  const found = new Set<string>();
  for (const line of drawn.split('\n')) {
    const places: number[] = [];
    let at = 0;
    for (const letter of line) {
      if ('│├┤┊'.includes(letter)) places.push(at);
      at += columnsOf(letter);
    }
    if (places.length > 0) found.add(places.join());
  }
  return found;
}

const everyTalk = Object.entries(talks)
  .filter(([name]) => name !== 'bulk')
  .map(([name, talk]) => [name, (talk as () => Connection)()] as const);

describe('the text ladder', () => {
  it('takes nothing back of what a segment promised that another one had passed', () => {
    const states = (connection: Connection) =>
      text(connection, { columns: 110 })
        .split('\n')
        .flatMap((line) => /[│┤] ?([A-Z][A-Z0-9-]+[?~]?)$/.exec(line)?.[1] ?? []);
    expect(states(talks.simultaneousOpen())).toEqual([
      'CLOSED~',
      'SYN-SENT',
      'SYN-RECEIVED?',
      'SYN-RECEIVED',
      'ESTABLISHED?',
      'ESTABLISHED',
    ]);
    expect(states(talks.simultaneousClose())).not.toContain('CLOSE-WAIT?');
  });

  it('tells of both ends that crossed each state they pass', () => {
    const drawn = text(talks.simultaneousClose(), { columns: 110 });
    const found = (side: RegExp) => [...drawn.matchAll(side)].map(([, state]) => state);
    expect(found(/[│┤] ?([A-Z][A-Z0-9-]+[?~]?)$/gm).slice(-5)).toEqual([
      'FIN-WAIT-1',
      'CLOSING?',
      'TIME-WAIT?',
      'TIME-WAIT',
      'CLOSED~',
    ]);
    expect(found(/ ([A-Z][A-Z0-9-]+[?~]?) [│├]/gm).slice(-5)).toEqual([
      'FIN-WAIT-1',
      'CLOSING?',
      'CLOSING',
      'TIME-WAIT?',
      'CLOSED~',
    ]);
  });

  it.each([
    ['story', talks.story(), {}],
    ['story-zh', talks.story(), { language: 'zh-CN' }],
    ['story-teardown-absolute', talks.story(), { part: 'teardown', numbers: 'absolute' }],
    ['loss', talks.lossy(), {}],
    ['mid-stream-ascii', talks.midStream(), { lines: 'ascii' }],
    ['half-open', talks.halfOpen(), {}],
    ['zero-window', talks.zeroWindow(), {}],
  ] as const)('of %s is the one a person has looked at', async (name, connection, options) => {
    await expect(text(connection, options)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it.each(everyTalk)('keeps both rails straight (%s)', (_, connection) => {
    for (const language of ['en', 'zh-CN'] as const) {
      expect(rails(text(connection, { language })).size).toBe(1);
    }
  });

  it.each([
    ['story', talks.story(), 80, {}],
    ['refused', talks.refused(), 80, {}],
    // Numbers are never left out: these have more digits.
    ['loss', talks.lossy(), 88, {}],
    ['absolute', talks.story(), 100, { numbers: 'absolute' }],
  ] as const)('fits a mail, or is no wider than its numbers (%s)', (_, connection, most, more) => {
    const lines = text(connection, more).split('\n');
    expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(most);
  });

  it('has room for more where there is more', () => {
    expect(text(talks.midStream(), { columns: 80 })).toContain('│  keep-alive probe');
    expect(text(talks.midStream(), { columns: 120 })).toContain('ack 1448 keep-alive probe ─');
  });

  it('folds a long run and says what is in it', () => {
    const drawn = text(talks.bulk(500));
    expect(drawn.split('\n').length).toBeLessThan(30);
    expect(drawn).toMatch(/500 segments/);
  });

  it('shows a run segment by segment where the part begins inside it', () => {
    const drawn = text(talks.bulk(500), { part: { first: 10, last: 19 } });
    const numbers = [...drawn.matchAll(/^\s*(\d+) {2}\d+\.\d{6}/gm)].map(([, n]) => Number(n));
    expect(numbers).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });

  it.each(Object.entries(hostile))('keeps a hostile title to one line (%s)', (_, title) => {
    const plain = text(talks.story()).split('\n');
    const titled = text(talks.story(), { title }).split('\n');
    expect(titled.slice(1)).toEqual(plain);
    expect(titled[0]).not.toMatch(acting);
  });
});
