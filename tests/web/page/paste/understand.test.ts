// Texts as tools print them of our samples become the samples again.
import { beforeAll, describe, expect, it } from 'vitest';
import createEngine from '#engine';
import { understand, type Understood } from '../../../../web/src/page/paste/understand';
import { captureIn, packCapture, unpackCapture } from '../../../../web/src/model/share_link';
import { CaptureSession } from '../../../../web/src/engine/worker/session';
import type { LoadedEngine } from '../../../../web/src/engine/instantiate';
import {
  fromZero,
  hexDump,
  netmonFile,
  parsePcap,
  pastedText,
  sampleFile,
  snoopFile,
  timeless,
  without,
} from './pcap_file';
import type { PcapFile } from './pcap_file';

type Capture = Extract<Understood, { kind: 'capture' }>;

function capture(text: string, zone = 0): Capture {
  const understood = understand(text, zone);
  if (understood.kind !== 'capture') throw new Error(JSON.stringify(understood));
  return understood;
}

/** A text that is understood to its end, as a file. */
function whole(text: string, zone = 0): PcapFile {
  const { octets, fault } = capture(text, zone);
  expect(fault).toBeNull();
  return parsePcap(octets);
}

const sample = (name: string) => parsePcap(sampleFile(name));
const rawIp = 101;
const ip = (name: string) => without(14, sample(name), rawIp);

/** The time of day alone is in the text. */
const sinceMidnight = ({ linkType, packets }: PcapFile): PcapFile => ({
  linkType,
  packets: packets.map((p) => ({ ...p, time: p.time % 86_400_000_000_000n })),
});

describe('tcpdump', () => {
  it.each([
    ['-x', 'tcpdump-x', ip('half-close')],
    ['-xx', 'tcpdump-xx', sample('reset-by-client')],
    ['-X', 'tcpdump-X', ip('three-segment-close')],
    ['-X -v -e -# --nano', 'tcpdump-v-e-nano-X', ip('reset-by-server')],
    ['-xx -i any', 'tcpdump-xx-any', sample('any-interface')],
  ])('%s: packets and times of day', (_, text, file) => {
    expect(sinceMidnight(whole(pastedText(text)))).toEqual(sinceMidnight(file));
  });

  it('-XX -tttt: date and time, of the zone of the reader', () => {
    const text = pastedText('tcpdump-XX-tttt');
    expect(whole(text)).toEqual(sample('client-closes-first'));
    const earlier = sample('client-closes-first').packets[0]!.time - 28_800_000_000_000n;
    expect(whole(text, 8 * 60).packets[0]!.time).toBe(earlier);
  });

  it('-tt: seconds since 1970', () => {
    expect(whole(pastedText('tcpdump-x-tt'))).toEqual(ip('syn-lost'));
  });

  it('-ttt and -ttttt: spans since the packet before, and since the first one', () => {
    const file = fromZero(ip('syn-lost'));
    expect(fromZero(whole(pastedText('tcpdump-x-ttt')))).toEqual(file);
    expect(fromZero(whole(pastedText('tcpdump-x-ttttt')))).toEqual(file);
  });

  it('-t: no times, which is known', () => {
    const text = pastedText('tcpdump-x-t');
    expect(whole(text)).toEqual(timeless(ip('refused')));
    expect(capture(text).timed).toBe(false);
    expect(capture(pastedText('tcpdump-x')).timed).toBe(true);
  });

  it('goes on with the next day at midnight', () => {
    const packet = (time: string, row: string) => `${time} IP a > b: Flags\n\t0x0000:  ${row}\n`;
    const syn =
      '4500 0028 0001 0000 4006 0000 0a00 0001 0a00 0002 0001 0002 0000 0000 0000 0000 5002 0000';
    const { packets } = whole(packet('23:59:59.900000', syn) + packet('00:00:00.100000', syn));
    expect(packets[1]!.time - packets[0]!.time).toBe(200_000_000n);
  });

  it('without octets says so', () => {
    expect(understand(pastedText('tcpdump-without-octets'), 0)).toMatchObject({
      kind: 'nothing',
      fault: { kind: 'no_octets', line: 1 },
    });
  });
});

