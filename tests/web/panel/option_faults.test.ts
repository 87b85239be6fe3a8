import { describe, expect, it } from 'vitest';
import { tcpOptionFaults } from '../../../web/src/model/names';
import { faultyOptions, hexOf } from '../../../web/src/panel/option_faults';
import type { Language } from '../../../web/src/words';
import { panelWords } from '../../../web/src/words/panel';

await panelWords.loadAll();

/** A header whose options are these bytes, and what is shown of one at its start. */
function shown(
  fault: (typeof tcpOptionFaults)[number],
  options: number[],
  { captured = options.length, language = 'en' }: { captured?: number; language?: Language } = {},
): string[] {
  const bytes = Uint8Array.from([...Array<number>(20).fill(0), ...options.slice(0, captured)]);
  const [kind = 0, length = 0] = options;
  const header = {
    ...{ sourcePort: 1, destinationPort: 2, seq: 0, ack: 0, reserved: 0, flags: 16 },
    ...{ window: 0, checksum: 0, urgentPointer: 0, dataOffset: 5 + options.length / 4 },
    options: [
      {
        kind,
        length: kind === 0 ? 1 : length,
        offset: 20,
        values: [],
        fault: tcpOptionFaults.indexOf(fault),
      },
    ],
  };
  return faultyOptions(header, bytes, panelWords.of(language)).map(
    ({ text, bytes }) => `${text} ${hexOf(bytes)}`,
  );
}

describe('an option that cannot be what it says', () => {
  it('is shown with its kind, its length and its bytes', () => {
    expect(shown('bad_length', [3, 4, 7, 0])).toEqual([
      'window scale (kind 3) has length 4; the specification requires 3: 03 04 07 00',
    ]);
    expect(shown('bad_length', [5, 8, 0, 0, 0, 1, 0, 0])).toEqual([
      'SACK (kind 5) has length 8; the specification requires 10 to 34: 05 08 00 00 00 01 00 00',
    ]);
  });

  it('may have a length that its content contradicts', () => {
    expect(shown('bad_length', [30, 4, 0x20, 1])).toEqual([
      'MPTCP (kind 30) has length 4, which does not fit its content: 1e 04 20 01',
    ]);
  });

  it('may reach past the header', () => {
    expect(shown('cut', [8, 10, 0, 1])).toEqual([
      'timestamps (kind 8) has length 10, but the header ends after 4: 08 0a 00 01',
    ]);
  });

  it('is sound where only the capture cut it off', () => {
    const timestamps = [8, 10, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0];
    expect(shown('cut', timestamps, { captured: 6 })).toEqual([
      'timestamps (kind 8) has length 10, of which 6 were captured: 08 0a 00 00 00 01',
    ]);
  });

  it('may have no length', () => {
    expect(shown('no_length', [99, 1, 7, 0])).toEqual([
      'option 99 (kind 99) has length 1, which cannot be one: the rest was not read: 63 01 07 00',
    ]);
    expect(shown('no_length', [8, 10, 0, 0], { captured: 1 })).toEqual([
      'timestamps (kind 8) has no length byte: 08',
    ]);
  });

  it('may follow the end of options', () => {
    expect(shown('after_the_end', [0, 0, 7, 0])).toEqual([
      'After the end of options, bytes other than zero follow: 00 00 07 00',
    ]);
  });

  it('is told in Chinese', () => {
    expect(shown('bad_length', [3, 4, 7, 0], { language: 'zh-CN' })).toEqual([
      '窗口扩大因子（类型 3）的长度是 4；规范要求 3： 03 04 07 00',
    ]);
  });

  it('is not told of options without a fault', () => {
    expect(shown('none', [2, 4, 5, 0xb4])).toEqual([]);
  });
});
