// Several files on the command line.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { octetsOf, sample, tcpLadder } from './command';
import { later, piecesOf } from '../pieces';

const http = sample('http-1688.pcap');
const PAUSE = 30;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tcp-ladder-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, octets: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, octets);
  return path;
}

describe('pieces of one capture', () => {
  it('are read in the order of time, whatever their names', async () => {
    const [a, b, c] = piecesOf(octetsOf('http-1688.pcap'), [5, 8]);
    const files = [written('3.pcap', b!), written('1.pcap', c!), written('2.pcap', a!)];
    const { status, out, err } = await tcpLadder(['csv', ...files]);
    expect(out).toBe((await tcpLadder(['csv', http])).out);
    expect(status).toBe(0);
    const inOrder = [files[2], files[0], files[1]].join(', ');
    expect(err).toContain(
      `3 files are read as pieces of one capture, in the order of time: ${inOrder}\n`,
    );
  });

  it('may be packed, all of them or some', async () => {
    const [a, b, c] = piecesOf(octetsOf('http-1688.pcap'), [5, 8]);
    const plain = (await tcpLadder(['csv', http])).out;
    const packed = [a!, b!, c!].map((piece, i) => written(`${i}.pcap.gz`, gzipSync(piece)));
    expect((await tcpLadder(['csv', ...packed])).out).toBe(plain);
    const mixed = [packed[0]!, packed[1]!, written('2.pcap', c!)];
    expect((await tcpLadder(['csv', ...mixed])).out).toBe(plain);
  });

  it('with a gap between them have it named', async () => {
    const [a, b] = piecesOf(octetsOf('http-1688.pcap'), [9]);
    const files = [written('a.pcap', a!), written('b.pcap', later(b!, PAUSE))];
    const { err } = await tcpLadder(['list', ...files]);
    expect(err).toMatch(
      /3\d\.?\d* s pass between the last packet of .*a\.pcap and the first of .*b\.pcap/,
    );
  });

  it('with none in one of them are told so', async () => {
    const [a, b] = piecesOf(octetsOf('http-1688.pcap'), [9]);
    const empty = written('empty.pcap', a!.slice(0, 24));
    const { status, err } = await tcpLadder([
      'list',
      written('a.pcap', a!),
      empty,
      written('b.pcap', b!),
    ]);
    expect(status).toBe(0);
    expect(err).toContain(`No packets in ${empty}`);
  });
});

describe('other files', () => {
  it('that hold the same packets are read once', async () => {
    const twice = [http, written('copy.pcap', octetsOf('http-1688.pcap'))];
    const { out, err } = await tcpLadder(['csv', ...twice]);
    expect(out).toBe((await tcpLadder(['csv', http])).out);
    expect(err).toContain('2 files hold the same packets; only the first is read');
  });

  it('of the same time are refused', async () => {
    const [a] = piecesOf(octetsOf('http-1688.pcap'), [12]);
    const { status, out, err } = await tcpLadder(['list', http, written('a.pcap', a!)]);
    expect([status, out]).toEqual([3, '']);
    expect(err).toContain('cover the same time');
  });

  it('of another time are refused', async () => {
    const DAY = 86400;
    const next = written('next.pcap', later(octetsOf('http-1688.pcap'), DAY));
    const { status, err } = await tcpLadder(['list', http, next, '--lang', 'zh']);
    expect(status).toBe(3);
    expect(err).toContain('不同的时间');
  });

  it('without a packet are refused for what they are', async () => {
    const { status, err } = await tcpLadder([
      'list',
      written('a.txt', Buffer.from('%PDF-1.7')),
      written('b.txt', Buffer.from('%PDF-1.7')),
    ]);
    expect(status).toBe(3);
    expect(err).toContain('PDF');
  });
});
