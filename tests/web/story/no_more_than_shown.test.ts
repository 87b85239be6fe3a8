// Sentences that name a cause, a count or a duration only where the segments bear them out.
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../web/src/model/connection';
import { retransmitted } from '../../../web/src/model/exchange';
import { odditiesOf } from '../../../web/src/story/verdict';
import { CLIENT, SERVER, Talk } from '../fixtures';
import { en, faultsOf, saying, told, zh } from './reading';

const CLIENT_ISN = 3041927615;
const SERVER_ISN = 1176504283;
const opened = () => new Talk().syn().wait(9).synAck().wait(9).ack(CLIENT).wait(9);

/** The paragraphs of a segment in both languages, checked. */
function texts(connection: Connection, number: number): { english: string; chinese: string } {
  const chinese = told(connection, number, { words: zh }).paragraphs.join('');
  const english = told(connection, number, { words: en }).paragraphs.join(' ');
  expect(faultsOf(chinese, 'zh-CN')).toEqual([]);
  expect(faultsOf(english, 'en')).toEqual([]);
  return { english, chinese };
}

describe('duplicate ACKs before a retransmission', () => {
  const again = (asked: number) => {
    const talk = opened().data(CLIENT, 50).wait(9);
    for (let i = 0; i < 4; i += 1) {
      talk.ack(SERVER, ...(i > 0 ? (['duplicate_ack'] as const) : [])).wait(9);
    }
    talk.data(CLIENT, 60).wait(250_000).again(8);
    const connection = talk.connection('still_open');
    const duplicates = Uint16Array.from(connection.segments.duplicates);
    duplicates[9] = asked;
    return { ...connection, segments: { ...connection.segments, duplicates } };
  };

  it('asked for it only as often as the engine says', () => {
    expect(texts(again(0), 10).english).not.toContain('duplicate ACK');
    expect(texts(again(3), 10).english).toContain('3 duplicate ACKs');
    expect(texts(again(4), 10).english).toContain('4 duplicate ACKs');
  });
});

describe('what is sent between the two FINs', () => {
  const closed = (talk: Talk, bytes: number) => {
    talk.fin(CLIENT).wait(9).ack(SERVER).wait(9);
    if (bytes > 0) talk.data(SERVER, bytes).wait(9);
    return talk.fin(SERVER).connection('closed_by_client');
  };
  const atOnce = 'if it had closed at once';

  it('is counted where nothing before it was captured', () => {
    expect(texts(closed(new Talk(), 10_000), 4).english).toContain('after 10,000 bytes more');
    expect(texts(closed(opened(), 10_000), 7).english).toContain('after 10,000 bytes more');
    expect(texts(closed(new Talk(), 10_000), 4).english).not.toContain(atOnce);
  });

  it('is nothing where nothing was sent', () => {
    expect(texts(closed(opened(), 0), 6).english).toContain(atOnce);
  });
});

describe('a segment captured after the RST that closed its sender', () => {
  const after = (ack: number, length: number) => {
    const talk = opened().skip(SERVER, 100).rst(SERVER).now('CLOSED?', 'CLOSED').wait(9);
    if (length > 0) talk.data(CLIENT, length);
    else talk.ack(CLIENT);
    const connection = talk.with({ ack }).now('CLOSED?', 'CLOSED').connection('reset_by_server');
    return { ...connection, verdict: { ...connection.verdict, takenReset: 3 } };
  };
  const before = 'had not reached the client when it sent this';

  it('was sent before if it acknowledges all that comes before the RST', () => {
    for (const length of [0, 10]) {
      expect(texts(after(SERVER_ISN + 101, length), 5).english).toContain(`${before}.`);
    }
  });

  it('may be sent by an end that refused the RST if bytes before it are missing', () => {
    for (const [ack, length] of [
      [SERVER_ISN + 1, 0],
      [SERVER_ISN + 51, 0],
      [SERVER_ISN + 1, 10],
    ] as const) {
      const { english, chinese } = texts(after(ack, length), 5);
      expect(english).toContain(`${before}, or the client did not accept it.`);
      expect(chinese).toContain('或者没有被接受');
    }
  });
});

describe('a FIN that is not acknowledged', () => {
  const second = (acked: number) => {
    const talk = opened().data(CLIENT, 100).wait(9).fin(CLIENT).wait(5_000_000);
    talk.fin(SERVER).with({ ack: CLIENT_ISN + 1 + acked });
    const connection = talk.connection('closed_by_client');
    const { verdict } = connection;
    const finAcked = [null, null] as const;
    return { ...connection, verdict: { ...verdict, finAcked, finsCross: false } };
  };

  it('has not arrived if all before it has', () => {
    expect(texts(second(100), 6).english).toContain(': it has not arrived.');
  });

  it.each([0, 40, 99])('or data before it has not, with %i bytes acknowledged', (acked) => {
    expect(texts(second(acked), 6).english).toContain(
      'the FIN, or data before it, has not arrived',
    );
    expect(texts(second(acked), 6).chinese).toContain('这个 FIN 或它之前的数据没有到达');
  });
});

describe('a SYN ACK with another number', () => {
  const answered = (first: number, length: number) => {
    const talk = new Talk().syn().with({ length }).wait(9);
    talk.synAck().with({ ack: CLIENT_ISN + first });
    talk
      .wait(9)
      .synAck()
      .with({ seq: 7, ack: CLIENT_ISN + 1 });
    const connection = talk.connection('half_open', 'half_open');
    return saying(connection, [2, 'new_iss', SERVER, [7, SERVER_ISN]]);
  };
  const denied = 'did not acknowledge this SYN';

  it('follows one that acknowledged the SYN with some of its data', () => {
    for (const taken of [1, 21, 51]) {
      expect(texts(answered(taken, 50), 3).english).not.toContain(denied);
    }
  });

  it('follows one that acknowledged something else', () => {
    expect(texts(answered(52, 50), 3).english).toContain(denied);
    expect(texts(answered(0, 0), 3).english).toContain(denied);
    expect(texts(answered(2, 0), 3).english).toContain(denied);
  });
});

describe('the number of retransmissions', () => {
  const twice = (seenTwice: boolean) => {
    const talk = opened().data(CLIENT, 10).wait(9).again(3).wait(300_000).again(3);
    const connection = talk.connection('still_open');
    const copyOf = Uint32Array.from(connection.segments.copyOf);
    copyOf[4] = 3;
    return {
      ...connection,
      segments: { ...connection.segments, copyOf },
      verdict: { ...connection.verdict, seenTwice },
    };
  };

  it('leaves out copies that the capture made', () => {
    expect([4, 5].filter((row) => retransmitted(twice(true), row))).toEqual([5]);
    expect([4, 5].filter((row) => retransmitted(twice(false), row))).toEqual([4, 5]);
  });

  it('is the same in the summary', () => {
    expect(odditiesOf(twice(true)).retransmissions).toBe(1);
    expect(odditiesOf(twice(false)).retransmissions).toBe(2);
    const stray = twice(false);
    const strays = Uint8Array.from(stray.exchange.stray, (_, row) => (row === 5 ? 1 : 0));
    const without = { ...stray, exchange: { ...stray.exchange, stray: strays } };
    expect(odditiesOf(without).retransmissions).toBe(1);
  });

  it('counts a repeat that Wireshark calls out of order', () => {
    const talk = opened().data(CLIENT, 10).wait(900).data(CLIENT, 10).wait(900);
    const connection = talk.again(3, 'out_of_order').connection('still_open');
    expect(odditiesOf(connection).retransmissions).toBe(1);
  });
});
