import { describe, expect, it } from 'vitest';
import { hexRows, PayloadText } from '../../../web/src/base/payload_text';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('payload as text', () => {
  it('keeps nothing that acts', () => {
    const text = new PayloadText().next(bytes('a\x1b[31m\u202eb\u200b\0\tc\n'), true);
    expect(text).toBe('a·[31m·b··\tc\n');
  });

  it('joins what one segment begins and the next ends', () => {
    const [head, tail] = [bytes('x\r\né\r').subarray(0, 4), bytes('x\r\né\r').subarray(4)];
    const text = new PayloadText();
    const parts = [text.next(head, false), text.next(tail, false), text.next(bytes('\ny'), true)];
    expect(parts).toEqual(['x\n', 'é', '\ny']);
  });

  it('marks what is no text', () => {
    expect(new PayloadText().next(Uint8Array.of(0xff, 0x41, 0xc3), true)).toBe('·A·');
  });
});

it('hexadecimal rows have their number, and nothing that acts', () => {
  expect(
    hexRows(
      Uint8Array.from({ length: 17 }, (_, i) => i + 0x1b),
      16,
    ),
  ).toEqual([
    '00000010  1b 1c 1d 1e 1f 20 21 22  23 24 25 26 27 28 29 2a  ..... !"#$%&\'()*',
    '00000020  2b                                                +',
  ]);
});
