// A sentence claims no more than the segments show.
import { describe, expect, it } from 'vitest';
import { headlineOf, factsOf } from '../../../web/src/story/verdict';
import { phasesOf } from '../../../web/src/model/phases';
import { ladderWords } from '../../../web/src/story/ladder_words';
import type { Connection } from '../../../web/src/model/connection';
import { flagSentences } from '../../../web/src/page/verdict/flag_sentences';
import { CLIENT, SERVER, Talk } from '../fixtures';
import { en, faultsOf, saying, told, zh } from './reading';
import type { Said } from './reading';

const CLIENT_ISN = 3041927615;
const SERVER_ISN = 1176504283;
const opened = () => new Talk().syn().wait(9).synAck().wait(9).ack(CLIENT).wait(9);
const all = (connection: Connection, number: number, words = en) =>
  told(connection, number, { words }).paragraphs.join(' ');

describe('bytes before a segment that the capture does not hold', () => {
  const gap = (laterRow: number): Said => [
    3,
    'seq_ahead',
    SERVER,
    [CLIENT_ISN + 101, CLIENT_ISN + 1, 100, laterRow],
  ];
  const talk = () => opened().skip(CLIENT, 100).data(CLIENT, 50).wait(2000);

  it('are missing at the receiver where they come later', () => {
    const filled = talk()
      .data(CLIENT, 100)
      .with({ seq: CLIENT_ISN + 1 });
    const text = all(saying(filled.connection('still_open'), gap(4)), 4);
    expect(text).toContain('The server may keep it but cannot acknowledge it yet.');
    expect(text).toContain('#5 carries the missing bytes');
  });

  it('are missing in the capture alone where the receiver acknowledges them', () => {
    const text = all(saying(talk().ack(SERVER).connection('still_open'), gap(4)), 4);
    expect(text).toContain(
      'The capture lacks 100 bytes before it, from 1 on: the server acknowledges them in #5.',
    );
    expect(text).not.toContain('cannot acknowledge');
  });

  it('are not said to be missing at the receiver where nothing tells', () => {
    const text = all(saying(talk().connection('still_open'), gap(-1)), 4);
    expect(text).toContain('The capture lacks 100 bytes before it, from 1 on.');
    expect(text).not.toContain('cannot acknowledge');
  });
});

describe('numbers that were acknowledged before they were captured', () => {
  const talk = () =>
    opened()
      .ack(SERVER)
      .with({ ack: CLIENT_ISN + 51 });
  const beyond = (laterRow: number): Said => [
    3,
    'acks_uncaptured',
    SERVER,
    [CLIENT_ISN + 51, CLIENT_ISN + 1, 50, laterRow],
  ];

  it('are told as recorded late where they come', () => {
    const late = saying(talk().data(CLIENT, 50).connection('still_open'), beyond(4));
    expect(all(late, 4)).toContain('ack 51 acknowledges #5, which was recorded later.');
  });

  it('are not in the capture where they never come', () => {
    const never = saying(talk().connection('still_open'), beyond(-1));
    expect(all(never, 4)).toContain('covers 50 sequence numbers of the client');
  });

  it('make no repetition of the segment that carries them', () => {
    const talked = talk().data(CLIENT, 50, 'spurious_retransmission');
    const late = saying(talked.connection('still_open'), [
      4,
      'retransmits',
      CLIENT,
      [-1, CLIENT_ISN + 1, CLIENT_ISN + 51],
    ]);
    expect(told(late, 5).situation).toBe('request');
    expect(all(late, 5)).toContain('it retransmits one that was not recorded');
  });
});

describe('the reason of a repetition', () => {
  const sent = () => opened().data(CLIENT, 100).wait(10);

  it('is the timer where nothing else came', () => {
    const again = sent().wait(300_000).again(3).connection('still_open');
    expect(all(again, 5)).toContain('retransmission timer expired');
  });

  it('is not said to be the timer where something had just come', () => {
    const heard = sent()
      .wait(300_000)
      .ack(SERVER)
      .with({ ack: CLIENT_ISN + 1 });
    expect(all(heard.wait(31).again(3).connection('still_open'), 6)).not.toContain('timer expired');
  });

  it('is not said to be the timer where an ICMP error came', () => {
    const refused = sent().icmp(CLIENT, { type: 3, code: 4 }).wait(300_000);
    expect(all(refused.again(3).connection('still_open'), 5)).not.toContain('timer expired');
  });

  it('is no fast retransmission long after the duplicates', () => {
    const asked = sent().data(CLIENT, 100).wait(10);
    for (let i = 0; i < 3; i += 1) asked.ack(SERVER, 'duplicate_ack').with({ ack: CLIENT_ISN + 1 });
    const late = asked.wait(5_100_000).again(3).connection('still_open');
    expect(all(late, 9)).toContain(
      '3 duplicate ACKs asked for 1; the client retransmits it 5.100 s',
    );
  });
});

