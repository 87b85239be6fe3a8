// Arrows that fall by the delay that the handshake lets one estimate.
import { describe, expect, test } from 'vitest';
import { summaryItems as infos } from '../../../web/src/model/names';
import type { Language } from '../../../web/src/words';
import { pageWords } from '../../../web/src/words/page';
import { oneWayDelay, slantOf } from '../../../web/src/ladder/delay';
import type { LadderOptions } from '../../../web/src/ladder/options';
import { LadderPlan } from '../../../web/src/ladder/plan';
import type { Connection } from '../../../web/src/model/connection';
import { ladderWords } from '../../../web/src/story/ladder_words';
import * as talks from '../talks';
import { drawn as drawnSvg } from './drawn';

/** The story with gaps of its handshake, in seconds, as the engine tells them. */
function measured(server: number, client: number): Connection {
  const connection = talks.story();
  const table = {
    count: 1,
    id: Uint8Array.of(infos.findIndex(({ name }) => name === 'handshake_gaps')),
    end: Uint8Array.of(1),
    args: Float64Array.of(server * 1e9, client * 1e9, 1, 2),
  };
  return { ...connection, details: { ...connection.details, summary: table } };
}

const plan = (
  connection: Connection,
  slant: LadderOptions['slant'],
  width = 904,
  language: Language = 'en',
) =>
  new LadderPlan({
    connection,
    words: ladderWords(pageWords.of(language)),
    width,
    options: { slant },
  });

describe('the delay of one way', () => {
  test('is half of the way to both ends and back', () => {
    expect(oneWayDelay(measured(0.004, 0.016))).toBeCloseTo(0.01, 9);
  });

  test('is not known without a handshake or a clock', () => {
    expect(oneWayDelay(talks.story())).toBeNull();
    expect(oneWayDelay(measured(0, 0))).toBeNull();
  });

  test('is drawn at the scale of time, from 6 to 40 px', () => {
    expect(slantOf(0.01, 2000, 12)).toEqual({ px: 20, delay: 0.01, toScale: true });
    expect(slantOf(0.01, 100, 12)).toEqual({ px: 6, delay: 0.01, toScale: false });
    expect(slantOf(0.01, 9000, 12)).toEqual({ px: 40, delay: 0.01, toScale: false });
    expect(slantOf(null, 2000, 12).px).toBe(12);
  });
});

describe('arrows', () => {
  const connection = measured(0.0008, 0.0008);

  test('fall alike unless asked for, or where nothing is known', () => {
    expect(plan(connection, 'even').entry(3).slant).toBe(12);
    expect(plan(talks.story(), 'delay').entry(3).slant).toBe(12);
    expect(plan(measured(0, 0), 'delay').entry(3).slant).toBe(12);
  });

  test('fall by the delay, as far as time between rows is drawn', () => {
    const p = plan(connection, 'delay');
    const { slant } = p.entry(3);
    expect(slant).toBe(Math.round(0.0008 * p.time.scale));
    expect(slant).toBeGreaterThan(12);
    expect(p.head(3) - p.tail(3)).toBe(slant);
  });

  test('keep clear of the label of the next row, in every form', () => {
    for (const width of [360, 640, 904]) {
      const far = plan(measured(1, 1), 'delay', width);
      const usual = plan(connection, 'even', width).measures;
      expect(far.measures.slant).toBe(40);
      for (let i = 0; i + 1 < far.count; i += 1) {
        const [one, next] = [far.entry(i), far.entry(i + 1)];
        expect(next.y - one.y - one.slant).toBeGreaterThanOrEqual(usual.pitch - usual.slant);
      }
    }
  });

  test('say that it is an estimate, and where it is not to scale', () => {
    const drawn = (given: Connection, language: Language) =>
      drawnSvg(plan(given, 'delay', 904, language));
    expect(drawn(connection, 'en')).toContain('>about 800 µs each way, estimated<');
    expect(drawn(connection, 'zh-CN')).toContain('>单程约 800 µs（估计值）<');
    expect(drawn(measured(1, 1), 'en')).toContain(', estimated, not to scale<');
    expect(drawn(talks.story(), 'en')).not.toContain('estimated');
    expect(drawnSvg(plan(connection, 'even'))).not.toContain('estimated');
  });
});
