// What the ends sent, and which connections carry given bytes.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sample, tcpLadder } from './command';

const http = sample('http-1688.pcap');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tcp-ladder-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('bytes', () => {
  it('writes what both ends sent, as text', async () => {
    const { status, out, err } = await tcpLadder(['bytes', http]);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^== client → server\nGET \/tcp HTTP\/1\.1\nHost: /);
    expect(out).toMatch(/\n== server → client\nHTTP\/1\.\d 200 OK\n/);
  });

  it('writes one end as rows of hexadecimal digits', async () => {
    const { out } = await tcpLadder(['bytes', http, '--from', 'client', '--as', 'hex']);
    const rows = out.trimEnd().split('\n');
    expect(rows).toHaveLength(Math.ceil(365 / 16));
    expect(rows[0]).toBe(
      '00000000  47 45 54 20 2f 74 63 70  20 48 54 54 50 2f 31 2e  GET /tcp HTTP/1.',
    );
  });

  it('writes one end as it is, into a file', async () => {
    const file = join(folder, 'raw');
    await tcpLadder(['bytes', http, '--from', 'server', '--as', 'raw', '-o', file]);
    const raw = readFileSync(file);
    expect(raw).toHaveLength(1248);
    expect(readFileSync(http).includes(raw)).toBe(true);
    const { status, err } = await tcpLadder(['bytes', http, '--as', 'raw', '-o', file]);
    expect([status, err]).toEqual([2, expect.stringContaining('--from')]);
  });

  it('says what the capture did not keep', async () => {
    const { status, out, err } = await tcpLadder(['bytes', sample('loss.pcap'), '--lang', 'zh']);
    expect(status).toBe(0);
    expect(out).toMatch(/\n\[#\d+ 中有 [\d,]+ 字节被抓包截断\]\n/);
    expect(err).toMatch(/^服务器 → 客户端：[\d,]+ 字节中有 [\d,]+ 字节不在抓包中/);
  });

  it('refuses a text, which has no payload', async () => {
    const file = join(folder, 'a.pkt');
    writeFileSync(file, '< S\n> S.\n< .\n< P. 1:11(10)\n');
    expect((await tcpLadder(['bytes', file])).status).toBe(3);
    expect((await tcpLadder(['list', file, '--payload', 'x'])).status).toBe(3);
  });
});

describe('list --payload', () => {
  it('lists the connections that carry it, and where', async () => {
    const { status, out } = await tcpLadder(['list', http, '--payload', '"GET /tcp HTTP"']);
    expect(status).toBe(0);
    expect(out.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/ found in$/),
      expect.stringMatching(/ #4, client$/),
    ]);
    expect((await tcpLadder(['list', http, '--payload', '/48 54 54 50/'])).out).toContain('#4');
  });

  it('lists none where it is nowhere', async () => {
    const { status, out } = await tcpLadder(['list', http, '--payload', 'no such text']);
    expect([status, out.trimEnd().split('\n').length]).toEqual([0, 1]);
  });

  it.each(['', '"open', '/4/', '/4x/'])('refuses %j', async (pattern) => {
    expect((await tcpLadder(['list', http, '--payload', pattern])).status).toBe(2);
  });
});
