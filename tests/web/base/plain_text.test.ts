import { describe, expect, it } from 'vitest';
import { plainText } from '../../../web/src/base/plain_text';
import { acting, hostile } from '../export/hostile';

describe('text from outside', () => {
  it.each(Object.entries(hostile))('is one harmless line (%s)', (_, text) => {
    const plain = plainText(text);
    expect(plain).not.toMatch(acting);
    expect(plain).not.toContain('\n');
    expect(Array.from(plain).length).toBeLessThanOrEqual(300);
  });

  it('shows that something stood where a character was taken out', () => {
    expect(plainText('a\u202eb\u001bc')).toBe('a\ufffdb\ufffdc');
  });

  it('is left as it is where it is plain', () => {
    for (const text of ['capture-1.pcap', '抓包 文件.pcapng', 'é̂ 🦈 naïve']) {
      expect(plainText(text)).toBe(text);
    }
  });
});
