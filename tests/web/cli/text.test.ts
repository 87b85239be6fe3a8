// Scripts and what tools printed, from a file and through a pipe.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LadderJson } from '../../../web/src/export/json_format';
import { sample, tcpLadder } from './command';

const encoder = new TextEncoder();
const handshake = '< S\n> S.\n<\n< (365)\n>\n> (1248)\n<\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tcp-ladder-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const piped = (text: string, ...argv: string[]) =>
  tcpLadder([...argv, '-'], { input: encoder.encode(text) });

async function jsonOf(text: string): Promise<LadderJson> {
  const { out } = await piped(text, 'json');
  return JSON.parse(out) as LadderJson;
}

const flagsOf = ({ segments }: LadderJson) => segments.map(({ flags }) => flags.join(' '));

describe('a script', () => {
  it.each(['svg', 'text', 'mermaid', 'csv'])('is drawn as %s', async (format) => {
    const { status, out, err } = await tcpLadder([format, file('handshake.pkt', handshake)]);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('SYN ACK');
  });

  it('is read from standard input', async () => {
    const ladder = await jsonOf(handshake);
    expect(flagsOf(ladder)).toEqual([
      ...['SYN', 'SYN ACK', 'ACK', 'PSH ACK', 'ACK', 'PSH ACK', 'ACK'],
    ]);
    expect(ladder.segments.at(-1)).toMatchObject({ relativeSeq: 366, relativeAck: 1249 });
  });

  it('says what is wrong, and where, and draws the rest', async () => {
    const path = file('akc.pkt', '< S\n> S.\n<\n+.01 < . 1:1(0) akc 1\n> (1)\n');
    const { status, err, out } = await tcpLadder(['text', path]);
    expect(status).toBe(0);
    expect(err).toBe(
      'Line 4, column 17: “akc” is not a word here. After the numbers come ack, win, options or the end of the line.\n',
    );
    expect(out).toContain('PSH ACK');
    const chinese = await tcpLadder(['text', path, '--lang', 'zh']);
    expect(chinese.err).toContain('第 4 行第 17 列：这里不能是“akc”。');
  });

  it('is told apart from other texts by its name, where its beginning is wrong', async () => {
    const wrong = 'nonsense\n< S\n';
    expect((await tcpLadder(['text', file('wrong.txt', wrong)])).status).toBe(3);
    const { status, err } = await tcpLadder(['text', file('wrong.pkt', wrong)]);
    expect([status, err]).toEqual([0, expect.stringContaining('Line 1, column 1: “nonsense”')]);
  });

  it('becomes a capture file', async () => {
    const path = join(folder, 'out.pcap');
    const { status } = await tcpLadder(['pcap', file('handshake.pkt', handshake), '-o', path]);
    expect(status).toBe(0);
    const again = await tcpLadder(['json', path]);
    expect(flagsOf(JSON.parse(again.out) as LadderJson)).toHaveLength(7);
    expect((await tcpLadder(['pcap', path])).err).toContain('pcap writes a capture');
  });

  it('leaves a capture as it is', async () => {
    const path = join(folder, 'same.pcap');
    await tcpLadder(['pcap', sample('http-1688.pcap'), '-o', path]);
    expect(readFileSync(path)).toEqual(readFileSync(sample('http-1688.pcap')));
  });
});

describe('a connection as a script', () => {
  it.each(['server', 'client'])('tests the %s, and shows the same states', async (local) => {
    const http = sample('http-1688.pcap');
    const { status, out, err } = await tcpLadder(['script', http, '--local', local]);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain(local === 'server' ? 'accept(3' : 'connect(3');
    const before = JSON.parse((await tcpLadder(['json', http])).out) as LadderJson;
    const after = JSON.parse(
      (await tcpLadder(['json', file(`${local}.pkt`, out)])).out,
    ) as LadderJson;
    const statesOf = ({ segments }: LadderJson) =>
      segments.map((segment) => [segment.flags, segment.clientState, segment.serverState]);
    expect(statesOf(after)).toEqual(statesOf(before));
  });

  it('has two ends to choose from', async () => {
    const { status } = await tcpLadder(['script', sample('refused.pcap'), '--local', 'middle']);
    expect(status).toBe(2);
  });
});

describe('what tcpdump prints', () => {
  const lines = `12:00:00.000000 IP 192.0.2.1.40000 > 192.0.2.2.80: Flags [S], seq 100, win 64240, length 0
12:00:00.010000 IP 192.0.2.2.80 > 192.0.2.1.40000: Flags [S.], seq 900, ack 101, win 65160, length 0
12:00:00.020000 IP 192.0.2.1.40000 > 192.0.2.2.80: Flags [.], ack 1, win 63, length 0
12:00:00.030000 IP 192.0.2.1.40000 > 192.0.2.2.80: Flags [P.], seq 1:11, ack 1, win 63, length 10
`;

  it('is drawn', async () => {
    const ladder = await jsonOf(lines);
    expect(flagsOf(ladder)).toEqual(['SYN', 'SYN ACK', 'ACK', 'PSH ACK']);
    expect(ladder.segments.map(({ seq }) => seq)).toEqual([100, 900, 101, 101]);
    expect(ladder.segments[2]!.unknown).toEqual(['seq']);
    expect(ladder.segments[0]).not.toHaveProperty('unknown');
  });

  it('has unknown windows where it prints none', async () => {
    const quiet = lines.replaceAll(/, win \d+/g, '');
    const { segments } = await jsonOf(quiet);
    expect(segments.map(({ window }) => window)).toEqual([null, null, null, null]);
    expect(segments.flatMap(({ analyses }) => analyses)).toEqual([]);
    expect((await piped(quiet, 'text')).out).toContain('win ?');
  });
});

describe('what tshark prints', () => {
  it('has no absolute numbers and no window that was scaled by an unknown factor', async () => {
    const { segments } = await jsonOf(
      '    1   0.000000    192.0.2.1 → 192.0.2.2    TCP 66 40000 → 80 [ACK] Seq=1 Ack=1 Win=64256 Len=0\n',
    );
    expect(segments[0]).toMatchObject({
      seq: null,
      ack: null,
      relativeSeq: 1,
      window: null,
      unknown: ['base', 'window', 'options'],
    });
  });
});
