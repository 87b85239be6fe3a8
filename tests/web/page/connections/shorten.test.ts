import { describe, expect, it } from 'vitest';
import { shorten } from '../../../../web/src/page/connections/shorten';

const within = (limit: number) => (text: string) => text.length <= limit;

describe('an endpoint that is too long', () => {
  it('stays as it is where it fits', () => {
    expect(shorten('10.0.0.1:80', within(11))).toBe('10.0.0.1:80');
  });

  it('loses the middle of its address and never its port', () => {
    expect(shorten('[2001:db8:0:1:2:3:4:5]:65535', within(20))).toBe('[2001:db…:4:5]:65535');
    expect(shorten('203.0.113.140:1025', within(0))).toBe('20…:1025');
  });

  it('has no dot beside the ellipsis', () => {
    for (let limit = 8; limit < 20; limit += 1) {
      expect(shorten('209.85.227.100:443', within(limit))).not.toMatch(/\.…|…\./);
    }
  });
});