describe('a duplicate ACK', () => {
  const whole = () => opened().data(CLIENT, 100).wait(9).ack(SERVER).wait(9);

  it('reports a gap where data came behind the number it asks for', () => {
    const gap = whole().skip(CLIENT, 10).data(CLIENT, 10).wait(9).ack(SERVER, 'duplicate_ack');
    expect(all(gap.with({ ack: CLIENT_ISN + 101 }).connection('still_open'), 7)).toContain(
      'still missing',
    );
  });

  it('reports none where only a FIN is not acknowledged', () => {
    const fin = whole().fin(CLIENT).wait(9).ack(SERVER, 'duplicate_ack');
    const text = all(fin.with({ ack: CLIENT_ISN + 101 }).connection('half_closed_by_client'), 7);
    expect(text).toContain('reports no gap');
  });

  it('reports none where the next segment is on its way', () => {
    const next = whole().data(CLIENT, 10).wait(9).ack(SERVER, 'duplicate_ack');
    expect(all(next.with({ ack: CLIENT_ISN + 101 }).connection('still_open'), 7)).toContain(
      'reports no gap',
    );
  });
});

describe('the first number of a SYN', () => {
  const first = (isn: number) =>
    all(new Talk({ client: { isn } }).syn().connection('no_answer'), 1);

  it.each([0, 1, 4096])('that is %i is not called new', (isn) => {
    expect(first(isn)).not.toContain('A new number for each connection');
  });

  it('that is a large one is', () => {
    expect(first(CLIENT_ISN)).toContain('A new number for each connection');
  });
});

describe('a headline', () => {
  const verdict = (connection: Connection, cutShort: boolean) => ({
    ...connection,
    verdict: { ...connection.verdict, cutShort },
  });
  const asked = new Talk().syn().connection('no_answer', 'unanswered');
  const half = new Talk().syn().synAck().connection('half_open', 'half_open');

  it('tells of no silence where the capture ends at once', () => {
    expect(headlineOf(verdict(asked, true), en)).toBe(
      'The capture ends soon after the SYN, before any answer',
    );
    expect(headlineOf(verdict(half, true), en)).toBe(
      'The capture ends soon after the SYN ACK, before the third segment',
    );
  });

  it('tells of one where it goes on', () => {
    expect(headlineOf(verdict(asked, false), en)).toBe('No answer to the SYN');
    expect(headlineOf(verdict(half, false), en)).toBe('Half-open: the third segment is missing');
  });

  it('gives the time of an open connection’s last segment as that', () => {
    const open = opened().wait(1_000_000).data(CLIENT, 1).connection('still_open');
    expect(headlineOf(open, en)).toMatch(/^Still open .* \(last segment after 1\.0 s\)$/);
    expect(headlineOf(open, zh)).toContain('最后一个报文段在');
  });
});

describe('Zeek’s state', () => {
  const outcome = (zeekState: string, zeekDiffers: boolean) => {
    const connection = opened().connection('closed_by_client', 'mid_stream');
    return factsOf({ ...connection, zeekState, zeekDiffers }, en)[0]!;
  };

  it('stands for the outcome where both say the same', () => {
    expect(outcome('SF', false)).toMatchObject({
      code: 'SF',
      text: 'normal establishment and close',
    });
  });

  it('is told as Zeek’s where it says something else', () => {
    expect(outcome('SF', true).text).toBe(
      'Closed by client; Zeek says: normal establishment and close',
    );
  });
});

