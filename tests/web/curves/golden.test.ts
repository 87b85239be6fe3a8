// Curves of the samples as files; `vitest -u` writes them anew.
import { beforeAll, describe, expect, it } from 'vitest';
import { figureOf, readCurves, svgText, type Read } from './drawn';

const golden = (name: string) => `./golden/${name}.svg`;

describe('the curves', () => {
  let loss: Read;
  let zero: Read;
  beforeAll(async () => {
    [loss, zero] = await Promise.all([readCurves('loss.pcap'), readCurves('zero-window.pcap')]);
  });
  const close = () => {
    const start = loss.connection.segments.time[0]!;
    return { from: start + 0.02, to: start + 0.235 };
  };

  it('of losses, near', async () => {
    const svg = svgText(figureOf(loss, { selected: 63, span: close() }));
    await expect(svg).toMatchFileSnapshot(golden('loss'));
  });

  it('of losses, all of it, dark', async () => {
    await expect(svgText(figureOf(loss, { selected: 63 }), 'dark')).toMatchFileSnapshot(
      golden('loss-all-dark'),
    );
  });

  it('of losses on a phone', async () => {
    const svg = svgText(figureOf(loss, { selected: 63, span: close(), width: 358 }));
    await expect(svg).toMatchFileSnapshot(golden('loss-narrow'));
  });

  it('of a closed window in an article, in Chinese', async () => {
    const figure = figureOf(zero, { selected: 13, width: 560, lang: 'zh-CN', figure: true });
    await expect(svgText(figure, 'light', 'zh-CN')).toMatchFileSnapshot(golden('zero-window-zh'));
  });

  it('of a direction without data', async () => {
    const reset = await readCurves('reset-by-server.pcap');
    await expect(svgText(figureOf(reset, { side: 1 }))).toMatchFileSnapshot(golden('no-data'));
  });

  it('with the whole window and absolute numbers', async () => {
    const svg = svgText(figureOf(loss, { fullWindow: true, numbers: 'absolute' }));
    await expect(svg).toMatchFileSnapshot(golden('whole-window'));
  });

  it('say in words what they show', () => {
    expect(figureOf(loss).label).toMatch(
      /^Sequence numbers over time\. The server sends 122 kB in 653 ms, with \d+ retransmissions and \d known losses; at most .* in flight\. Limited by loss\./,
    );
  });

  it('show SYN, FIN, RST, losses and zero windows at any scale', () => {
    const text = svgText(figureOf(zero, { width: 300 }));
    expect(text).toContain('window 0 for 3.453 s');
    expect(
      svgText(figureOf(loss, { width: 300 })).match(/l8 8m0 -8l-8 8/g)!.length,
    ).toBeGreaterThan(2);
  });
});
