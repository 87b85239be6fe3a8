// What is said of a part is not said of the whole, and what is not known is not said.
import { describe, expect, it } from 'vitest';
import { headlineOf } from '../../../web/src/story/verdict';
import { CLIENT, SERVER, Talk } from '../fixtures';
import { timeless } from '../talks';
import { en, saying, told, zh } from './reading';
import type { Said } from './reading';

const ISN = 3041927615;
const opened = () => new Talk().syn().wait(9000).synAck().wait(9000).ack(CLIENT).wait(9000);
const text = (connection: Parameters<typeof told>[0], number: number, words = en) =>
  told(connection, number, { words }).paragraphs.join(' ');
/** The segment of row 3 begins `missing` bytes behind number 1; what tells of them is in `later`. */
const gap = (missing: number, later: number, row = 3): Said => [
  row,
  'seq_ahead',
  SERVER,
  [ISN + 1 + missing, ISN + 1, missing, later],
];

describe('missing bytes', () => {
  const ahead = (missing: number) => opened().skip(CLIENT, missing).data(CLIENT, 50).wait(2000);
  const filled = (missing: number, length: number) => {
    const talk = ahead(missing)
      .data(CLIENT, length)
      .with({ seq: ISN + 1 });
    return saying(talk.connection('still_open'), gap(missing, 4));
  };

  it('come with the segment that carries all of them', () => {
    for (const length of [300, 301, 900]) {
      expect(text(filled(300, length), 4)).toContain('#5 carries the missing bytes');
    }
  });

  it('come in part with one that carries less', () => {
    for (const length of [1, 100, 299]) {
      expect(text(filled(300, length), 4)).toContain('#5 carries the first of them');
      expect(text(filled(300, length), 4, zh)).toContain('补上其中最前面的部分');
    }
  });

  it('are those of one gap where a segment between them was captured', () => {
    const talk = opened().skip(CLIENT, 100).data(CLIENT, 50).skip(CLIENT, 70).data(CLIENT, 20);
    const fill = talk
      .wait(9)
      .data(CLIENT, 100)
      .with({ seq: ISN + 1 });
    const args = [ISN + 221, ISN + 1, 170, 5];
    const connection = saying(fill.connection('still_open'), [4, 'seq_ahead', SERVER, args]);
    expect(text(connection, 5)).toContain('#6 carries the first of them');
    const one = opened().skip(CLIENT, 100).data(CLIENT, 50).data(CLIENT, 20);
    const whole = one
      .wait(9)
      .data(CLIENT, 100)
      .with({ seq: ISN + 1 });
    const told = [ISN + 151, ISN + 1, 100, 5];
    expect(
      text(saying(whole.connection('still_open'), [4, 'seq_ahead', SERVER, told]), 5),
    ).toContain('#6 carries the missing bytes');
  });

  it('are acknowledged by an ACK that covers them', () => {
    const acked = (ack: number) => {
      const talk = ahead(300)
        .ack(SERVER)
        .with({ ack: ISN + ack });
      return saying(talk.connection('still_open'), gap(300, 4));
    };
    expect(text(acked(301), 4)).toContain('the server acknowledges them in #5.');
    expect(text(acked(351), 4)).toContain('the server acknowledges them in #5.');
    for (const ack of [2, 100, 300]) {
      expect(text(acked(ack), 4)).toContain('acknowledges the first of them in #5.');
      expect(text(acked(ack), 4, zh)).toContain('确认了其中最前面的部分');
    }
  });

  it('before a FIN are filled by all of it alone', () => {
    const closing = (length: number) => {
      const talk = opened().skip(CLIENT, 300).fin(CLIENT).wait(9).data(CLIENT, length);
      const early: Said = [3, 'fin_early', SERVER, [ISN + 301, ISN + 1, 300, 4], false];
      return saying(talk.with({ seq: ISN + 1 }).connection('half_closed_by_client'), early);
    };
    expect(text(closing(300), 4)).toContain('#5 fills the gap.');
    for (const length of [1, 299]) {
      expect(text(closing(length), 4)).toContain('#5 begins to fill the gap.');
      expect(text(closing(length), 4, zh)).toContain('补上其中最前面的部分');
    }
  });
});

