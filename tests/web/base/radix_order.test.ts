import { describe, expect, it } from 'vitest';
import { AddressIndex } from '../../../web/src/page/connections/address_index';
import { ConnectionRows } from '../../../web/src/page/connections/connection_rows';
import { sortRows, type SortKey } from '../../../web/src/page/connections/connection_order';
import { orderByNumber, orderByWords } from '../../../web/src/base/radix_order';
import { connectionTable, type RowSpec } from '../page/connections/capture_columns';

/** The same numbers every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const compared = (keys: readonly number[], descending: boolean) =>
  keys
    .map((_, index) => index)
    .sort((a, b) => (descending ? keys[b]! - keys[a]! : keys[a]! - keys[b]!) || a - b);

describe('an order by number', () => {
  const random = numbers(7);
  const some = (make: () => number) => Array.from({ length: 500 }, make);

  it.each([
    ['whole numbers, many of them alike', some(() => random(20))],
    ['octets beyond 32 bits', some(() => random(9) * 2 ** 40 + random(2 ** 30))],
    ['fractions of both signs', some(() => random(2000) / 7 - 140)],
    ['zeros of both signs', [0, -0, 1, 0, -0, -1]],
    ['the ends of the scale', [Infinity, -Infinity, 5e-324, -5e-324, 1e308, -1e308, 0]],
    ['numbers in order, some of them alike', [-3, 0, 1, 1, 2, 2, 2, 7]],
    ['one number', [4]],
    ['nothing', []],
  ])('is that of comparing: %s', (_, keys) => {
    for (const descending of [false, true]) {
      const order = [...orderByNumber(Float64Array.from(keys), descending)];
      const wanted = compared(
        keys.map((key) => key + 0),
        descending,
      );
      expect(order).toEqual(wanted);
    }
  });

  it('goes by the most significant word', () => {
    const low = Uint32Array.of(5, 0xffffffff, 1, 5);
    const high = Uint32Array.of(2, 1, 0x80000000, 2);
    expect([...orderByWords([low, high])]).toEqual([1, 0, 3, 2]);
  });
});

describe('the order of connections', () => {
  const random = numbers(11);
  const address = () => `10.${random(2)}.${random(3)}.${random(40)}`;
  const long = () => `2001:db8:${random(3)}:0:0:0:0:${random(3)}`;
  const specs = Array.from({ length: 300 }, (_, i): RowSpec => {
    const six = random(4) === 0;
    return {
      client: six ? long() : address(),
      server: six ? long() : address(),
      clientPort: random(5) + 1000,
      serverPort: random(3) + 80,
      start: i / 7,
      duration: random(50) / 10,
      history: ['ShADadFf', 'S', 'ShR', 'Sr'][random(4)]!,
      sent: random(6) * 1e10,
      received: random(100),
    };
  });
  const rows = new ConnectionRows(connectionTable(specs));
  const all = Uint32Array.from(specs, (_, i) => i);
  const some = all.filter((i) => i % 3 !== 1);
  const text = (key: SortKey, i: number): string | number => {
    const row = rows.at(i);
    const padded = (end: string, port: number) => {
      const parts = end.includes('.') ? end.split('.') : null;
      const number = parts
        ? `4 ${parts.map((part) => part.padStart(3, '0')).join('.')}`
        : `6 ${end
            .split(':')
            .map((part) => part.padStart(4, '0'))
            .join(':')}`;
      return `${number} ${String(port).padStart(5, '0')}`;
    };
    if (key === 'client') return padded(specs[i]!.client!, specs[i]!.clientPort!);
    if (key === 'server') return padded(specs[i]!.server!, specs[i]!.serverPort!);
    return { history: row.history, sent: row.sent, duration: row.duration, start: row.start }[
      key as 'history' | 'sent' | 'duration' | 'start'
    ];
  };

  it.each(['client', 'server', 'history', 'sent', 'duration', 'start'] as const)(
    'by %s is that of comparing, of all and of some, up and down',
    (key) => {
      for (const descending of [false, true]) {
        const way = descending ? -1 : 1;
        for (const passed of [some, all, some]) {
          const wanted = [...passed].sort((a, b) => {
            const [one, other] = [text(key, a), text(key, b)];
            return one === other ? a - b : (one < other ? -1 : 1) * way;
          });
          expect([...sortRows(rows, passed, { key, descending })]).toEqual(wanted);
        }
      }
    },
  );

  it('knows each address once', () => {
    const { of } = new AddressIndex(rows.table);
    const texts = new Map<number, string>();
    specs.forEach(({ client, server }, i) => {
      for (const [end, written] of [client!, server!].entries()) {
        const id = of[2 * i + end]!;
        expect(texts.get(id) ?? written).toBe(written);
        texts.set(id, written);
      }
    });
    expect(new Set(texts.values()).size).toBe(texts.size);
  });
});
