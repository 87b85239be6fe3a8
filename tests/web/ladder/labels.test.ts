import { describe, expect, test } from 'vitest';
import { pageWords } from '../../../web/src/words/page';
import { clockForm } from '../../../web/src/base/moment';
import { clockPieces, clockRoom, dayPieces, sinceText } from '../../../web/src/ladder/clock';
import { labelLines, labelOf, labelPlace, spansWidth } from '../../../web/src/ladder/labels';
import { LadderPlan } from '../../../web/src/ladder/plan';
import type { LadderOptions } from '../../../web/src/ladder/options';
import { tableHead, tableRow } from '../../../web/src/ladder/table';
import { clampLines, estimate, wrap } from '../../../web/src/svg/text';
import type { Connection } from '../../../web/src/model/connection';
import { ladderWords } from '../../../web/src/story/ladder_words';
import * as talks from '../talks';
import { drawn as drawnSvg, allOpen } from './drawn';

const words = ladderWords(pageWords.of('en'));

function label(
  connection: Connection,
  row: number,
  room = 999,
  options: Partial<LadderOptions> = {},
) {
  const plan = new LadderPlan({ connection, words, width: 904, options });
  return labelOf(plan, row, room)
    .map((span) => span.text)
    .join(' ');
}

describe('labels', () => {
  test('ack only with ACK, len only with payload, win and mss only on a SYN', () => {
    expect(label(talks.story(), 0)).toBe('SYN seq 0 win 65535 mss 16344');
    expect(label(talks.story(), 2)).toBe('ACK seq 1 ack 1');
    expect(label(talks.story(), 5)).toBe('PSH ACK seq 1 ack 366 len 1248');
  });

  test('numbers as in the header', () => {
    expect(label(talks.story(), 4, 999, { numbers: 'absolute' })).toBe(
      'ACK seq 1176504284 ack 3041927981',
    );
  });

  test('the window where it closes', () => {
    expect(label(talks.zeroWindow(), 5)).toContain('win 0');
  });

  test('what has no room is dropped from the right, never flags, seq and ack', () => {
    const at = (room: number) => label(talks.story(), 1, room);
    expect(at(220)).toBe('SYN ACK seq 0 ack 1 win 65535');
    expect(at(150)).toBe('SYN ACK seq 0 ack 1');
    expect(at(10)).toBe('SYN ACK seq 0 ack 1');
  });

  describe.each([280, 320, 360, 560, 568, 600, 700, 879, 880])('in a drawing of %i px', (width) => {
    test.each(['relative', 'absolute'] as const)(
      'flags and %s numbers stay inside the rails, in two lines at most',
      (numbers) => {
        for (const connection of [talks.everyFlag(), talks.story(), talks.lossy()]) {
          const plan = new LadderPlan({ connection, words, width, options: { numbers } });
          for (let row = 0; row < plan.rows.count; row += 1) {
            const { room } = labelPlace(plan, plan.rows.sender(row));
            const { lines, size } = labelLines(plan, row, room);
            const widths = lines.map((line) => spansWidth(plan, line, size));
            expect(Math.max(...widths), `row ${row}`).toBeLessThanOrEqual(room);
            expect(lines.length).toBeLessThanOrEqual(2);
            const text = (spans: { text: string }[]) => spans.map((span) => span.text).join(' ');
            expect(text(lines.flat())).toContain(text(labelOf(plan, row, 0)));
          }
        }
      },
    );
  });

  test('the second line of a label has its room over the row', () => {
    const pitch = (width: number, numbers: 'relative' | 'absolute') =>
      new LadderPlan({ connection: talks.story(), words, width, options: { numbers } }).measures
        .pitch;
    expect([904, 600, 350].map((width) => pitch(width, 'relative'))).toEqual([44, 44, 60]);
    expect([904, 600, 350, 300].map((width) => pitch(width, 'absolute'))).toEqual([44, 57, 60, 73]);
  });

  test('in a narrow row a finding comes before the time', () => {
    const svg = (connection: Connection) =>
      drawnSvg(new LadderPlan({ connection, words, width: 350 }));
    const probes = svg(talks.midStream());
    expect(probes).toContain('keep-alive probe<');
    expect(probes).not.toContain('>+75.000 s<');
    expect(svg(talks.story())).toContain('>+5.001 s<');
  });

  test('a retransmission points to its original', () => {
    expect(label(talks.halfOpen(), 3)).toContain('↻ #2');
  });
});

