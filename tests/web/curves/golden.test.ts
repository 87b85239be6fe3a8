// Curves of the samples as the files that page and command write; `vitest -u` writes them anew.
import { beforeAll, describe, expect, it } from 'vitest';
import { curvesCsv } from '../../../web/src/curves/curves_file';
import { figureOf, readCurves, svgOf, type Read } from './drawn';

const golden = (name: string) => `./golden/${name}.svg`;

/** All of the connection, in both looks: what page and command write unless told otherwise. */
const samples = [
  'any-interface',
  'client-closes-first',
  'data-after-close',
  'fast-open',
  'filtered',
  'fin-lost',
  'fin-overtakes-data',
  'fin-with-data',
  'half-close',
  'http-1688',
  'keep-alive-answered',
  'keep-alive-unanswered',
  'mid-stream',
  'port-reuse',
  'refused',
  'reset-by-client',
  'reset-by-server',
  'seen-twice',
  'simultaneous-close',
  'simultaneous-open',
  'syn-cookies',
  'syn-lost',
  'three-segment-close',
  'unanswered-syn',
  'zero-window',
];

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

  it.each(samples)('of %s', async (name) => {
    const svg = svgOf(await readCurves(`${name}.pcap`), { theme: 'both' });
    await expect(svg).toMatchFileSnapshot(golden(`sample-${name}`));
  });

  it('of losses, near', async () => {
    const svg = svgOf(loss, { selected: 63, span: close() });
    await expect(svg).toMatchFileSnapshot(golden('loss'));
  });

  it('of losses, all of it, dark', async () => {
    await expect(svgOf(loss, { selected: 63, theme: 'dark' })).toMatchFileSnapshot(
      golden('loss-all-dark'),
    );
  });

  it('of losses, narrow', async () => {
    const svg = svgOf(loss, { selected: 63, span: close(), width: 390 });
    await expect(svg).toMatchFileSnapshot(golden('loss-narrow'));
  });

  it('of a closed window, for an article in Chinese', async () => {
    const svg = svgOf(zero, { selected: 13, width: 592, lang: 'zh-CN' });
    await expect(svg).toMatchFileSnapshot(golden('zero-window-zh'));
  });

  it('of a direction without data', async () => {
    const reset = await readCurves('reset-by-server.pcap');
    await expect(svgOf(reset, { side: 1 })).toMatchFileSnapshot(golden('no-data'));
  });

  it('with the whole window and absolute numbers', async () => {
    const svg = svgOf(loss, { fullWindow: true, numbers: 'absolute' });
    await expect(svg).toMatchFileSnapshot(golden('whole-window'));
  });

  it('say in words what they show', () => {
    expect(figureOf(loss).label).toMatch(
      /^Sequence numbers over time\. The server sends 122 kB in 653 ms, with \d+ retransmissions and \d known losses; at most .* in flight\. Limited by loss\./,
    );
    const svg = svgOf(loss, { id: 'x-', title: '<b>' });
    expect(svg).toContain('<title id="x-title">&lt;b&gt; – Server → client, ');
    expect(svg).toContain('<desc id="x-desc">Sequence numbers over time. ');
  });

  it('need nothing outside themselves', () => {
    const svg = svgOf(loss, { theme: 'both' });
    expect(svg).not.toMatch(/href=|url\((?!#)|@import|var\(/);
    expect(svg).toContain('@media (prefers-color-scheme:dark)');
  });

  it('show SYN, FIN, RST, losses and zero windows at any scale', () => {
    expect(svgOf(zero, { width: 332 })).toContain('window 0 for 3.453 s');
    expect(svgOf(loss, { width: 332 }).match(/l8 8m0 -8l-8 8/g)!.length).toBeGreaterThan(2);
  });
});

describe('their points', () => {
  it('are lines in order of time, each with its segment', async () => {
    const { connection, tables } = await readCurves('http-1688.pcap');
    const [head, ...lines] = curvesCsv(connection, tables).trimEnd().split('\r\n');
    expect(head).toBe('number,frame,time,from,kind,low,high');
    expect(lines).toHaveLength(tables[0].count + tables[1].count);
    const cells = lines.map((line) => line.split(','));
    const times = cells.map(([, , time]) => Number(time));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(cells.filter(([, , , , kind]) => kind === 'data')).toEqual(
      expect.arrayContaining([expect.arrayContaining(['client', 'data', '1', '366'])]),
    );
    expect(new Set(cells.map(([, , , , kind]) => kind))).toContain('rtt');
  });
});
