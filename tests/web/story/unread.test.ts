// What a capture without a readable segment says of its packets.
import { describe, expect, it } from 'vitest';
import { findings } from '../../../web/src/model/names';
import { unreadOf, unreadReason } from '../../../web/src/story/unread';
import { findings as en } from '../../../web/src/words/en/findings';
import { findings as zhCN } from '../../../web/src/words/zh-CN/findings';

const table = (...rows: [name: string, times: number, ...args: number[]][]) => ({
  count: rows.length,
  id: Uint16Array.from(rows, ([name]) => findings.findIndex((each) => each.name === name)),
  times: Float64Array.from(rows, ([, times]) => times),
  frame: new Uint32Array(rows.length),
  offset: new Float64Array(rows.length),
  args: Float64Array.from(rows.flatMap(([, , ...args]) => [...args, 0, 0, 0].slice(0, 3))),
});

const sentences = (...rows: Parameters<typeof table>) =>
  unreadOf(table(...rows) as never).map((each) => unreadReason(each, { findings: en }));

describe('packets that are no segments', () => {
  it('are told by number and kind, whatever the severity', () => {
    expect(sentences(['not_tcp', 3, 17], ['unsupported_link_type', 1, 253])).toEqual([
      '3 packets carry IP protocol 17 (UDP), not TCP.',
      '1 packet of link type 253 cannot be read.',
    ]);
  });

  it('leave out what is odd about the file only', () => {
    expect(sentences(['cut_frame', 3, 60, 1500], ['skipped_block', 1, 10, 40])).toEqual([]);
  });

  it('name a ping', () => {
    expect(sentences(['icmp_message', 2, 8, 4], ['icmp_message', 1, 200, 6])).toEqual([
      '2 packets are ICMP messages (echo request), not about a TCP segment.',
      '1 packet is an ICMP message (type 200), not about a TCP segment.',
    ]);
  });

  it('name IPv4 under the EtherType of IPv6', () => {
    expect(sentences(['bad_ip_header', 1, 0, 4, 6])).toEqual([
      '1 packet announced as IPv6 begins with IP version 4.',
    ]);
  });

  it('have words in Chinese too', () => {
    for (const { name } of findings) {
      const [unread] = unreadOf(table([name, 2, 0, 4, 6]) as never);
      if (unread) expect(unreadReason(unread, { findings: zhCN })).not.toBe('');
    }
  });
});
