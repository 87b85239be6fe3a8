import { describe, expect, test } from 'vitest';
import { pageWords } from '../../../web/src/words/page';
import {
  CROSSED_SHARE,
  LABEL_LINE,
  labelLines,
  labelPlace,
  spansWidth,
} from '../../../web/src/ladder/labels';
import { LadderPlan, RUN_HEIGHT } from '../../../web/src/ladder/plan';
import type { LadderOptions } from '../../../web/src/ladder/options';
import { changesOf, labelsOf } from '../../../web/src/ladder/state_changes';
import type { Connection } from '../../../web/src/model/connection';
import { ladderWords } from '../../../web/src/story/ladder_words';
import { packed } from '../fixtures';
import * as talks from '../talks';
import { allOpen } from './drawn';

const words = ladderWords(pageWords.of('en'));

function plan(
  connection: Connection,
  options: Partial<LadderOptions> = {},
  width = 904,
): LadderPlan {
  return new LadderPlan({ connection, words, width, options });
}

const entries = (p: LadderPlan) => Array.from({ length: p.count }, (_, i) => p.entry(i));

describe('plan', () => {
  test('the form follows the width of the drawing', () => {
    const form = (width: number) => plan(talks.story(), {}, width).measures.form;
    expect([880, 879, 560, 559].map(form)).toEqual(['wide', 'embed', 'embed', 'narrow']);
  });

  test('the longest state name has room at the right edge, also in the widest fonts', () => {
    for (const width of [560, 600, 699, 700, 879, 880]) {
      const { measures, measure } = plan(talks.story(), {}, width);
      const name = 1.03 * measure('SYN-RECEIVED', 11, true);
      expect(measures.names![1] + name, `${width} px`).toBeLessThanOrEqual(width - 3);
    }
  });

  test('the wait behind TIME-WAIT takes room unless it is not wanted', () => {
    const known = plan(talks.story(), { twoMsl: 'linux' });
    expect(known.end).toBe(plan(talks.story()).end);
    expect(words.tail('linux').sentence).toContain('60 s');
    expect(words.tail('rfc').sentence).toContain('240 s');
    const off = plan(talks.story(), { twoMsl: 'off' });
    expect(off.end).toBe(off.head(10) + 40);
    expect(off.end).toBeLessThan(known.end);
  });

  test('rows too close in time are pushed apart, thinking time is to scale', () => {
    const p = plan(talks.story());
    expect(entries(p).map((e) => e.gap)).toEqual([
      'first',
      'pushed',
      'pushed',
      'pushed',
      'pushed',
      'scale',
      'pushed',
      'silence',
      'pushed',
      'pushed',
      'pushed',
    ]);
    expect(p.tail(1) - p.tail(0)).toBe(44);
    expect(p.tail(5) - p.tail(4)).toBeCloseTo(70, 5);
    expect(p.tail(7) - p.tail(6)).toBe(44 + 46);
  });

  test('without an axis the rails say where time was cut out', () => {
    const kinds = (width: number) => entries(plan(talks.lossy(), {}, width)).map(({ gap }) => gap);
    const wide = kinds(904);
    expect(wide).toContain('cut');
    for (const width of [640, 350]) {
      expect(kinds(width)).toEqual(wide.map((gap) => (gap === 'cut' ? 'silence' : gap)));
    }
  });

  test('zoom doubles what is to scale', () => {
    const p = plan(talks.story(), { zoom: 1 });
    expect(p.entry(5).gap).toBe('cut');
    expect(p.tail(5) - p.tail(4)).toBe(110);
    expect(plan(talks.story(), { zoom: -2 }).entry(5).gap).toBe('pushed');
  });

  test('a silence can be drawn to scale', () => {
    const p = plan(talks.story(), { silence: 'scale' });
    expect(p.entry(7).gap).toBe('scale');
    expect(p.tail(7) - p.tail(6)).toBeCloseTo(2400, 0);
  });

  test('silences between keep-alive probes are folded although they are usual', () => {
    const p = plan(talks.midStream());
    expect(entries(p).filter((e) => e.gap === 'silence')).toHaveLength(2);
  });

  test('a folded run is one entry and opens in place', () => {
    const folded = plan(talks.bulk(100));
    const [run] = folded.runs;
    const entry = folded.entry(folded.entryOf(run!.first + 5));
    expect([entry.first, entry.last]).toEqual([run!.first, run!.last]);
    const opened = plan(talks.bulk(100), { openRuns: new Set([run!.first]) });
    expect(opened.count - folded.count).toBe(run!.last - run!.first);
    expect(opened.entry(opened.entryOf(run!.first + 5)).first).toBe(run!.first + 5);
    expect(folded.head(run!.last) - folded.tail(run!.first)).toBe(RUN_HEIGHT + 12);
  });

  test('positions of 50,000 rows ascend and are found again', () => {
    const connection = talks.bulk(33_000);
    const p = plan(connection, allOpen(connection));
    expect(p.count).toBeGreaterThan(49_000);
    for (const index of [0, 1, 777, 20_000, p.count - 1]) {
      const { y, first } = p.entry(index);
      expect(p.entryAt(y)).toBe(index);
      expect(p.entryOf(first)).toBe(index);
      expect(p.entryAt(y - 1)).toBe(Math.max(0, index - 1));
    }
  });

  test('segments that crossed fall far enough to cross', () => {
    const p = plan(talks.simultaneousClose());
    const [first, second] = [p.entry(5), p.entry(6)];
    expect(second.y).toBeLessThan(first.y + first.slant);
    expect(p.tail(7)).toBeGreaterThan(second.y + second.slant);
  });
});

