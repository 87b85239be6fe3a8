import { describe, expect, it } from 'vitest';
import {
  bytes,
  clock,
  count,
  digits,
  duration,
  endpoint,
  exactBytes,
  shortEndpoint,
  symbolUnits,
  unbroken,
} from '../../../web/src/base/format';
import { moment } from '../../../web/src/base/moment';
import { sentenceUnits } from '../../../web/src/words/zh-CN/nouns';

describe('a protocol number', () => {
  it.each([
    [0, '0'],
    [3041927615, '3041927615'],
    [-1448, '\u22121448'],
  ])('%d is digits only', (value, text) => expect(digits(value)).toBe(text));
});

it('groups counts', () => expect(count(1248)).toBe('1,248'));

describe('a duration', () => {
  it.each([
    [0, '0 µs'],
    [320e-9, '320 ns'],
    [24e-6, '24 µs'],
    [999.4e-6, '999 µs'],
    [999.6e-6, '1.00 ms'],
    [18.42e-3, '18.4 ms'],
    [0.843, '843 ms'],
    [0.9996, '1.000 s'],
    [5.005131, '5.005 s'],
    [9.9996, '10.0 s'],
    [31.04, '31.0 s'],
    [119.96, '2 min 00 s'],
    [125, '2 min 05 s'],
    [3725, '1 h 02 min'],
    [183600, '2 d 03 h'],
  ])('of %d s', (seconds, text) => expect(duration(seconds)).toBe(text));

  it('is brief in a headline', () => {
    expect(duration(5.001, undefined, 'brief')).toBe('5.0 s');
    expect(duration(0.0424, undefined, 'brief')).toBe('42.4 ms');
  });

  it('says 秒 in Chinese sentences, and keeps ms', () => {
    expect(duration(5.001, sentenceUnits)).toBe('5.001 秒');
    expect(duration(125, sentenceUnits)).toBe('2 分 05 秒');
    expect(duration(0.0424, sentenceUnits)).toBe('42.4 ms');
  });
});

describe('octets', () => {
  it.each([
    [0, '0'],
    [365, '365 B'],
    [1248, '1.25 kB'],
    [48_200, '48.2 kB'],
    [310_000, '310 kB'],
    [999_600, '1.00 MB'],
    [664e6, '664 MB'],
  ])('%d in a table', (value, text) => expect(bytes(value)).toBe(text));

  it('are exact where there is room', () => {
    expect(exactBytes(1248)).toBe('1,248 B');
    expect(exactBytes(0)).toBe('0');
    expect(exactBytes(12_480)).toBe('12.5 kB');
  });
});

describe('an endpoint', () => {
  it('has brackets for IPv6 only', () => {
    expect(endpoint('127.0.0.1', 1688)).toBe('127.0.0.1:1688');
    expect(endpoint('2001:db8::1', 443)).toBe('[2001:db8::1]:443');
  });

  it('loses its middle, never the port', () => {
    const short = shortEndpoint('2001:db8:85a3:8d3:1319:8a2e:370:7348', 50765, 26);
    expect(short).toMatch(/^\[2001:db8.*….*]:50765$/);
    expect(short.length).toBeLessThanOrEqual(26);
    expect(shortEndpoint('127.0.0.1', 1688, 26)).toBe('127.0.0.1:1688');
  });
});

it('writes clock times with microseconds', () => expect(clock(5.005131)).toBe('5.005131'));

describe('a moment in a sentence', () => {
  it.each([
    [5.005131, '5.005131 s', '5.005131 秒'],
    [599.9, '599.900000 s', '599.900000 秒'],
    [3905.005131, '1:05:05.005131', '1:05:05.005131'],
    [-725.25, '\u22120:12:05.250000', '\u22120:12:05.250000'],
    [2 * 86400 + 11_105.0054, '2 d 03:05:05.005', '2 天 03:05:05.005'],
  ])('%d s after the start', (seconds, text, chinese) => {
    expect(moment(seconds, symbolUnits)).toBe(text);
    expect(moment(seconds, sentenceUnits)).toBe(chinese);
  });

  it('can do with thousandths', () => {
    expect(moment(60.1684305, symbolUnits, 3)).toBe('60.168 s');
    expect(moment(3905.005131, symbolUnits, 3)).toBe('1:05:05.005');
  });
});

describe('a sentence', () => {
  it('breaks neither between a number and its unit nor within a sum', () => {
    const nbsp = '\u00a0';
    expect(unbroken('after 17.6 ms, 2 segments, 1.25 kB, 3 s')).toBe(
      `after 17.6${nbsp}ms, 2 segments, 1.25${nbsp}kB, 3${nbsp}s`,
    );
    expect(unbroken('ack 366 = 1 + 365 then')).toBe(`ack 366 = 1${nbsp}+${nbsp}365 then`);
    expect(unbroken('在 806 ms 内')).toBe(`在 806${nbsp}ms 内`);
  });
});
