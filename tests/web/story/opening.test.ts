import { describe, expect, it } from 'vitest';
import type { HalfOpenPort } from '../../../web/src/model/verdict_rows';
import { CLIENT, SERVER, Talk } from '../fixtures';
import { halfOpen, refused, simultaneousOpen, story, unanswered } from '../talks';
import { ladderWords } from '../../../web/src/story/ladder_words';
import { phasesOf } from '../../../web/src/model/phases';
import { ACK, RST } from '../../../web/src/model/segment';
import { en, saying, told, zh } from './reading';

describe('the first SYN', () => {
  it('names the number behind the relative 0', () => {
    const { title, paragraphs } = told(story(), 1);
    expect(title).toBe('The client asks to open');
    expect(paragraphs[1]).toContain(
      'seq 0 represents 3041927615, the initial sequence number that the client chose.',
    );
    expect(paragraphs[1]).toContain('must be acknowledged with ack 1 = 0 + 1.');
  });

  it('counts as in the header when asked to', () => {
    const { paragraphs } = told(story(), 1, { numbers: 'absolute' });
    expect(paragraphs[1]).toContain(
      'seq 3041927615 is the initial sequence number that the client chose.',
    );
    expect(paragraphs[1]).toContain('ack 3041927616 = 3041927615 + 1.');
    expect(paragraphs[1]).not.toContain('stands for');
  });

  it('wraps behind the last number', () => {
    const { paragraphs } = told(story({ client: { isn: 0xffffffff } }), 1, {
      numbers: 'absolute',
    });
    expect(paragraphs[1]).toContain('ack 0 = 4294967295 + 1');
    expect(told(story({ client: { isn: 0xffffffff } }), 5).paragraphs[0]).toContain('ack 366');
  });
});

it('the SYN ACK does two jobs, in both languages', () => {
  expect(told(story(), 2).paragraphs).toEqual([
    'One segment does two jobs: it acknowledges the client’s SYN and sends the server’s own. This is why opening takes three segments, not four. The server accepts at most 16344 bytes of data in one segment (MSS).',
    'ack 1 = 0 + 1. A SYN takes one sequence number although it carries no data. seq 0 represents 1176504283, the initial sequence number that the server chose.',
  ]);
  expect(told(story(), 2, { words: zh }).paragraphs[1]).toBe(
    'ack 1 = 0 + 1：SYN 不带数据，但占一个序号。seq 0 代表服务器选定的初始序号 1176504283。',
  );
});

it('the third segment counts four steps in three segments', () => {
  const { situation, paragraphs } = told(story(), 3);
  expect(situation).toBe('handshake_ack');
  expect(paragraphs[1]).toContain(
    '4 logical steps in 3 segments, because #2 carries both the ACK and the SYN',
  );
});

describe('a SYN without answer', () => {
  it('is repeated with growing waits', () => {
    const { title, paragraphs } = told(unanswered(), 4);
    expect(title).toBe('The client asks again');
    expect(paragraphs[0]).toContain('No answer to #3 has reached the client for 4.001 s');
    expect(paragraphs[0]).toContain('attempt 4');
    expect(paragraphs[1]).toContain('The waits were 1.0 s, 2.0 s and 4.0 s: each about twice');
  });

  it('says at the last that nothing came', () => {
    expect(told(unanswered(), 4).paragraphs[0]).toContain('No answer was captured.');
    expect(told(unanswered(), 3).paragraphs[0]).not.toContain('No answer was captured.');
  });

  it('does not claim doubling where there is none', () => {
    const steady = new Talk().syn().wait(1e6).again(0).wait(1e6).again(0);
    const { paragraphs } = told(steady.connection('no_answer', 'unanswered'), 3);
    expect(paragraphs[1]).toContain('The waits were 1.0 s and 1.0 s.');
  });
});

describe('a half-open connection', () => {
  const flood: HalfOpenPort = {
    halfOpen: 203,
    attempts: 1200,
    sources: 180,
    within: 5,
  };

  it('repeats the SYN ACK and says what is missing', () => {
    const { title, paragraphs } = told(halfOpen(), 5);
    expect(title).toBe('The server retransmits its answer');
    expect(paragraphs[0]).toContain('retransmission 3');
    expect(paragraphs[0]).toContain('The third segment does not appear in this capture');
  });

  it('is named one of many only where the capture shows many', () => {
    expect(told(halfOpen(), 2).paragraphs[0]).not.toContain('flood');
    expect(told(halfOpen(), 2, { port: { ...flood, halfOpen: 1 } }).paragraphs[0]).not.toContain(
      'flood',
    );
    expect(told(halfOpen(), 2, { port: flood }).paragraphs[0]).toContain(
      'one of 203 half-open connections to port 1688 within 5.0 s, from 180 addresses',
    );
  });

  it('expects the server to be there, and the client for ever unproved', () => {
    expect(told(halfOpen(), 1).states[1]!.howSure).toBe('expected until #2');
    expect(told(halfOpen(), 2).states[1]!.howSure).toBe('expected');
  });
});

describe('a refused SYN', () => {
  it('is answered, not reset', () => {
    const { situation, title, paragraphs, meanings } = told(refused(), 2);
    expect([situation, title]).toEqual(['refusal', 'The server refuses']);
    expect(paragraphs[0]).toContain(
      'no program listens on port 1689, or a firewall answers in its place',
    );
    expect(paragraphs[1]).toContain('ack 1 = 0 + 1 identifies the SYN it refuses.');
    expect(meanings[0]).toEqual({
      name: 'RST',
      meaning: 'there is no connection for this SYN',
    });
  });

  it('shows a state that was expected and never came', () => {
    const talk = new Talk({ server: { port: 1689 } });
    talk.syn().now('SYN-SENT', 'SYN-RECEIVED?').wait(24).rst(SERVER, 0x14).now('CLOSED?', 'CLOSED');
    const connection = talk.connection('refused', 'refused');
    expect(told(connection, 1).states[1]!.howSure).toBe('expected, disproved by #2');
    expect(told(connection, 2).states[0]!.reasons[0]).toContain('SYN-RECEIVED, expected before');
  });
});