describe('labels of segments that crossed', () => {
  // The lines of a label: from where to where, and their baselines.
  function linesOf(p: LadderPlan, row: number) {
    const { x, room } = labelPlace(p, p.rows.sender(row));
    const own = row === 6 ? room * CROSSED_SHARE : room;
    let label = labelLines(p, row, own);
    if (label.lines.length > 2) label = labelLines(p, row, room);
    return label.lines.map((line, i) => {
      const width = spansWidth(p, line, label.size);
      const y = p.tail(row) - 8 - LABEL_LINE * (label.lines.length - 1 - i);
      return p.rows.sender(row) === 0
        ? { from: x, to: x + width, y }
        : { from: x - width, to: x, y };
    });
  }

  test.each([280, 350, 390, 600, 904])('stay apart with any flags at %i px', (width) => {
    const rare = [0, 0x08, 0xe8, 0x1e8];
    for (const [one, other] of rare.flatMap((a) => rare.map((b) => [a, b] as const))) {
      const connection = talks.simultaneousClose();
      connection.segments.flags[5]! |= one;
      connection.segments.flags[6]! |= other;
      const p = plan(connection, {}, width);
      const above = linesOf(p, 5);
      for (const line of linesOf(p, 6)) {
        const beside = above.filter((a) => a.from < line.to && line.from < a.to);
        for (const { y } of beside) expect(line.y - y, `${one}, ${other}`).toBeGreaterThan(12);
      }
    }
  });
});

describe('state changes', () => {
  const names = (p: LadderPlan, side: 0 | 1) =>
    changesOf(p, side).map((c) => `${c.state} ${c.certainty}`);

  test('the sender changes at the tail, the receiver at the head', () => {
    const p = plan(talks.story());
    const fin = p.entry(7);
    const server = changesOf(p, 1).find((c) => c.state === 'FIN-WAIT-1');
    const client = changesOf(p, 0).find((c) => c.state === 'CLOSE-WAIT');
    expect(server!.y).toBe(fin.y);
    expect(client!.y).toBe(fin.y + 12);
  });

  test('before the first segment the client was closed and the server listened', () => {
    const p = plan(talks.story());
    expect(names(p, 0)[0]).toBe('CLOSED assumed');
    expect(names(p, 1)[0]).toBe('LISTEN assumed');
  });

  test('ends that close at once pass FIN-WAIT-1 before the other FIN arrives', () => {
    const p = plan(talks.simultaneousClose());
    const server = names(p, 1);
    expect(server.slice(-4)).toEqual([
      'FIN-WAIT-1 sure',
      'CLOSING expected',
      'TIME-WAIT expected',
      'TIME-WAIT sure',
    ]);
    expect(server.join()).not.toContain('CLOSE-WAIT');
    const heights = changesOf(p, 1).map((c) => c.y);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
  });

  test('the arrival of a crossing FIN is drawn where the columns leave it out', () => {
    const connection = talks.simultaneousClose();
    connection.segments.serverState[6] = packed('FIN-WAIT-1');
    const server = changesOf(plan(connection), 1);
    const [sent, arrived] = server.filter((c) => c.row === 6);
    expect([sent!.state, arrived!.state]).toEqual(['FIN-WAIT-1', 'CLOSING']);
    expect(arrived!.y).toBe(plan(connection).head(5));
  });

  test('ends that open at once were both closed', () => {
    expect(names(plan(talks.simultaneousOpen()), 1).slice(0, 3)).toEqual([
      'CLOSED assumed',
      'SYN-SENT sure',
      'SYN-RECEIVED expected',
    ]);
  });

  test('their SYN ACKs cross as well, so no end goes back from ESTABLISHED', () => {
    const p = plan(talks.simultaneousOpen());
    expect(names(p, 1).slice(3)).toEqual([
      'SYN-RECEIVED sure',
      'ESTABLISHED expected',
      'ESTABLISHED expected',
      'ESTABLISHED sure',
    ]);
    const [first, second] = [p.entry(2), p.entry(3)];
    expect(second.y).toBeLessThan(first.y + first.slant);
    expect(p.tail(4)).toBeGreaterThan(second.y + second.slant);
  });

  test('names closer than 14 px move down', () => {
    const p = plan(talks.simultaneousClose());
    const labels = labelsOf(p, [
      { y: 100, row: 0, state: 'SYN-SENT', certainty: 'sure', reset: false },
      { y: 106, row: 1, state: 'ESTABLISHED', certainty: 'sure', reset: false },
      { y: 130, row: 2, state: 'CLOSED', certainty: 'sure', reset: false },
    ]);
    expect(labels.map((l) => l.at)).toEqual([100, 114, 130]);
  });

  test('a reset bars only rails that were open', () => {
    const p = plan(talks.refused());
    expect(changesOf(p, 1).some((c) => c.reset)).toBe(false);
    expect(changesOf(p, 0).at(-1)!.reset).toBe(true);
  });
});
