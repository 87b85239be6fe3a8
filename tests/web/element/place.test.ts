// How authors name places in a connection.
import { describe, expect, it } from 'vitest';
import { isPlace, rowsAt } from '../../../web/src/element/place';
import type { Connection } from '../../../web/src/model/connection';
import { tapFates } from '../../../web/src/model/names';
import { CLIENT, SERVER, Talk } from '../fixtures';

const connection = new Talk()
  .syn()
  .synAck()
  .ack(CLIENT)
  .data(CLIENT, 365)
  .ack(SERVER)
  .data(SERVER, 1248)
  .ack(CLIENT)
  .keepAlive(CLIENT)
  .ack(SERVER, 'keep_alive_ack')
  .keepAlive(CLIENT)
  .ack(SERVER, 'keep_alive_ack')
  .fin(SERVER)
  .ack(CLIENT)
  .fin(CLIENT)
  .ack(SERVER)
  .connection('closed_by_server');

/** From 1, as in the attribute. */
const at = (text: string) => {
  const rows = rowsAt(connection, text);
  return rows && [rows.first + 1, rows.last + 1];
};

describe('a place', () => {
  it.each([
    ['4', [4, 4]],
    ['8-11', [8, 11]],
    [' 8 – 11 ', [8, 11]],
    ['14-99', [14, 15]],
    ['frame 6', [6, 6]],
    ['frames 3-5', [3, 5]],
    ['first', [1, 1]],
    ['last', [15, 15]],
    ['syn', [1, 1]],
    ['SYN-ACK', [2, 2]],
    ['ack', [3, 3]],
    ['first-data', [4, 4]],
    ['request', [4, 4]],
    ['response', [6, 6]],
    ['keep-alive', [8, 8]],
    ['keep-alive 2', [10, 10]],
    ['keep-alive-ack 2', [11, 11]],
    ['fin', [12, 12]],
    ['fin-ack', [13, 13]],
    ['second-fin', [14, 14]],
    ['last-ack', [15, 15]],
    ['handshake', [1, 3]],
    ['data', [4, 11]],
    ['teardown', [12, 15]],
    ['all', [1, 15]],
  ])('is found: %s', (text, rows) => {
    expect(isPlace(text)).toBe(true);
    expect(at(text)).toEqual(rows);
  });

  it.each(['rst', '16', '0', 'frames 90-99', 'retransmission', 'keep-alive 3'])(
    'is known, but not in this connection: %s',
    (text) => {
      expect(isPlace(text)).toBe(true);
      expect(at(text)).toBeNull();
    },
  );

  it.each(['', 'figure', 'constructor', 'to-string', '-4', '4-', 'syn ack syn', 'frame'])(
    'is no place: %s',
    (text) => {
      expect(isPlace(text)).toBe(false);
      expect(at(text)).toBeNull();
    },
  );

  it('knows what became of the segments of two captures', () => {
    const count = connection.segments.count;
    const fate = new Uint8Array(count).fill(tapFates.indexOf('both'));
    fate[3] = fate[5] = tapFates.indexOf('lost_between');
    const nothing = new Uint32Array(count).fill(0xffffffff);
    const table = {
      ...{ count, fate, first: new Uint8Array(count), proof: nothing },
      frame: new Uint32Array(2 * count),
      ...{ seen: new Float64Array(2 * count), delay: new Float64Array(count) },
    };
    const laid = { ...connection, passages: { names: ['a', 'b'], table } } as unknown as Connection;
    expect(rowsAt(laid, 'lost-between')).toEqual({ first: 3, last: 3 });
    expect(rowsAt(laid, 'lost-between 2')).toEqual({ first: 5, last: 5 });
    expect(rowsAt(laid, 'missed')).toBeNull();
    expect(isPlace('lost-behind')).toBe(true);
    expect(isPlace('both')).toBe(false);
    expect(rowsAt(connection, 'lost-between')).toBeNull();
  });

  it('asks who closed first', () => {
    const other = new Talk().syn().synAck().ack(CLIENT).fin(CLIENT).ack(SERVER).fin(SERVER);
    const closed = other.ack(CLIENT).connection('closed_by_client');
    expect(rowsAt(closed, 'second-fin')).toEqual({ first: 5, last: 5 });
    expect(rowsAt(closed, 'last-ack')).toEqual({ first: 6, last: 6 });
  });
});
