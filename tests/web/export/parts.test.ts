import { describe, expect, it } from 'vitest';
import { NoSuchPart, exporters, formats } from '../../../web/src/export';
import { rowsOf } from '../../../web/src/model/parts';
import { asked } from './asked';
import * as talks from '../talks';

describe('a part', () => {
  const story = talks.story();
  it.each([
    ['all', { first: 0, last: 10 }],
    ['handshake', { first: 0, last: 2 }],
    ['data', { first: 3, last: 6 }],
    ['teardown', { first: 7, last: 10 }],
    [
      { first: 4, last: 99 },
      { first: 4, last: 10 },
    ],
  ] as const)('%o is rows %o of the story', (part, rows) => {
    expect(rowsOf(story, part)).toEqual(rows);
  });

  it('is missing where the capture does not show it', () => {
    expect(rowsOf(talks.refused(), 'teardown')).toBeNull();
    expect(rowsOf(talks.midStream(), 'handshake')).toBeNull();
    expect(rowsOf(story, { first: 11, last: 20 })).toBeNull();
  });

  it.each(formats)('that is missing is refused by %s', (format) => {
    const make = () => exporters[format].make(talks.refused(), asked({ part: 'teardown' }));
    expect(make).toThrow(NoSuchPart);
  });
});
