import { describe, expect, it } from 'vitest';
import { markTexts, timeMarks } from '../../../../web/src/page/connections/time_axis';

describe('marks of the time axis', () => {
  it.each([
    [62.4, 8, '0, 10, 20, 30, 40, 50, 60 s'],
    [0.00042, 5, '0.0000, 0.0001, 0.0002, 0.0003, 0.0004 s'],
    [0, 5, '0 s'],
    [100, 5, '0, 20, 40, 60, 80, 100 s'],
    [119, 5, '0, 30, 60, 90 s'],
    [150, 5, '0.0, 0.5, 1.0, 1.5, 2.0, 2.5 min'],
    [300, 8, '0, 1, 2, 3, 4, 5 min'],
    [5400, 9, '0, 10, 20, 30, 40, 50, 60, 70, 80, 90 min'],
    [9000, 6, '0.0, 0.5, 1.0, 1.5, 2.0, 2.5 h'],
    [86400, 8, '0, 3, 6, 9, 12, 15, 18, 21, 24 h'],
    [2.2 * 86400, 5, '0.0, 0.5, 1.0, 1.5, 2.0 d'],
    [30 * 86400, 8, '0, 5, 10, 15, 20, 25, 30 d'],
  ])('%f s with at most %i', (duration, most, texts) => {
    expect(markTexts(timeMarks(duration, most)).join(', ')).toBe(texts);
  });

  it('are at most so many, and the last one is within the capture', () => {
    for (let duration = 1e-6; duration < 1e10; duration *= 1.7) {
      for (const most of [2, 5, 13]) {
        const marks = timeMarks(duration, most);
        expect(marks.length).toBeLessThanOrEqual(most + 1);
        expect(marks.length).toBeGreaterThanOrEqual(1);
        expect(marks.at(-1)!).toBeLessThanOrEqual(duration);
      }
    }
  });
});
