// Sentences whose verb or spacing follows from what they count or name.
import { describe, expect, it } from 'vitest';
import { panelWords } from '../../../web/src/words/panel';

const en = panelWords.of('en');
const zh = panelWords.of('zh-CN');
const told = (times: number) => ({ times, n: () => 5 });

describe('the verb follows the number', () => {
  it('of bytes before a FIN', () => {
    const early = { peer: 1, expected: '7', filler: 3, whole: true } as const;
    expect(en.closing.finWaits({ ...early, missing: 1 })).toBe(
      '1 byte from 7 is missing before it, so the server cannot process the FIN yet; #4 fills the gap.',
    );
    expect(en.closing.finWaits({ ...early, missing: 2 })).toContain('2 bytes from 7 are missing');
  });

  it('of blocks and packets in the file', () => {
    const { skipped_block: skipped, captured_more_than_original: more } = en.findings.messageOf;
    expect(skipped(told(1))).toBe('1 block of type 5 contains no packets and was skipped.');
    expect(skipped(told(2))).toBe('2 blocks of type 5 contain no packets and were skipped.');
    expect(skipped({ ...told(1), n: () => 10 })).toContain('type 10 (decryption secrets) contains');
    const inChinese = zh.findings.messageOf.skipped_block({ ...told(1), n: () => 0xbad });
    expect(inChinese).toContain('类型 2989（自定义）的块');
    expect(more(told(1))).toContain('1 packet claims more');
    expect(en.findings.partShown({ packets: 1 })).toBe('1 packet is shown.');
  });
});

describe('an ICMP error in Chinese', () => {
  const error = { to: 0, name: '目的不可达', code: '端口不可达', about: 0 } as const;

  it('from an end has no space between Han and Han', () => {
    const row = zh.icmp.row({ ...error, source: '服务器' });
    expect(row).toContain('服务器发给客户端的 ICMP 差错');
    expect(zh.icmp.from({ source: '服务器' })).toBe('来自服务器');
    const back = zh.icmp.comesBack({ ...error, source: '服务器', type: 3, number: 3 });
    expect(back).toContain('服务器向客户端发回');
  });

  it('from an address is set off by a space', () => {
    expect(zh.icmp.row({ ...error, source: '192.0.2.1' })).toContain('192.0.2.1 发给客户端');
    expect(zh.icmp.from({ source: '192.0.2.1' })).toBe('来自 192.0.2.1');
  });
});
