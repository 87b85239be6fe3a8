import { describe, expect, it } from 'vitest';
import { kindOf, compressionOf } from '../../../web/src/model/file_kind';

const octets = (...bytes: number[]) => Uint8Array.from(bytes);
const text = (value: string) => new TextEncoder().encode(value);

describe('the kind of a file', () => {
  it.each([
    ['empty', octets()],
    ['pcap', octets(0xd4, 0xc3, 0xb2, 0xa1, 2, 0)],
    ['pcap', octets(0xa1, 0xb2, 0x3c, 0x4d, 0, 2)],
    ['pcapng', octets(0x0a, 0x0d, 0x0d, 0x0a, 28, 0)],
    ['jpeg', octets(0xff, 0xd8, 0xff, 0xe0)],
    ['png', octets(0x89, 0x50, 0x4e, 0x47, 0x0d)],
    ['zip', octets(0x50, 0x4b, 3, 4)],
    ['mp4', octets(0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70)],
    ['elf', octets(0x7f, 0x45, 0x4c, 0x46, 2)],
    ['pdf', text('%PDF-1.7\n')],
    ['lz4', octets(0x04, 0x22, 0x4d, 0x18, 0x64)],
    ['btsnoop', text('btsnoop\0\0\0\0\x01')],
    ['sniffer', text('TRSNIFF data    \x1a')],
    ['peek', text('\x7fver\0\0')],
    ['netxray', octets(0x58, 0x43, 0x50, 0, 0x30)],
    ['iptrace', text('iptrace 2.0')],
    ['k12text', text('+---------+---------------+----------+\n')],
    ['hex_dump', text('0000  45 00 00 3c 1c 46 40 00 40 06\n0010  b1 e6 ac 10')],
    ['hex_dump', text('12:00:01 IP a > b: Flags [S]\n\t0x0000:  45 00 00 3c 46 5b')],
    ['json', text('{"log": {"version": "1.2"')],
    ['json', text(' [\n  {"_index": 1')],
    ['html', text('<!DOCTYPE html><title>x</title>')],
    ['xml', text('<?xml version="1.0"?><pdml>')],
    ['text', text('12:01:02.5 IP 10.0.0.1.80 > 10.0.0.2.4000: Flags [S]')],
    ['text', text('[client] connects to the server')],
    ['unknown', octets(0, 1, 2, 3, 4, 5, 6, 7)],
    ['unknown', octets(0xc3, 0x28, 0x80, 0x81)],
  ] as const)('is %s', (kind, bytes) => {
    expect(kindOf(bytes)).toBe(kind);
  });

  it('tells text from a character that is cut at the end', () => {
    expect(kindOf(text('报文段').subarray(0, 8))).toBe('text');
  });
});

describe('the packing of a file', () => {
  it('is known by its first octets', () => {
    expect(compressionOf(octets(0x1f, 0x8b, 8))).toBe('gzip');
    expect(compressionOf(octets(0x28, 0xb5, 0x2f, 0xfd))).toBe('zstd');
    expect(compressionOf(octets(0x5a, 0x2a, 0x4d, 0x18))).toBe('zstd');
    expect(compressionOf(octets(0x04, 0x22, 0x4d, 0x18))).toBe('lz4');
    expect(compressionOf(octets(0x02, 0x21, 0x4c, 0x18))).toBe('lz4');
    const skippable = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 7, 7];
    expect(compressionOf(octets(...skippable, 0x04, 0x22, 0x4d, 0x18))).toBe('lz4');
    expect(compressionOf(octets(...skippable, 0x28, 0xb5, 0x2f, 0xfd))).toBe('zstd');
    expect(compressionOf(octets(0xd4, 0xc3, 0xb2, 0xa1))).toBe('none');
    expect(compressionOf(octets())).toBe('none');
  });
});
