// Files that are dropped together. One page takes one set after the other, as a reader's page does.
import { test } from 'vitest';
import { later, piecesOf } from '../web/pieces';
import type { Reader } from './reader';

const DAY = 86400;

export function fileSetsIn(
  reader: () => Reader,
  open: (path: string) => Promise<void>,
  sample: (name: string) => Buffer,
): void {
  test('joins rotated files and a folder, lists strangers, shows copies once', async () => {
    const pieces = piecesOf(sample('zero-window'), [4, 4, 4, 4, 4]);
    const rotated = Object.fromEntries(pieces.map((piece, i) => [`x.pcap${5 - i}`, piece]));
    await open('/');
    await reader().dropsAll(rotated);
    await reader().sees('.files', '6 files are read as pieces of one capture');
    await reader().sees('.files', 'in the order of time: x.pcap5, x.pcap4, x.pcap3');

    await reader().dropsAll({
      'b.pcap': later(sample('http-1688'), DAY),
      'a.pcap': sample('http-1688'),
      'c.pcap': sample('refused'),
    });
    await reader().sees('.files', '3 files are of different links or of different times');
    await reader().presses('b.pcap');
    await reader().sees('.file b', 'b.pcap');
    await reader().presses('c.pcap');
    await reader().sees('h1', 'refused');

    await reader().dropsAll({ 'one.pcap': sample('refused'), 'two.pcap': sample('refused') });
    await reader().sees('.files', '2 files hold the same packets; only the first is read');

    const [first, second] = piecesOf(sample('http-1688'), [9]);
    await reader().dropsFolder('capture', { 'b.pcap': second!, 'a.pcap': first! });
    await reader().sees('.files', 'in the order of time: a.pcap, b.pcap');
  });

  test('lays two captures of the same traffic over each other, in either order', async () => {
    const taps = {
      'client.pcap': sample('pairs/lost-between.a'),
      'server.pcap': sample('pairs/lost-between.b'),
    };
    await open('/');
    await reader().dropsAll(taps);
    await reader().sees('.file b', 'client.pcap, server.pcap');
    await reader().sees('.moments', 'lost between the taps');
    await reader().sees('.moments .clock', 'The clock of server.pcap is');
    await reader().dropsAll(Object.fromEntries(Object.entries(taps).reverse()));
    await reader().sees('.moments .clock', 'The clock of client.pcap is');
    await reader().sees('.moments', 'lost between the taps');
  });
}