describe('tshark and Wireshark', () => {
  it.each([
    ['-x', 'tshark-x', timeless(sample('http-1688'))],
    ['-x of all interfaces', 'tshark-x-any', timeless(sample('any-interface'))],
    ['-V -x', 'tshark-V-x', timeless(sample('reset-by-server'))],
  ])('%s', (_, text, file) => {
    expect(timeless(whole(pastedText(text)))).toEqual(file);
  });

  it('-P -x: with times since the first packet', () => {
    expect(whole(pastedText('tshark-P-x'))).toEqual(fromZero(sample('refused')));
  });

  it('leaves out what was put together from several packets', () => {
    const [first, ...others] = pastedText('tshark-x').split('\n\n');
    const together = 'Reassembled TCP (20 bytes):\n0000  47 45 54 20 2f\n';
    const text = [`Frame (74 bytes):\n${first}\n${together}`, ...others].join('\n\n');
    expect(whole(text)).toEqual(timeless(sample('http-1688')));
  });

  it('takes a followed stream for what it is: data without headers', () => {
    const fault = { kind: 'no_packet', line: 7 };
    expect(understand(pastedText('follow-hex'), 0)).toMatchObject({ kind: 'nothing', fault });
  });

  it('reads dumps whose runs of blanks were lost', () => {
    const squeezed = pastedText('tshark-x').replace(/ +/g, ' ');
    // The last bytes of a packet may be followed by characters that look like bytes.
    const expected = sample('http-1688').packets.map(({ octets }) => octets);
    whole(squeezed).packets.forEach(({ octets }, i) => expect(octets).toContain(expected[i]));
  });
});

describe('octets alone', () => {
  const file = timeless(ip('http-1688'));
  const packets = file.packets.map(({ octets }) => octets);
  const spaced = (octets: string, between: string, before = '') =>
    octets.replace(/..(?=.)/g, `$&${between}`).replace(/^|(?<=[ ,])(?=[\da-f])/g, before);
  const wrapped = (octets: string) => octets.replace(/.{60}/g, '$&\n');

  it.each([
    ['a line each', packets.join('\n')],
    ['a line each, with blanks', packets.map((p) => spaced(p, ' ')).join('\n')],
    ['a line each, with colons and CR LF', packets.map((p) => spaced(p, ':')).join('\r\n')],
    [
      'a paragraph each, with 0x and commas',
      packets.map((p) => `${spaced(p, ', ', '0x')},`).join('\n\n'),
    ],
    ['a paragraph of several lines each', packets.map(wrapped).join('\n\n')],
    ['escapes', packets.map((p) => `"\\x${spaced(p, '\\x')}"`).join('\n')],
    [
      'arrays of C, with comments',
      packets
        .map(
          (p, i) =>
            `/* Frame */\nstatic const char p${i}[${p.length / 2}] = {\n${wrapped(p).replace(/../g, '0x$&,').replace(/\n/g, ' /* abc */\n')}\n};`,
        )
        .join('\n'),
    ],
  ])('%s', (_, text) => {
    expect(whole(text)).toEqual(file);
  });

  it('knows captures in Ethernet, of both versions of IP and with VLAN tags', () => {
    const tcp = '00010002000000000000000050020000000000000'.slice(0, 40);
    const v4 = `4500002800010000400600000a0000010a000002${tcp}`;
    const v6 = `6000000000140640${'20010db8'.padEnd(32, '0')}${'20010db8'.padEnd(32, '1')}${tcp}`;
    const macs = '450000000001600000000002';
    const linkTypes = [
      v4,
      v6,
      `${macs}0800${v4}`,
      `${macs}86dd${v6}`,
      `${macs}81000007${'0800'}${v4}`,
    ];
    expect(linkTypes.map((text) => whole(text).linkType)).toEqual([101, 101, 1, 1, 1]);
  });

  it('gives a packet that was cut the length of its header', () => {
    const cut = packets.map((octets) => octets.slice(0, 80)).join('\n');
    const lengths = file.packets.map(({ length }) => length);
    expect(whole(cut).packets.map(({ length }) => length)).toEqual(lengths);
  });
});

