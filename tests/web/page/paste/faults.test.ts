// What is wrong with a text, and where; what stands before that is opened. Texts made to be slow.
import { describe, expect, it } from 'vitest';
import { indexOf, octetLimit, textLimit, type Fault } from '../../../../web/src/page/paste/fault';
import { understand } from '../../../../web/src/page/paste/understand';
import { parsePcap, pastedText, sampleFile } from './pcap_file';

interface Result {
  packets: number;
  fault: Partial<Fault> | null;
}

function outcome(text: string): Result {
  const understood = understand(text, 0);
  if (understood.kind === 'link') throw new Error('a link');
  const packets = understood.kind === 'capture' ? (understood.packets ?? -1) : 0;
  return { packets, fault: understood.fault };
}

/** The text with `wrong` in place of the `nth` occurrence (from 1) of `right`. */
function spoiled(text: string, right: string, wrong: string, nth = 1): string {
  let at = -1;
  for (let n = 0; n < nth; n++) at = text.indexOf(right, at + 1);
  if (at < 0) throw new Error(`no ${right}`);
  return text.slice(0, at) + wrong + text.slice(at + right.length);
}

const dump = pastedText('tcpdump-x');
const shark = pastedText('tshark-x');
const packets = parsePcap(sampleFile('http-1688')).packets.map(({ octets }) => octets);
const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length;

describe('a fault in a hex dump', () => {
  it('is a word that is no octets, in the middle of a line', () => {
    const text = spoiled(dump, '4000 4006', '40o0 4006', 3);
    const line = lineOf(text, text.indexOf('40o0'));
    expect(outcome(text)).toEqual({
      packets: 2,
      fault: { kind: 'not_hex', line, column: 26, found: '40o0' },
    });
  });

  it('is a line that is missing', () => {
    const second = shark.indexOf('0010  ', shark.indexOf('\n\n'));
    const text = shark.slice(0, second) + shark.slice(shark.indexOf('\n', second) + 1);
    expect(outcome(text)).toEqual({
      packets: 1,
      fault: { kind: 'gap', line: 8, column: 1, found: '0020', expected: 16 },
    });
  });

  it('is half an octet', () => {
    const text = spoiled(shark, ' 45 00 ', ' 45 0 ', 2).replace(/^ +/, '');
    expect(outcome(text)).toMatchObject({ packets: 1, fault: { kind: 'not_hex', line: 7 } });
  });

  it('is a beginning in the middle of a packet', () => {
    const text = dump.slice(dump.indexOf('\t0x0010'));
    expect(outcome(text)).toMatchObject({
      packets: 0,
      fault: { kind: 'gap', line: 1, column: 2, found: '0x0010:', expected: 0 },
    });
  });

  it('is no talk around it', () => {
    const text = `$ tcpdump -x -r half-close.pcap\nreading from file, link-type EN10MB\n${dump}\n18 packets captured\n1000 packets dropped by kernel\n$ `;
    expect(outcome(text)).toEqual({ packets: 18, fault: null });
  });
});

describe('a fault in octets alone', () => {
  it('is a letter that is no digit', () => {
    const lines = packets.map((octets, i) => (i === 3 ? `${octets.slice(0, 40)}xyz` : octets));
    expect(outcome(lines.join('\n'))).toEqual({
      packets: 3,
      fault: { kind: 'not_hex', line: 4, column: 41, found: 'xyz' },
    });
  });

  it('is half an octet', () => {
    const lines = packets.map((octets, i) => (i === 1 ? `${octets}0` : octets));
    expect(outcome(lines.join('\n'))).toMatchObject({
      packets: 1,
      fault: { kind: 'odd_digits', line: 2, column: 1 },
    });
  });

  it('leaves out the packet of several lines that it is in', () => {
    const wrapped = packets.map((octets) => octets.replace(/.{32}/g, '$&\n'));
    const text = spoiled(wrapped.join('\n\n'), '\n\n', '\n??\n\n', 2);
    expect(outcome(text)).toMatchObject({ packets: 1, fault: { kind: 'not_hex', found: '??' } });
  });

  it.each(['hello', 'deadbeef', '00 01 02 03', 'GET / HTTP/1.1', '{"a": 1}'])(
    'is all of %s',
    (text) => {
      expect(outcome(text)).toMatchObject({ packets: 0, fault: { line: 1 } });
    },
  );

  it('is nothing at all', () => {
    expect(outcome(' \n\t\n').fault).toMatchObject({ kind: 'empty' });
  });
});

describe('a fault in a whole file', () => {
  const file = sampleFile('refused');
  const beginning = (text: string) => {
    const understood = understand(text, 0);
    if (understood.kind !== 'capture') throw new Error('nothing');
    expect(Buffer.compare(understood.octets, file.subarray(0, understood.octets.length))).toBe(0);
    return { length: understood.octets.length, fault: understood.fault };
  };

  it('in base64', () => {
    const text = spoiled(pastedText('base64'), '\n', '\n*', 3);
    expect(beginning(text)).toEqual({
      length: 171,
      fault: {
        kind: 'not_base64',
        line: 4,
        column: 1,
        found: expect.stringMatching(/^\*/) as string,
      },
    });
  });

  it('in a dump', () => {
    const text = spoiled(pastedText('xxd'), '\n00000080: ', '\n00000090: ');
    expect(beginning(text)).toMatchObject({ length: 128, fault: { kind: 'gap', expected: 128 } });
  });
});

it('stands where the text area has it', () => {
  const text = 'ab\r\ncd\nefg';
  const fault = { kind: 'not_hex', found: '' } as const;
  expect(text[indexOf(text, { ...fault, line: 1, column: 2 })]).toBe('b');
  expect(text[indexOf(text, { ...fault, line: 3, column: 3 })]).toBe('g');
});

describe('hostile texts', () => {
  // A quarter of what may be pasted: in quadratic time even that takes hours.
  const length = textLimit / 4;
  const fill = (part: string) => part.repeat(Math.floor(length / part.length));

  it.each([
    ['blanks', fill(' ') + 'x'],
    ['line ends', fill('\n')],
    ['digits in one line', fill('4')],
    ['octets in one line', fill('45 ')],
    ['octets in lines', fill('45\n')],
    ['paragraphs of an octet', fill('45\n\n')],
    ['packets of an octet', fill('0000  45\n')],
    ['a dump in one line', `0000  ${fill('45 ').slice(9)}`],
    ['offsets alone', fill('0000\n')],
    ['comments that do not end', fill('/*')],
    ['braces', fill('{')],
    ['a link that does not end', `#capture=${fill('A')}`.slice(0, length)],
    ['base64 of a capture', `1MOyoQIABAAA${fill('AAAA')}`.slice(0, length)],
    ['times', fill('12:34:56.789012 ')],
    ['prose', fill('lorem ipsum, ')],
  ])('%s take no longer than others', { timeout: 20_000 }, (_, text) => {
    const begun = performance.now();
    understand(text.slice(0, length), 0);
    expect(performance.now() - begun).toBeLessThan(15_000);
  });

  it('are not read beyond the limits', () => {
    expect(outcome('4'.repeat(textLimit + 1)).fault).toMatchObject({ kind: 'too_long' });
    const repeated = `0000  d4 c3 b2 a1 02 00 04 00\n*\nffffffff  00\n`;
    expect(understand(repeated, 0)).toMatchObject({ fault: { kind: 'too_large', line: 3 } });
    expect(octetLimit).toBeLessThan(0xffffffff);
  });
});
