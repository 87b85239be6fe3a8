import { describe, expect, it } from 'vitest';
import { formatPlace, parsePlace } from '../../../web/src/page/address_bar';

describe('the place in a link', () => {
  it('keeps the name of a capture that it does not hold', () => {
    const place = { file: 'a b&c.pcap', ends: '10.0.0.1:1-10.0.0.2:80', step: 4 };
    expect(parsePlace(formatPlace(place))).toEqual(place);
    expect(parsePlace(`#file=${'x'.repeat(500)}`).file).toHaveLength(120);
  });
  it('comes back as it was written', () => {
    const [third, second] = [
      { stream: 3, part: 1 },
      { stream: 0, part: 2 },
    ];
    for (const place of [
      {},
      { stream: third, step: 8 },
      { sample: 'a', stream: second, step: 1 },
    ]) {
      expect(parsePlace(formatPlace(place))).toEqual(place);
    }
  });

  it('leaves out what makes no sense', () => {
    expect(parsePlace('#stream=-1&step=0&sample=../../etc')).toEqual({});
    expect(parsePlace('#stream=1e3&step=4.5')).toEqual({});
    expect(parsePlace('')).toEqual({});
  });
});