describe('a whole file', () => {
  it.each([
    ['hexdump -C', 'hexdump-C', 'refused'],
    ['xxd', 'xxd', 'refused'],
    ['xxd -p', 'xxd-p', 'refused'],
    ['xxd -i', 'xxd-i', 'refused'],
    ['od with decimal offsets', 'od-decimal', 'unanswered-syn'],
    ['od with octal offsets', 'od-octal', 'unanswered-syn'],
    ['base64', 'base64', 'refused'],
  ])('%s', (_, text, name) => {
    const { octets, packets, fault } = capture(pastedText(text));
    expect(fault).toBeNull();
    expect(packets).toBeNull();
    expect(Buffer.compare(octets, sampleFile(name))).toBe(0);
  });

  it('base64 of other alphabets and forms', () => {
    const file = sampleFile('refused');
    const forms = [
      file.toString('base64url'),
      `data:application/vnd.tcpdump.pcap;base64,${file.toString('base64')}`,
      `begin-base64 644 refused.pcap\n${pastedText('base64')}====\n`,
      `"${file.toString('base64')}"`,
    ];
    for (const form of forms) expect(Buffer.compare(capture(form).octets, file)).toBe(0);
  });

  it.each([
    ['snoop', snoopFile],
    ['Network Monitor', netmonFile],
  ])('of %s: dumped, in hex alone and in base64', (_, write) => {
    const file = write(sample('refused'));
    const forms = [hexDump(file), file.toString('hex').replace(/.{60}/g, '$&\n')];
    for (const text of [...forms, file.toString('base64')]) {
      const { octets, packets, fault } = capture(text);
      expect(fault).toBeNull();
      expect(packets).toBeNull();
      expect(Buffer.compare(octets, file)).toBe(0);
    }
  });

  it('packed, which the worker unpacks', () => {
    expect([...capture(pastedText('base64-gzip')).octets.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  });

  it('with repeated lines left out', () => {
    const zeros = '00 '.repeat(16);
    const text = `00000000  d4 c3 b2 a1 02 00 04 00  ${'00 '.repeat(8)} |................|
00000010  ${zeros} |................|
*
00000400  01 02
00000402`;
    const { octets } = capture(text);
    expect(octets).toHaveLength(0x402);
    expect([...octets.subarray(-3)]).toEqual([0, 1, 2]);
  });
});

describe('a link', () => {
  it('alone, and in a message', async () => {
    const packed = await packCapture(new Blob([sampleFile('refused')]));
    const address = `https://example.org/tcp/#capture=${packed}&step=2`;
    for (const text of [address, `Look at <${address}>, please.`, `#capture=${packed}&step=2`]) {
      const understood = understand(text, 0);
      if (understood.kind !== 'link') throw new Error('no link');
      expect(understood.fragment).toBe(`#capture=${packed}&step=2`);
      expect(captureIn(address)).toBe(understood.capture);
      const file = await (await unpackCapture(understood.capture)).arrayBuffer();
      expect(Buffer.compare(new Uint8Array(file), sampleFile('refused'))).toBe(0);
    }
  });
});

describe('the engine', () => {
  let module: LoadedEngine;
  beforeAll(async () => {
    module = await createEngine();
  });

  /** Everything of a connection's segments that does not say where they stand in the file. */
  async function segments(file: Uint8Array<ArrayBuffer>) {
    const session = new CaptureSession(() => Promise.resolve(module));
    await session.open(new Blob([file]));
    const { segments, outcome } = await session.connection(0);
    const { seq, ack, flags, length, window, analysis, clientState, serverState } = segments;
    session.dispose();
    return { outcome, seq, ack, flags, length, window, analysis, clientState, serverState };
  }

  it.each([
    ['tcpdump-x', 'half-close'],
    ['tcpdump-xx', 'reset-by-client'],
    ['tcpdump-X', 'three-segment-close'],
    ['tcpdump-XX-tttt', 'client-closes-first'],
    ['tcpdump-x-ttt', 'syn-lost'],
    ['tcpdump-v-e-nano-X', 'reset-by-server'],
    ['tcpdump-xx-any', 'any-interface'],
    ['tshark-P-x', 'refused'],
    ['hexdump-C', 'refused'],
  ])('finds in %s the segments and states of the sample', async (text, name) => {
    const file = new Uint8Array(sampleFile(name));
    expect(await segments(capture(pastedText(text)).octets)).toEqual(await segments(file));
  });

  it.each([
    ['snoop', snoopFile],
    ['Network Monitor', netmonFile],
  ])('finds them in a dump of a file of %s', async (_, write) => {
    const text = hexDump(write(sample('half-close')));
    const file = new Uint8Array(sampleFile('half-close'));
    expect(await segments(capture(text).octets)).toEqual(await segments(file));
  });
});

describe('Cisco IOS', () => {
  /** The packet as `dump` prints it, from `address` on. */
  const memory = (hex: string, address: number, heading: string): string => {
    const rows = new Map<number, string[]>();
    Buffer.from(hex, 'hex').forEach((octet, i) => {
      const at = address + i;
      const cells = rows.get(at >> 4) ?? Array.from({ length: 16 }, () => '  ');
      cells[at & 15] = octet.toString(16).toUpperCase().padStart(2, '0');
      rows.set(at >> 4, cells);
    });
    const lines = [...rows].map(([row, cells]) => {
      const words = [0, 4, 8, 12].map((first) => cells.slice(first, first + 4).join(''));
      const shown = words.join(' ').trimEnd();
      return `${(16 * row).toString(16).toUpperCase().padStart(8, '0')}: ${shown}  ..\\.2.@.`;
    });
    return [heading, ...lines, ''].join('\n');
  };
  const { packets } = sample('half-close');

  it.each([
    ['at the beginning of a line', 0x0f9a4e40],
    ['in the middle of a line', 0x0f9a4e48],
    ['at the last word of a line', 0x7f00300c],
  ])('dump: words behind addresses, %s', (_, address) => {
    const text = packets
      .map(({ octets }, i) => memory(octets, address + 0x100 * i, `packet ${i + 1} : IPv4 LES CEF`))
      .join('\n');
    const read = whole(text).packets.map(({ octets }) => octets);
    expect(read).toEqual(packets.map(({ octets }) => octets));
  });
});
