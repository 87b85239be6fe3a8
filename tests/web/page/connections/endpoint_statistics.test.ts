import { describe, expect, it } from 'vitest';
import type { EndpointStatistics } from '../../../../wasm/engine.mjs';
import { censusStatements } from '../../../../web/src/page/connections/endpoint_statistics';
import { stepsOf } from '../../../../web/src/page/connections/half_open_curve';
import { en, faultsOf, zh } from '../../story/reading';

const address = (...octets: number[]) => [...octets, ...Array<number>(16 - octets.length).fill(0)];
const one = (n: number) => Uint32Array.of(n);

function census(flood: boolean, refused: number): EndpointStatistics {
  return {
    listeners: {
      count: 1,
      version: Uint8Array.of(4),
      address: Uint8Array.from(address(10, 0, 0, 5)),
      port: Uint16Array.of(80),
      attempts: one(203),
      completed: one(0),
      halfOpen: one(203 - refused),
      unanswered: one(0),
      refused: one(refused),
      synAckRetries: one(12),
      sources: one(200),
      peakHalfOpen: one(203),
      peakTime: Float64Array.of(41.003117),
      flood: Uint8Array.of(flood ? 1 : 0),
      halfOpenOverTime: flood ? Uint32Array.of(0, 203, 40, 0) : new Uint32Array(),
    },
    scanners: {
      count: 1,
      version: Uint8Array.of(4),
      address: Uint8Array.from(address(10, 0, 0, 9)),
      attempts: one(120),
      targets: one(120),
      refused: one(118),
      unanswered: one(0),
      dropped: one(2),
    },
    begunBefore: 3,
    openAtEnd: 1,
  };
}

describe('the whole capture', () => {
  it('tells a flood, with what cannot be seen, and leads to its connections', () => {
    const [flood] = censusStatements(census(true, 0), en);
    expect(flood!.query).toBe('10.0.0.5:80');
    expect(flood!.text).toMatch(
      /^This looks like a SYN flood: 203 connections to 10\.0\.0\.5:80 .* at 41\.003/,
    );
    expect(flood!.text).toContain('from 200 addresses; 0 of 203 were completed, 12 SYN ACKs');
    expect(flood!.text).toContain('with SYN cookies it keeps none');
  });

  it('says when in hours and days where a capture lasts so long', () => {
    const late = census(true, 0);
    late.listeners.peakTime = Float64Array.of(86400 + 3605.25);
    expect(censusStatements(late, en)[0]!.text).toContain(
      'at the same time, at 1 d 01:00:05.250, from',
    );
    expect(censusStatements(late, zh)[0]!.text).toContain('在 1 天 01:00:05.250，有');
  });

  it('gives each flood its own curve', () => {
    const two = census(true, 0);
    two.listeners.count = 2;
    for (const [name, column] of Object.entries(two.listeners)) {
      if (name === 'count' || name === 'halfOpenOverTime') continue;
      const given = column as Uint32Array;
      Object.assign(two.listeners, {
        [name]: Uint32Array.of(...given, ...given),
      });
    }
    two.listeners.halfOpenOverTime = Uint32Array.of(0, 203, 40, 0, 203, 0, 0, 7);
    expect(
      censusStatements(two, en).flatMap(({ curve }) => (curve ? [[...curve.counts]] : [])),
    ).toEqual([
      [0, 203, 40, 0],
      [203, 0, 0, 7],
    ]);
  });

  it('draws a step for each part of the time, the highest up to the top', () => {
    expect(stepsOf([0, 4, 1], 4)).toBe('M0 1V1H1V0H2V0.75H3V1z');
  });

  it('tells scans, refusals and what the ends of the capture cut', () => {
    expect(censusStatements(census(false, 203), en).map(({ query }) => query)).toEqual([
      '10.0.0.9',
      '10.0.0.5:80',
      'mid_stream',
      'still_open',
    ]);
  });

  it('says nothing of a healthy one', () => {
    const healthy = census(false, 0);
    Object.assign(healthy, { begunBefore: 0, openAtEnd: 0 });
    Object.assign(healthy.scanners, { count: 0 });
    expect(censusStatements(healthy, en)).toEqual([]);
  });

  it.each([
    ['en', en],
    ['zh-CN', zh],
  ] as const)('reads well in %s', (language, words) => {
    for (const given of [census(true, 0), census(false, 203)]) {
      for (const { text } of censusStatements(given, words)) {
        expect(faultsOf(text, language)).toEqual([]);
      }
    }
  });
});
