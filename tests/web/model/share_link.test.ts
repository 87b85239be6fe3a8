import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  captureIn,
  LinkError,
  packCapture,
  readLength,
  unfoldedLimit,
  unpackCapture,
} from '../../../web/src/model/share_link';
import { sample, tcpLadder } from '../cli/command';

const faultOf = (text: string) =>
  unpackCapture(text).then(
    () => 'none',
    (error: unknown) => (error instanceof LinkError ? error.fault : String(error)),
  );
const linkOf = (octets: Uint8Array) => deflateRawSync(octets, { level: 9 }).toString('base64url');

describe('a capture in a link', () => {
  it('comes back octet by octet', async () => {
    const octets = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);
    const text = await packCapture(new Blob([octets]));
    expect(text).toMatch(/^[\w-]+$/);
    expect(new Uint8Array(await (await unpackCapture(text)).arrayBuffer())).toEqual(octets);
  });

  it('takes about five hundred characters for ten packets', async () => {
    const { out } = await tcpLadder(['link', sample('any-interface.pcap')]);
    expect(out.trim().length).toBeLessThanOrEqual(510);
    const short = await tcpLadder(['link', sample('any-interface.pcap'), '--cut-payload']);
    expect(short.out.trim().length).toBeLessThan(out.trim().length);
  });

  it('is found in an address or a fragment', () => {
    expect(captureIn('https://example.com/ladder/#capture=abc_-&step=3')).toBe('abc_-');
    expect(captureIn('#step=3&capture=abc')).toBe('abc');
    expect(captureIn('capture.pcap')).toBeNull();
    expect(captureIn('#stream=0')).toBeNull();
  });
});

describe('what strangers put into a link', () => {
  it('is told apart', async () => {
    expect(await faultOf('')).toBe('alphabet');
    expect(await faultOf('<script>alert(1)</script>')).toBe('alphabet');
    expect(await faultOf('ab+/')).toBe('alphabet');
    expect(await faultOf('abcde')).toBe('damaged');
    expect(await faultOf('AAAA')).toBe('damaged');
    expect(await faultOf('_____w')).toBe('damaged');
    expect(await faultOf('a'.repeat(readLength + 1))).toBe('too_large');
  });

  it('is damaged when the link was cut', async () => {
    const text = linkOf(new TextEncoder().encode('not so short a text, nor a repeated one'));
    expect(await faultOf(text)).toBe('none');
    for (const length of [4, 10, 20, text.length - 6]) {
      expect(await faultOf(text.slice(0, length))).toBe('damaged');
    }
  });

  it('stops unfolding at the limit', async () => {
    const bomb = linkOf(new Uint8Array(unfoldedLimit * 4));
    expect(bomb.length).toBeLessThan(readLength);
    expect(await faultOf(bomb)).toBe('too_large');
  });

  it('never makes the reading fail in another way', async () => {
    let seed = 1;
    const next = () => (seed = (seed * 48271) % 0x7fffffff);
    for (let i = 0; i < 300; i++) {
      const octets = Buffer.from(Array.from({ length: next() % 60 }, () => next() & 255));
      expect(['none', 'damaged', 'alphabet']).toContain(
        await faultOf(octets.toString('base64url')),
      );
    }
  });
});
