import { describe, expect, test } from 'vitest';
import { wordsFor } from '../../../web/src/i18n/words';
import { dayPieces, secondsPieces, sinceText } from '../../../web/src/ladder/clock';
import { labelOf } from '../../../web/src/ladder/labels';
import { LadderPlan } from '../../../web/src/ladder/plan';
import type { LadderOptions } from '../../../web/src/ladder/options';
import { tableHead, tableRow } from '../../../web/src/ladder/table';
import { clampLines, wrap } from '../../../web/src/ladder/text';
import type { Connection } from '../../../web/src/model';
import { ladderWords } from '../../../web/src/story/ladder-words';
import * as talks from '../talks';

const words = ladderWords(wordsFor('en'));

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

  test('the window where it closes, or everywhere on request', () => {
    expect(label(talks.zeroWindow(), 5)).toContain('win 0');
    expect(label(talks.story(), 2, 999, { windows: true })).toContain('win 65535');
  });

  test('what has no room is dropped from the right, never flags, seq and ack', () => {
    const at = (room: number) => label(talks.story(), 1, room);
    expect(at(220)).toBe('SYN ACK seq 0 ack 1 win 65535');
    expect(at(150)).toBe('SYN ACK seq 0 ack 1');
    expect(at(10)).toBe('SYN ACK seq 0 ack 1');
  });

  test('a retransmission points to its original', () => {
    expect(label(talks.halfOpen(), 3)).toContain('↻ #2');
  });
});

describe('times', () => {
  const written = (pieces: { text: string; muted: boolean }[]) =>
    pieces.map((p) => (p.muted ? `(${p.text})` : p.text)).join('');

  test('leading zeros are muted', () => {
    expect(written(secondsPieces(0))).toBe('(0.000)(000)');
    expect(written(secondsPieces(0.000068))).toBe('(0.000)(0)68');
    expect(written(secondsPieces(0.003876))).toBe('(0.00)3876');
    expect(written(secondsPieces(5.005131))).toBe('5.005131');
  });

  test('of the time of day, what repeats the row above is muted', () => {
    expect(written(dayPieces(3661.5, null, 0))).toBe('01:01:01.500');
    expect(written(dayPieces(3662.25, 3661.5, 0))).toBe('(01:01:)02.250');
    expect(written(dayPieces(3661.5, null, 480))).toBe('09:01:01.500');
  });

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
  });
});

describe('text', () => {
  const each = (text: string) => text.length * 10;

  test('breaks between words', () => {
    expect(wrap('one two three', 80, 12, each)).toEqual(['one two', 'three']);
  });

  test('breaks between Han letters, and no line begins with a stop', () => {
    expect(wrap('四个步骤，三个', 40, 12, each)).toEqual(['四个步骤，', '三个']);
  });

  test('what is cut ends in more', () => {
    expect(clampLines(['aaaa', 'bbbb', 'cccc'], 2, 'more', 110, 12, each)).toEqual([
      'aaaa',
      'bbbb … more',
    ]);
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
