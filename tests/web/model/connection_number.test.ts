import { describe, expect, it } from 'vitest';
import { numberText, parseNumber, sameNumber } from '../../../web/src/model/connection_number';

describe('the number of a connection', () => {
  it('is that of its stream, with a part only where several begin in it', () => {
    expect(numberText({ stream: 3, part: 1 })).toBe('3');
    expect(numberText({ stream: 3, part: 2 })).toBe('3.2');
  });

  it('is read again as it was written', () => {
    for (const number of [
      { stream: 0, part: 1 },
      { stream: 12, part: 10 },
    ]) {
      expect(parseNumber(numberText(number))).toEqual(number);
    }
  });

  it('is nothing else', () => {
    for (const text of ['', '-1', '1.', '1.0', '.2', '1.2.3', 'x', '1e3']) {
      expect(parseNumber(text), text).toBeUndefined();
    }
  });

  it('is the same only with the same part', () => {
    expect(sameNumber({ stream: 3, part: 1 }, { stream: 3, part: 1 })).toBe(true);
    expect(sameNumber({ stream: 3, part: 1 }, { stream: 3, part: 2 })).toBe(false);
  });
});
