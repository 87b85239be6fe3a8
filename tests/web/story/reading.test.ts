import { describe, expect, it } from 'vitest';
import { faultsOf } from './reading';

describe('the rules that texts are read by', () => {
  it.each([
    ['en', 'It brings undefined bytes.'],
    ['en', '1 bytes from seq 1.'],
    ['en', 'The client 客户端 asks.'],
    ['en', 'seq -1448'],
    ['zh-CN', '共4个'],
    ['zh-CN', '4.46 ms后'],
    ['zh-CN', '客户端,服务器'],
    ['zh-CN', 'ack 1 。'],
  ] as const)('find the fault in %s: %s', (language, text) => {
    expect(faultsOf(text, language)).not.toEqual([]);
  });

  it('let good texts pass', () => {
    expect(faultsOf('1,248 bytes from seq \u22121448 (SYN).', 'en')).toEqual([]);
    expect(faultsOf('4.46 ms 后，#9 应答：ack 366。', 'zh-CN')).toEqual([]);
  });
});
