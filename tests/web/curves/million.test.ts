// What is drawn of very many segments: little, and nothing that matters is left out.
import { beforeAll, describe, expect, it } from 'vitest';
import { subjectOf, type Subject } from '../../../web/src/curves/subject';
import { drawCurves } from '../../../web/src/curves/draw';
import { curvesWords } from '../../../web/src/words/curves';
import { toMarkup } from '../../../web/src/svg/node';
import { millionOf } from './million';

const count = 120_000;
const every = 397;

describe('of very many segments', () => {
  let subject: Subject;
  beforeAll(() => {
    const { connection, table } = millionOf(count, every);
    subject = subjectOf(connection, table, 0);
  }, 60_000);
  const drawing = (span: { from: number; to: number } | null) =>
    toMarkup(
      drawCurves({
        subject,
        words: curvesWords.of('en'),
        span,
        width: 1040,
        selected: null,
        numbers: 'relative',
        id: '',
      }).node,
    );

  it('the drawing stays small', () => {
    expect(drawing(null).length).toBeLessThan(300_000);
    expect(drawing({ from: 1, to: 1.2 }).length).toBeLessThan(300_000);
  });

  it('every column with a retransmission or a loss has a tick', () => {
    const ticks = /class="ln krst" stroke-width="1.25" d="([^"]*)"/.exec(drawing(null))![1]!;
    const columns = new Set([...ticks.matchAll(/M(\d+) /g)].map(([, x]) => Number(x)));
    const { retransmission } = subject.direction;
    expect(retransmission.count).toBeGreaterThan(200);
    const { start, end } = subject;
    for (let i = 0; i < retransmission.count; i += 1) {
      const x = 110 + ((retransmission.timeAt(i) - start) / (end - start)) * (1040 - 178 - 110);
      expect(columns.has(Math.round(x))).toBe(true);
    }
  });

  it('SYN and RST are drawn', () => {
    const markup = drawing(null);
    expect(markup).toContain('<circle');
    expect(markup).toContain('l11 11m0 -11l-11 11');
  });

  it('each retransmission is drawn as such once there is room', () => {
    const { retransmission } = subject.direction;
    const at = retransmission.timeAt(5);
    const markup = drawing({ from: at - 2e-4, to: at + 2e-4 });
    expect(markup).toMatch(/v-[\d.]+m3\.2 0v/);
  });
});
