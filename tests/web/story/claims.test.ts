// Sentences that say no more than the segments show, each kind in several shapes.
import { describe, expect, it } from 'vitest';
import { stallCauses, summaryItems } from '../../../web/src/model/names';
import { phasesOf } from '../../../web/src/model/phases';
import type { Connection } from '../../../web/src/model/connection';
import { flagSentences } from '../../../web/src/page/verdict/flag_sentences';
import { RST } from '../../../web/src/model/segment';
import { CLIENT, SERVER, Talk } from '../fixtures';
import { en, faultsOf, saying, told, zh } from './reading';

const CLIENT_ISN = 3041927615;
const SERVER_ISN = 1176504283;
const opened = () => new Talk().syn().wait(9).synAck().wait(9).ack(CLIENT).wait(9);

/** The paragraphs of a segment in English, checked in both languages. */
function text(connection: Connection, number: number): string {
  const chinese = told(connection, number, { words: zh }).paragraphs.join('');
  expect(faultsOf(chinese, 'zh-CN')).toEqual([]);
  const english = told(connection, number).paragraphs.join(' ');
  expect(faultsOf(english, 'en')).toEqual([]);
  return english;
}

describe('a repeated ACK', () => {
  const repeated = (talk: Talk, ack: number) =>
    talk.wait(9).ack(CLIENT).with({ ack }).wait(9).ack(CLIENT, 'duplicate_ack').with({ ack });

  it('has no known reason where nothing of the other end was captured', () => {
    const one = new Talk()
      .syn()
      .wait(9)
      .ack(CLIENT)
      .with({ ack: SERVER_ISN + 1 });
    const said = text(repeated(one, SERVER_ISN + 96_648).connection('still_open'), 4);
    expect(said).toContain('The capture lacks what the server sent here');
    expect(said).not.toContain('reports no gap');
  });

  it('has none where the capture lacks what it acknowledges', () => {
    const talk = repeated(opened().data(SERVER, 100), SERVER_ISN + 501);
    expect(text(talk.connection('still_open'), 6)).toContain('the reason for the repetition');
  });

  it('reports no gap where all that it acknowledges was captured', () => {
    const talk = repeated(opened().data(SERVER, 100), SERVER_ISN + 101);
    expect(text(talk.connection('still_open'), 6)).toContain('reports no gap');
  });
});

describe('a SYN ACK with another number', () => {
  const answers = (...numbers: [seq: number, ack: number][]) => {
    const talk = new Talk().syn();
    for (const [seq, ack] of numbers) talk.wait(9).synAck().with({ seq, ack });
    return talk.connection('still_open', 'half_open');
  };
  const renewed = (connection: Connection, row: number, seq: number, before: number) =>
    text(saying(connection, [row, 'new_iss', SERVER, [seq, before]]), row + 1);

  it('has no record of the first answer', () => {
    const talk = answers([500, CLIENT_ISN + 1], [700, CLIENT_ISN + 1]);
    expect(renewed(talk, 2, 700, 500)).toContain('no record of its first answer');
  });

  it('takes its turn where that number came before', () => {
    const talk = answers([500, CLIENT_ISN + 1], [700, CLIENT_ISN + 1], [500, CLIENT_ISN + 1]);
    const said = renewed(talk, 3, 500, 700);
    expect(said).toContain('again, as in #2');
    expect(said).not.toContain('no record');
  });

  it('is the first answer where the other one was to another SYN', () => {
    const said = renewed(answers([500, 77], [700, CLIENT_ISN + 1]), 2, 700, 500);
    expect(said).toContain('#2 did not acknowledge this SYN');
    expect(said).not.toContain('no record');
  });

  it('counts only repetitions of the same number', () => {
    const talk = answers([500, CLIENT_ISN + 1], [700, CLIENT_ISN + 1], [700, CLIENT_ISN + 1]);
    expect(text(talk, 4)).toContain('retransmission 1.');
  });

  it('belongs to the opening if the third segment acknowledges it', () => {
    const talk = new Talk().syn();
    for (const seq of [500, 700, 500]) {
      talk
        .wait(9)
        .synAck()
        .with({ seq, ack: CLIENT_ISN + 1 });
    }
    const open = talk.wait(9).ack(CLIENT).with({ ack: 701 }).connection('still_open');
    const steps = phasesOf({ ...open, verdict: { ...open.verdict, third: 4 } })[0]!.steps;
    expect(steps.map((s) => `${s.row} ${s.name}`)).toEqual([
      '0 syn',
      '2 syn',
      '2 ack_of_syn',
      '4 ack_of_syn',
    ]);
  });
});

describe('a clock that ran backwards', () => {
  it('leaves out how long a SYN waited', () => {
    const said = text(new Talk().syn().wait(-50).again(0).connection('no_answer', 'unanswered'), 2);
    expect(said).toContain('No answer to #1 has reached the client, so it retransmits its SYN');
  });

  it('leaves out how long a SYN ACK waited', () => {
    const talk = new Talk().syn().wait(9).synAck().wait(-5).again(1);
    expect(text(talk.connection('half_open', 'half_open'), 3)).toContain('Since #2, no segment');
  });

  it('leaves out how long a FIN waited', () => {
    const talk = opened().fin(CLIENT).wait(-5).again(3);
    expect(text(talk.connection('half_closed_by_client'), 5)).toContain('No ACK of its FIN');
  });

  it('tells no growing waits', () => {
    const talk = new Talk().syn().wait(900).again(0).wait(-50).again(0);
    expect(text(talk.connection('no_answer', 'unanswered'), 3)).not.toContain('The waits');
  });
});

