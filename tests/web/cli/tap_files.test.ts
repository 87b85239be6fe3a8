// Two captures of the same traffic that are not two files: each in pieces, or interfaces of one file.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LadderJson } from '../../../web/src/export/json_format';
import { asInterfaces } from '../interfaces';
import { piecesOf } from '../pieces';
import { root, tcpLadder } from './command';

const pair = ['a', 'b'].map((tap) => readFileSync(`${root}samples/pairs/lost-between.${tap}.pcap`));

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'tap-files-'))));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

async function json(args: readonly string[]) {
  const { status, out, err } = await tcpLadder(['json', ...args]);
  expect(status, err).toBe(0);
  return { ...(JSON.parse(out) as LadderJson), err };
}
let laid: ReturnType<typeof json> | undefined;
const whole = () => (laid ??= json(pair.map((file, i) => write(`whole.${'ab'[i]}.pcap`, file))));

describe('two captures in pieces', { timeout: 20_000 }, () => {
  it.each([
    ['with names that say which belong together', ['client.pcap', 'server.pcap']],
    ['with names that say nothing', ['1.pcap', '2.pcap']],
  ])('are laid over each other, %s', async (_, [first, second]) => {
    const [a, b] = [piecesOf(pair[0]!, [30, 30]), piecesOf(pair[1]!, [45])];
    const files = [
      ...b.map((piece, i) => write(`${i + 7}${second}`, piece)),
      ...a.map((piece, i) => write(`${i}${first}`, piece)),
    ];
    const { taps, segments, err } = await json(files.reverse());
    expect(err).toContain('Two captures of the same traffic, laid over each other');
    const expected = await whole();
    expect(segments.length).toBe(expected.segments.length);
    expect(taps!.fates).toEqual(expected.taps!.fates);
    expect(taps!.clock.offset).toBeCloseTo(expected.taps!.clock.offset!, 6);
  });
});

describe('two interfaces of one capture', { timeout: 20_000 }, () => {
  it('are told of, and laid over each other on demand', async () => {
    const file = write('both.pcapng', asInterfaces(pair));
    const one = await json([file]);
    expect(one.taps).toBeUndefined();
    expect(one.err).toContain(
      'Two interfaces of this capture, eth0 and eth1, hold the same segments; --by-interface',
    );
    const over = await json([file, '--by-interface']);
    const expected = await whole();
    expect(over.taps!.files).toEqual(['eth0', 'eth1']);
    expect(over.taps!.fates).toEqual(expected.taps!.fates);
    expect(over.segments.length).toBe(expected.segments.length);
  });

  it('are refused where there are none', async () => {
    const { status, err } = await tcpLadder([
      'text',
      `${root}samples/http-1688.pcap`,
      '--by-interface',
    ]);
    expect(status).toBe(3);
    expect(err).toContain('no two of its interfaces hold the same traffic');
  });
});