describe('a simultaneous open', () => {
  it('sees the SYNs cross', () => {
    expect(told(simultaneousOpen(), 2)).toMatchObject({
      situation: 'syn_crossing',
    });
    expect(told(simultaneousOpen(), 2).paragraphs[0]).toContain('it was sent before #1 arrived');
  });

  it('sees each SYN confirmed in a segment of its own', () => {
    const [third, fourth] = [told(simultaneousOpen(), 3), told(simultaneousOpen(), 4)];
    expect([third.situation, fourth.situation]).toEqual(['syn_ack_crossing', 'syn_ack_crossing']);
    expect(fourth.paragraphs[1]).toContain('opening takes four');
    expect(third.paragraphs[0]).toContain('with the same seq 0');
  });
});

it('data in a SYN is told as taken or left', () => {
  const taken = new Talk().syn().with({ length: 100 }).skip(CLIENT, 100).wait(9).synAck();
  const connection = taken.connection('still_open', 'fast_open');
  expect(told(connection, 1).paragraphs[1]).toContain(
    'already carries 100 bytes, sequence numbers 1 to 100',
  );
  expect(told(connection, 2).paragraphs[1]).toContain('ack 101 = 0 + 1 + 100');
  const left = new Talk().syn().with({ length: 100 }).wait(9).synAck();
  expect(told(left.connection('still_open'), 2).paragraphs[1]).toContain(
    'the 100 bytes in it are not accepted',
  );
});

it('an answer with another first number says so', () => {
  const talk = new Talk().syn().wait(9).synAck().wait(9).synAck().with({ seq: 7 });
  const connection = saying(talk.connection('half_open', 'half_open'), [
    2,
    'new_iss',
    1,
    [7, 1176504283],
  ]);
  expect(told(connection, 3).paragraphs[0]).toContain(
    'answers with another initial sequence number',
  );
});

describe('what does not open, or not yet', () => {
  it('a SYN ACK of another SYN confirms nothing', () => {
    const talk = new Talk().syn().wait(70).synAck().with({ ack: 7 }).connection('half_open');
    const wrong = saying(talk, [1, 'syn_ack_acks_syn', CLIENT, [3041927615, 7, 3041927616], false]);
    const { paragraphs } = told(wrong, 2, { numbers: 'absolute' });
    expect(paragraphs[0]).toContain(
      'ack 7 does not acknowledge the client’s SYN, which requires ack 3041927616',
    );
    expect(paragraphs.join(' ')).not.toContain('One segment does two jobs');
  });

  it('a SYN filed behind its answer does not cross it', () => {
    const late = new Talk().synAck().wait(260).syn().connection('still_open');
    expect(told(saying(late, [1, 'filed_late', CLIENT, []]), 2).situation).toBe('syn');
  });

  it('a refused client tries once more', () => {
    const talk = new Talk()
      .syn()
      .wait(31)
      .rst(SERVER, RST | ACK)
      .wait(500_000)
      .again(0);
    const { paragraphs } = told(talk.connection('refused', 'refused'), 3);
    expect(paragraphs[0]).toBe(
      'After the refusal in #2, the client tries again, 500 ms after #1: attempt 2.',
    );
  });

  it('an ACK of a SYN whose SYN ACK was not captured completes the handshake', () => {
    const talk = new Talk().syn().skip(SERVER, 1).wait(146_000).ack(CLIENT);
    const connection = saying(talk.connection('still_open'), [
      1,
      'handshake_acked',
      SERVER,
      [1176504284, 1176504283],
    ]);
    const { situation, paragraphs } = told(connection, 2);
    expect(situation).toBe('handshake_ack');
    expect(paragraphs[0]).toContain('what it acknowledges was not captured.');
  });

  it('an RST in place of the third segment is told as one', () => {
    const talk = new Talk().syn().wait(40).synAck().wait(9).rst(CLIENT);
    const scan = talk.now('CLOSED', 'LISTEN?').connection('reset_by_client', 'half_open');
    expect(told(scan, 3).paragraphs[1]).toContain('It takes the place of the third segment');
    const [opening] = phasesOf(scan);
    expect(ladderWords(en).phase(opening!, scan).sentence).toBe(
      'The client resets both directions in #3.',
    );
  });

  it('a refusal of another number is dropped, and says why', () => {
    const talk = new Talk()
      .syn()
      .wait(9)
      .rst(SERVER, RST | ACK)
      .with({ ack: 0 });
    const connection = saying(talk.connection('no_answer', 'unanswered'), [
      1,
      'rst_acks_syn',
      CLIENT,
      [3041927615, 0, 3041927616],
      false,
    ]);
    expect(told(connection, 2, { numbers: 'absolute' }).paragraphs[0]).toContain(
      'ack 0 does not acknowledge the client’s SYN, which requires ack 3041927616',
    );
  });

  it('the bracket does not call a SYN unanswered whose answer was not captured', () => {
    const talk = new Talk().syn().skip(SERVER, 1).wait(9).ack(CLIENT).wait(9).data(CLIENT, 5);
    const connection = talk.connection('still_open');
    const [opening] = phasesOf(connection);
    expect(ladderWords(en).phase(opening!, connection).sentence).toBe('No SYN ACK was captured.');
  });
});
