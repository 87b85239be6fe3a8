import { describe, expect, it } from 'vitest';
import { plainLines, plainText } from '../../../web/src/base/plain_text';
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

  it.each(Object.entries(hostile))('is harmless in several lines too (%s)', (_, text) => {
    const lines = plainLines(`one\r\n${text}\n${'x'.repeat(5000)}`);
    expect(lines.startsWith('one\n')).toBe(true);
    expect(lines.replaceAll('\n', '')).not.toMatch(acting);
    expect(Array.from(lines)).toHaveLength(4000);
  });
});
