// What differs between two connections.
import { describe, expect, it } from 'vitest';
import { sample, tcpLadder } from './command';

const [byServer, byClient] = [sample('reset-by-server.pcap'), sample('reset-by-client.pcap')];

describe('diff', () => {
  it('says that nothing differs between a connection and itself', async () => {
    const { status, out, err } = await tcpLadder(['diff', byServer, byServer]);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('No difference');
  });

  it('names the first difference, lists later ones, and lets segments face each other', async () => {
    const { status, out } = await tcpLadder(['diff', byServer, byClient]);
    expect(status).toBe(1);
    expect(out).toMatch(/^A {2}\S*reset-by-server\.pcap {2}0 {2}10\.77\.0\.1:\d+ → /);
    expect(out).toMatch(
      /\nFirst difference: The client sends 365 bytes in A \(#4\), 200 bytes in B \(#4\)\.\n/,
    );
    expect(out).toMatch(/\nLater differences:\n {2}\S/);
    expect(out).toMatch(/\nopening\n {2}#1 → SYN +#1 → SYN\n/);
  });

  it('writes the same as JSON', async () => {
    const { out } = await tcpLadder(['diff', byServer, byClient, '--as', 'json']);
    const json = JSON.parse(out) as {
      connections: { segments: number }[];
      differences: { kind: string; end: string; values: number[]; segments: number[] }[];
      lines: { phase: string; segments: (number | null)[] }[];
    };
    expect(json.differences[0]).toEqual({
      kind: 'length',
      end: 'client',
      values: [365, 200],
      segments: [4, 4],
    });
    for (const side of [0, 1]) {
      const rows = json.lines.flatMap(({ segments }) => segments[side] ?? []);
      expect(rows).toEqual(rows.map((_, i) => i + 1));
      expect(rows).toHaveLength(json.connections[side]!.segments);
    }
  });

  it('takes two streams of one capture, or one after each file', async () => {
    const refused = sample('refused.pcap');
    expect((await tcpLadder(['diff', refused, '--stream', '0', '--stream', '1'])).status).toBe(0);
    const { out } = await tcpLadder(['diff', byServer, refused, '--stream', '2', '--lang', 'zh']);
    expect(out).toMatch(/\nB .*refused\.pcap {2}2 {2}/);
    expect(out).toContain('第一处不同');
    const first = await tcpLadder(['diff', refused, '--stream', '2', byServer]);
    expect(first.out).toMatch(/^A .*refused\.pcap {2}2 {2}/);
  });

  it.each([[[byServer]], [[byServer, '--stream', '0']], [[byServer, byServer, byServer]]])(
    'refuses %j',
    async (rest) => {
      const { status, err } = await tcpLadder(['diff', ...rest]);
      expect([status, err]).toEqual([2, expect.stringContaining('two')]);
    },
  );
});