describe('what an end sends that a reset has closed', () => {
  const reset = (by: typeof CLIENT | typeof SERVER) => {
    const talk = opened().rst(by, RST).now('CLOSED', 'CLOSED?').wait(9).data(SERVER, 10);
    const connection = talk.now('CLOSED', 'CLOSED?').connection('reset_by_client');
    return { ...connection, verdict: { ...connection.verdict, takenReset: 3 } };
  };
  const before = 'had not reached the server when it sent this';

  it('was sent before the reset arrived', () => {
    expect(text(reset(CLIENT), 5)).toContain(`The RST #4 ${before}`);
  });

  it('is not if the end itself reset', () => {
    expect(text(reset(SERVER), 5)).not.toContain(before);
  });

  it('is not if the reset was not taken', () => {
    const refused = reset(CLIENT);
    const { verdict } = refused;
    expect(text({ ...refused, verdict: { ...verdict, takenReset: null } }, 5)).not.toContain(
      before,
    );
  });
});

describe('data that is sent again at once', () => {
  const again = (after: number) => {
    const talk = opened().data(CLIENT, 100).wait(after).again(3, 'retransmission');
    const connection = talk.connection('still_open');
    return { ...connection, verdict: { ...connection.verdict, handshake: null } };
  };

  it.each([15, 900, 9_000])('after %i µs is not taken for lost', (after) => {
    expect(text(again(after), 5)).not.toContain('lost or late');
  });

  it('is after a longer time', () => {
    expect(text(again(60_000), 5)).toContain('lost or late');
  });
});

describe('a FIN that does not acknowledge the other one', () => {
  const fins = (finsCross: boolean) => {
    const talk = opened()
      .fin(CLIENT)
      .wait(235_000_000)
      .fin(SERVER)
      .with({ ack: CLIENT_ISN + 1 });
    const connection = talk.connection('closed_by_client');
    const { verdict } = connection;
    return { ...connection, verdict: { ...verdict, finAcked: [null, null] as const, finsCross } };
  };

  it('crosses it if it was on the way', () => {
    expect(told(fins(true), 5).situation).toBe('fin_crossing');
  });

  it('comes second if that one was lost', () => {
    expect(told(fins(false), 5).situation).toBe('fin_second');
    expect(text(fins(false), 5)).toContain('it has not arrived');
    expect(text(fins(false), 5)).not.toContain('cross');
  });
});

describe('a wait that an end caused', () => {
  const waited = (talk: Talk, until: number) => {
    const connection = talk.connection('still_open');
    const id = summaryItems.findIndex(({ name }) => name === 'stall');
    const cause = stallCauses.indexOf('acknowledgment');
    const summary = {
      count: 1,
      id: Uint8Array.of(id),
      end: Uint8Array.of(SERVER),
      args: Float64Array.of(cause, until - 1, until, 1e9),
    };
    const known = { ...connection, details: { ...connection.details, summary } };
    return flagSentences(known, en, 'linux')[0]!.text;
  };

  it('ended with an answer that carries data', () => {
    expect(waited(opened().data(CLIENT, 9).data(SERVER, 9), 4)).toContain('answer took that long');
  });

  it('ended with an ACK alone', () => {
    expect(waited(opened().data(CLIENT, 9).ack(SERVER), 4)).toContain('ACK came only then');
  });

  it('ended with a SYN ACK', () => {
    expect(waited(opened(), 1)).toContain('answer took that long');
  });
});

describe('the number of segments sent again', () => {
  const totals = (connection: Connection) =>
    flagSentences(connection, en, 'linux').find((s) =>
      s.text.startsWith('Captured from the client'),
    )!.text;

  it('counts SYNs and data', () => {
    const talk = new Talk().syn().wait(9_000).again(0, 'retransmission').wait(9).synAck();
    const all = talk.ack(CLIENT).data(CLIENT, 10).wait(9_000).again(4, 'retransmission');
    expect(totals(all.connection('still_open'))).toContain(' 2 retransmitted');
  });

  it('does not count what the segments contradict', () => {
    const talk = opened().data(CLIENT, 10, 'retransmission').connection('still_open');
    const exchange = { ...talk.exchange, doubted: talk.segments.analysis.slice() };
    expect(totals({ ...talk, exchange })).toContain('none retransmitted');
  });

  it('does not count what cannot be the connection’s', () => {
    const talk = opened().data(CLIENT, 10, 'retransmission').connection('still_open');
    const stray = Uint8Array.from(talk.exchange.stray, (_, row) => (row === 3 ? 1 : 0));
    expect(totals({ ...talk, exchange: { ...talk.exchange, stray } })).toContain(
      'none retransmitted',
    );
  });
});