describe('what is sent again before an ACK can have come', () => {
  const again = (micros: number) =>
    opened().data(CLIENT, 2).wait(micros).again(3).connection('still_open');

  it('is not said to be lost or late', () => {
    for (const micros of [0, 1500, 17_900]) {
      expect(text(again(micros), 5)).toContain('No ACK of them has been captured so far.');
      expect(text(again(micros), 5)).not.toContain('lost');
      expect(text(again(micros), 5, zh)).not.toContain('丢失');
    }
  });

  it('is, once the round trip of the handshake is over', () => {
    expect(text(again(19_000), 5)).toContain('they or their ACK were lost or late.');
  });
});

describe('the answer to a probe', () => {
  const probed = () => opened().data(SERVER, 100).ack(CLIENT).wait(9).keepAlive(CLIENT).wait(50);
  const answered = (talk: Talk) => text(talk.connection('still_open'), 6);

  it('is an ACK with the next number', () => {
    expect(answered(probed().ack(SERVER))).toContain('#7 answers it');
  });

  it('is neither data, nor what was sent before, nor another probe', () => {
    for (const talk of [
      probed().data(SERVER, 10),
      probed().again(3),
      probed()
        .ack(SERVER)
        .with({ seq: 1176504283 + 1 }),
      probed().keepAlive(SERVER),
    ]) {
      expect(answered(talk)).not.toContain('answer it');
      expect(answered(talk)).not.toContain('answers it');
      expect(answered(talk)).not.toContain('No answer');
    }
  });

  it('is missing where the next probe comes first', () => {
    expect(answered(probed().keepAlive(CLIENT))).toContain('No answer to it was captured.');
  });
});

describe('segments in a row', () => {
  /** Data in row 4, 6 and 7, of which `row` acknowledges what the capture lacks. */
  const sent = (row?: number) => {
    const talk = opened();
    const lacking = (at: number) => (at === row ? talk.skip(SERVER, 9) : talk);
    lacking(3).data(CLIENT, 10);
    lacking(4).ack(CLIENT);
    lacking(5).data(CLIENT, 20);
    lacking(6).data(CLIENT, 30);
    return talk.connection('still_open');
  };

  it('are counted together where nothing came between them', () => {
    expect(text(sent(), 5 + 1)).toContain('segment 2 of 3 in a row');
  });

  it('are not where the sender acknowledges data that the capture lacks', () => {
    expect(text(sent(4), 4)).not.toContain('in a row');
    expect(text(sent(4), 6)).toContain('segment 1 of 2 in a row from the client, 50 bytes');
    expect(text(sent(5), 6)).toContain('segment 1 of 2 in a row');
    expect(text(sent(6), 7)).not.toContain('in a row');
    expect(text(sent(6), 4)).toContain('segment 1 of 2 in a row from the client, 30 bytes');
  });
});

describe('the headline', () => {
  it('gives no time where the capture has no clock', () => {
    const close = opened().fin(CLIENT).fin(SERVER).connection('closed_together');
    const reset = opened().rst(CLIENT).connection('reset_by_client');
    for (const connection of [close, reset, timeless()]) {
      const { segments } = connection;
      const still = {
        ...connection,
        duration: 0,
        segments: { ...segments, time: segments.time.map(() => 0) },
      };
      expect(headlineOf(still, en)).not.toMatch(/\d/);
      expect(headlineOf(still, zh)).not.toMatch(/\d/);
    }
  });

  it('calls no connection half-open of whose client nothing was captured', () => {
    const alone = new Talk().synAck().connection('half_open', 'reply_only');
    expect(headlineOf(alone, en)).toBe('Only a SYN ACK from the server was captured');
    expect(headlineOf(alone, zh)).toBe('只捕获到服务器的 SYN ACK');
    const asked = new Talk().syn().synAck().connection('half_open', 'half_open');
    expect(headlineOf(asked, en)).toBe('Half-open: the third segment is missing');
  });

  it('counts what was sent after the close once', () => {
    const closed = () => opened().fin(SERVER).wait(9).ack(CLIENT).wait(9).data(CLIENT, 100);
    const told = (talk: Talk) => headlineOf(talk.connection('closed_by_server'), en);
    expect(told(closed().fin(CLIENT))).toContain('sent 100 more bytes');
    expect(told(closed().again(5).fin(CLIENT))).toContain('sent 100 more bytes');
    const overlapping = closed()
      .data(CLIENT, 80)
      .with({ seq: ISN + 71, original: 5 })
      .fin(CLIENT)
      .with({ seq: ISN + 151 });
    expect(told(overlapping)).toContain('sent 150 more bytes');
    expect(told(closed().fin(CLIENT).with({ length: 40 }))).toContain('sent 140 more bytes');
  });
});