describe('roles', () => {
  const guessed = (rolesGuessed: boolean) => ({
    ...opened().data(CLIENT, 3).connection('still_open', 'mid_stream'),
    rolesGuessed,
  });

  it('that are a guess are told as one', () => {
    expect(all(guessed(true), 1)).toContain('a guess from the port numbers');
    expect(all(guessed(true), 1, zh)).toContain('推测');
    expect(all(guessed(false), 1)).not.toContain('guess');
  });
});

describe('a FIN captured after its acknowledgment', () => {
  // The client closes first; its FIN is recorded last.
  const fins = () => {
    const talk = opened()
      .ack(SERVER)
      .with({ ack: CLIENT_ISN + 2 })
      .wait(9)
      .fin(SERVER);
    talk.with({ ack: CLIENT_ISN + 2 }).wait(9);
    const late = talk
      .fin(CLIENT)
      .with({ seq: CLIENT_ISN + 1, ack: SERVER_ISN + 1 })
      .connection('closed_by_client');
    const { verdict } = late;
    return { ...late, verdict: { ...verdict, finAcked: [3, null] as const, finsCross: false } };
  };

  it('is acknowledged where it was', () => {
    expect(told(fins(), 4).situation).toBe('fin_ack');
  });

  it('is the first by what the other one acknowledges', () => {
    expect(told(fins(), 6).situation).toBe('fin_first');
    expect(told(fins(), 5).situation).toBe('fin_second');
  });
});

describe('two clocks', () => {
  const clocks = (twoClocks: boolean) => {
    const connection = opened().wait(5_000_000).fin(CLIENT).connection('half_closed_by_client');
    return { ...connection, verdict: { ...connection.verdict, twoClocks, idle: 0 } };
  };
  const open = (twoClocks: boolean) => ({ ...clocks(twoClocks), outcome: 'still_open' });
  const reset = (twoClocks: boolean) => ({
    ...clocks(twoClocks),
    outcome: 'closed_by_client',
  });

  it('leave no duration in a headline', () => {
    expect(headlineOf(open(true), en)).toBe('Still open when the capture ends');
    expect(headlineOf(open(false), en)).toContain('after 5.0 s');
    expect(headlineOf(reset(true), en)).not.toContain('after');
  });

  it('leave none in the description, and none in a bracket', () => {
    for (const words of [en, zh]) {
      const ladder = ladderWords(words);
      for (const twoClocks of [true, false]) {
        const connection = clocks(twoClocks);
        const opening = phasesOf(connection)[0]!;
        expect(ladder.description(connection).includes('5.000')).toBe(!twoClocks);
        expect(ladder.phase(opening, connection).time === '').toBe(twoClocks);
      }
    }
  });
});

describe('a SYN that falls into another connection', () => {
  const asked = new Talk().syn().connection('no_answer', 'unanswered');
  const answeredIn = (connection: number | null) => ({
    ...asked,
    verdict: { ...asked.verdict, answeredIn: connection },
  });

  it('is not said to have no answer', () => {
    expect(headlineOf(answeredIn(0), en)).toBe(
      'The SYN falls into connection 1 on the same ports, which answers it',
    );
    expect(all(answeredIn(0), 1)).not.toContain('No answer was captured');
  });

  it('leads to that connection', () => {
    const [told] = flagSentences(answeredIn(3), en, 'linux');
    expect(told).toMatchObject({ connection: 3, notable: true });
    expect(told?.text).toContain('connection 4');
  });

  it('has no answer where nothing of the kind is known', () => {
    expect(headlineOf(answeredIn(null), en)).toBe('No answer to the SYN');
    expect(all(answeredIn(null), 1)).toContain('No answer was captured');
  });
});

it('every new sentence reads well in both languages', () => {
  const talk = opened().skip(CLIENT, 100).data(CLIENT, 50).wait(20).ack(SERVER);
  const connection = {
    ...saying(talk.connection('still_open'), [
      3,
      'seq_ahead',
      SERVER,
      [CLIENT_ISN + 101, CLIENT_ISN + 1, 100, 4],
    ]),
    rolesGuessed: true,
  };
  for (const number of [1, 4, 5]) {
    for (const text of told(connection, number).paragraphs)
      expect(faultsOf(text, 'en')).toEqual([]);
    for (const text of told(connection, number, { words: zh }).paragraphs) {
      expect(faultsOf(text, 'zh-CN')).toEqual([]);
    }
  }
});