describe('times', () => {
  const written = (pieces: { text: string; muted: boolean }[]) =>
    pieces.map((p) => (p.muted ? `(${p.text})` : p.text)).join('');

  test('leading zeros are muted', () => {
    expect(written(clockPieces(0, 's'))).toBe('(0.000)(000)');
    expect(written(clockPieces(0.000068, 's'))).toBe('(0.000)(0)68');
    expect(written(clockPieces(0.003876, 's'))).toBe('(0.00)3876');
    expect(written(clockPieces(5.005131, 's'))).toBe('5.005131');
  });

  test('from ten minutes on hours, from a day on days are counted', () => {
    expect([0, 599.9, -599.9].map(clockForm)).toEqual(['s', 's', 's']);
    expect([600, 86399, -7200].map(clockForm)).toEqual(['h', 'h', 'h']);
    expect([86400, 1e7].map(clockForm)).toEqual(['d', 'd']);
    expect(written(clockPieces(0.003876, 'h'))).toBe('(0:00:00.00)3876');
    expect(written(clockPieces(45_296.5, 'h'))).toBe('12:34:56.500000');
    expect(written(clockPieces(-725.25, 'h'))).toBe('\u2212(0:)12:05.250000');
    expect(written(clockPieces(3 * 86400 + 7384.0315, 'd'))).toBe('3 d 02:03:04.031');
    expect(written(clockPieces(0.75, 'd'))).toBe('(0 d 00:00:00.)750');
  });

  test('a longer form has room', () => {
    const long = (seconds: number) =>
      new LadderPlan({ connection: talks.lasting(seconds), words, width: 904 }).measures.time!;
    const usual = long(5);
    for (const seconds of [120, 3600, 86_399, 86_400, 20 * 86_400]) {
      const text = clockPieces(seconds, clockForm(seconds))
        .map((piece) => piece.text)
        .join('');
      const over = estimate(text, 12) - estimate('99.999999', 12);
      expect(long(seconds) - usual, text).toBeGreaterThanOrEqual(over);
      expect(long(seconds) - usual, text).toBe(8 * clockRoom(seconds, 'start'));
    }
  });

  test('of the time of day, what repeats the row above is muted', () => {
    expect(written(dayPieces(3661.5, null, 0))).toBe('01:01:01.500');
    expect(written(dayPieces(3662.25, 3661.5, 0))).toBe('(01:01:)02.250');
    expect(written(dayPieces(3661.5, null, 480))).toBe('09:01:01.500');
  });

  test.each([880, 600])(
    'the time of day keeps clear of the step in a drawing of %i px',
    (width) => {
      const options = { time: 'day' } as const;
      const { measures } = new LadderPlan({ connection: talks.story(), words, width, options });
      const widest = 1.1 * estimate('15:04:05.678', 12);
      expect(measures.time! - widest - measures.number!).toBeGreaterThanOrEqual(4);
    },
  );

  test('how long after the row above', () => {
    const plan = new LadderPlan({
      connection: talks.story(),
      words,
      width: 380,
    });
    expect([0, 1, 5, 7].map((row) => sinceText(plan, row))).toEqual([
      '0',
      '+68 µs',
      '+3.445 ms',
      '+5.001 s',
    ]);
    const since = (seconds: number) =>
      sinceText(new LadderPlan({ connection: talks.lasting(seconds), words, width: 380 }), 3);
    expect([119, 125, 3900, 93_600].map(since)).toEqual([
      '+119.000 s',
      '+2 min 05 s',
      '+1 h 05 min',
      '+1 d 02 h',
    ]);
  });
});

describe('text', () => {
  const each = (text: string) => text.length * 10;

  test('breaks between words', () => {
    expect(wrap('one two three', 80, 12, each)).toEqual(['one two', 'three']);
    expect(wrap('later by 17.6 ms', 125, 12, each)).toEqual(['later by', '17.6 ms']);
    expect(wrap('12 segments', 80, 12, each)).toEqual(['12', 'segments']);
  });

  test('breaks between Han letters, and no line begins with a stop', () => {
    expect(wrap('四个步骤，三个', 40, 12, each)).toEqual(['四个步骤，', '三个']);
  });

  test('what is cut ends in more', () => {
    expect(clampLines(['aaaa', 'bbbb', 'cccc'], 2, 'more', 110, 12, each)).toEqual([
      'aaaa',
      'bbbb … more',
    ]);
    expect(clampLines(['up, 1,248 B down', 'etc.'], 1, 'more', 140, 12, each)).toEqual([
      'up, … more',
    ]);
    expect(clampLines(['上行下行', '上行'], 1, '更多', 75, 12, each)).toEqual(['上行 … 更多']);
  });
});

describe('table', () => {
  test('a row holds what the drawing shows, with both new states', () => {
    const plan = new LadderPlan({
      connection: talks.story(),
      words,
      width: 904,
    });
    const row = tableRow(plan, 7);
    expect(row).toHaveLength(tableHead(words).length);
    expect(row.slice(0, 10)).toEqual([
      '8',
      '5.005131',
      'server to client',
      'FIN ACK',
      '1249',
      '366',
      '0',
      '65535',
      'CLOSE-WAIT (expected)',
      'FIN-WAIT-1',
    ]);
  });

  test('states to be told are not given away', () => {
    const options = { predictAfter: 6 };
    const plan = new LadderPlan({
      connection: talks.story(),
      words,
      width: 904,
      options,
    });
    expect(tableRow(plan, 7).slice(8, 10)).toEqual(['ESTABLISHED', 'ESTABLISHED']);
  });
});

test('segments that cross, however many, take few measurements', () => {
  const { segments, ...rest } = talks.simultaneousOpen();
  const count = 2000;
  const again = <T>(column: T): T => {
    if (!ArrayBuffer.isView(column)) return column;
    const { constructor } = column as unknown as { constructor: typeof Uint32Array };
    const values = column as unknown as Uint32Array;
    return constructor.from({ length: count }, (_, i) => values[i % 2]!) as unknown as T;
  };
  const columns = Object.entries<unknown>({ ...segments }).map(([name, column]) => [
    name,
    again(column),
  ]);
  const connection: Connection = {
    ...rest,
    segments: { ...segments, ...(Object.fromEntries(columns) as object), count },
  };
  let measured = 0;
  const measure: typeof estimate = (...text) => {
    measured += 1;
    return estimate(...text);
  };
  const options = allOpen(connection);
  const plan = new LadderPlan({ connection, words, width: 880, options, measure });
  expect(plan.entry(1).y - plan.entry(0).y).toBeLessThan(plan.measures.pitch);
  expect(measured).toBeLessThan(50);
});
