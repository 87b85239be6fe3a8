import { describe, expect, it } from 'vitest';
import { centred, columnsOf, padEnd, padStart } from '../../../web/src/export/columns';

describe('columns', () => {
  it.each([
    ['SYN ACK', 7],
    ['客户端', 6],
    ['服务器（先关闭）', 16],
    ['├──►│', 5],
    ['e\u0301', 1],
    ['한글ｱｶﾞ', 7],
    ['🦈', 2],
    ['', 0],
  ])('of %s are counted as a terminal does', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it('are what texts are brought to', () => {
    expect(padEnd('客户', 6)).toBe('客户  ');
    expect(padStart('客户', 6)).toBe('  客户');
    expect(centred('客户', 7)).toBe(' 客户  ');
    expect(padEnd('longer', 3)).toBe('longer');
  });
});
