// The kind of a file, by its first bytes: how to unpack it, and what to call it if it is refused.

export type Compression = 'none' | 'gzip' | 'zstd' | 'lz4';

/** Kinds of files that people open by mistake; the page has a name for each. */
export type FileKind =
  | 'empty'
  | 'pcap'
  | 'pcapng'
  | 'gzip'
  | 'zstd'
  | 'lz4'
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'pdf'
  | 'zip'
  | 'xz'
  | 'bzip2'
  | 'seven_zip'
  | 'rar'
  | 'elf'
  | 'exe'
  | 'mach_o'
  | 'sqlite'
  | 'mp4'
  | 'snoop'
  | 'netmon'
  | 'btsnoop'
  | 'sniffer'
  | 'netxray'
  | 'peek'
  | 'iptrace'
  | 'nettl'
  | 'observer'
  | 'visual'
  | 'k12text'
  | 'hex_dump'
  | 'json'
  | 'xml'
  | 'html'
  | 'text'
  | 'unknown';

/** Advice about a file that is not a capture. */
export type Advice =
  'unpack' | 'unpack_xz' | 'unpack_bzip2' | 'convert' | 'hex_dump' | 'bluetooth' | 'json' | 'text';

const advices: Partial<Record<FileKind, Advice>> = {
  zip: 'unpack',
  seven_zip: 'unpack',
  rar: 'unpack',
  xz: 'unpack_xz',
  bzip2: 'unpack_bzip2',
  sniffer: 'convert',
  netxray: 'convert',
  iptrace: 'convert',
  nettl: 'convert',
  observer: 'convert',
  visual: 'convert',
  k12text: 'convert',
  hex_dump: 'hex_dump',
  btsnoop: 'bluetooth',
  json: 'json',
  text: 'text',
};

export const adviceOn = (kind: FileKind): Advice | undefined => advices[kind];

/** Number of bytes from the start that are needed for recognition. */
export const magicLength = 512;

const octetsOf = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

const signatures: readonly (readonly [FileKind, number, readonly number[]])[] = [
  ['pcap', 0, [0xa1, 0xb2, 0xc3, 0xd4]],
  ['pcap', 0, [0xd4, 0xc3, 0xb2, 0xa1]],
  ['pcap', 0, [0xa1, 0xb2, 0x3c, 0x4d]],
  ['pcap', 0, [0x4d, 0x3c, 0xb2, 0xa1]],
  ['pcap', 0, [0xa1, 0xb2, 0xcd, 0x34]],
  ['pcap', 0, [0x34, 0xcd, 0xb2, 0xa1]],
  ['pcapng', 0, [0x0a, 0x0d, 0x0d, 0x0a]],
  ['gzip', 0, [0x1f, 0x8b]],
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['lz4', 0, [0x04, 0x22, 0x4d, 0x18]],
  ['lz4', 0, [0x02, 0x21, 0x4c, 0x18]],
  ['jpeg', 0, [0xff, 0xd8, 0xff]],
  ['png', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['pdf', 0, [0x25, 0x50, 0x44, 0x46]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['seven_zip', 0, [0x37, 0x7a, 0xbc, 0xaf]],
  ['rar', 0, [0x52, 0x61, 0x72, 0x21]],
  ['elf', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['exe', 0, [0x4d, 0x5a]],
  ['mach_o', 0, [0xcf, 0xfa, 0xed, 0xfe]],
  ['mach_o', 0, [0xca, 0xfe, 0xba, 0xbe]],
  ['sqlite', 0, [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['mp4', 4, [0x66, 0x74, 0x79, 0x70]],
  ['snoop', 0, [0x73, 0x6e, 0x6f, 0x6f, 0x70, 0x00]],
  ['btsnoop', 0, octetsOf('btsnoop\0')],
  ['sniffer', 0, octetsOf('TRSNIFF data    \x1a')],
  ['netxray', 0, octetsOf('XCP\0')],
  ['netxray', 0, octetsOf('VL\0\0')],
  ['peek', 0, octetsOf('\x7fver')],
  ['iptrace', 0, octetsOf('iptrace ')],
  ['nettl', 0, octetsOf('\x54\x52\0\x64\0')],
  ['observer', 0, octetsOf('ObserverPktBuffe')],
  ['visual', 0, octetsOf('\x05VNF')],
  ['netmon', 0, [0x47, 0x4d, 0x42, 0x55]],
  ['netmon', 0, [0x52, 0x54, 0x53, 0x53]],
];

// A skippable frame (RFC 8878 section 3.1.2) may precede the data: 0x184D2A5? little-endian. zstd
// and LZ4 share it; the frame after it decides.
const isSkippable = (octets: Uint8Array) =>
  octets.length >= 4 &&
  (octets[0]! & 0xf0) === 0x50 &&
  octets[1] === 0x2a &&
  octets[2] === 0x4d &&
  octets[3] === 0x18;

/** The compression of a capture, by the first bytes of the file. */
export function compressionOf(octets: Uint8Array): Compression {
  const kind = kindOf(octets);
  if (kind === 'gzip' || kind === 'zstd' || kind === 'lz4') return kind;
  if (!isSkippable(octets)) return 'none';
  if (octets.length < 8) return 'zstd';
  const length = new DataView(octets.buffer, octets.byteOffset, octets.length).getUint32(4, true);
  const behind = octets.subarray(8 + length);
  return behind.length >= 4 && compressionOf(behind) === 'lz4' ? 'lz4' : 'zstd';
}

/** The kind of a file by its first bytes; up to `magicLength` of them are used. */
export function kindOf(octets: Uint8Array): FileKind {
  if (octets.length === 0) return 'empty';
  for (const [kind, offset, bytes] of signatures) {
    if (bytes.every((byte, i) => octets[offset + i] === byte)) return kind;
  }
  return textKindOf(octets.subarray(0, magicLength)) ?? 'unknown';
}

function textKindOf(octets: Uint8Array): FileKind | undefined {
  let text: string;
  try {
    // The last character may be cut, so it is decoded as the beginning of a stream.
    text = new TextDecoder('utf-8', { fatal: true }).decode(octets, { stream: true });
  } catch {
    return undefined;
  }
  // eslint-disable-next-line no-control-regex -- control characters are what tells binary from text
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return undefined;
  const start = text.trimStart();
  if (/^\+-{9}\+-{15}\+-{10}\+/.test(start)) return 'k12text';
  // As printed by tcpdump -x, xxd, od and Wireshark: an offset, then bytes.
  if (/^\s*(0x)?0{3,8}:?\s+([\da-f]{2} ?){4,}/im.test(text)) return 'hex_dump';
  if (/^[{[]\s*(["{[\]}\d-]|$)/.test(start)) return 'json';
  if (/^<(!doctype html|html)/i.test(start)) return 'html';
  if (/^<\?xml|^<[a-z]+[\s>]/i.test(start)) return 'xml';
  return 'text';
}
