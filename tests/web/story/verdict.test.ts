import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../web/src/model/connection';
import { flagMeanings } from '../../../web/src/story/flags';
import { stripLetter, stripWindow } from '../../../web/src/ui/step_letters';
import { LadderPlan } from '../../../web/src/ladder/plan';
import { phasesOf } from '../../../web/src/model/phases';
import { clauseLinks } from '../../../web/src/story/clause';
import { ladderWords } from '../../../web/src/story/ladder_words';
import { ACK, AE, CWR, ECE, SYN } from '../../../web/src/model/segment';
import { SegmentContext } from '../../../web/src/story/segment_context';
import { headlineOf, verdictOf } from '../../../web/src/story/verdict';
import { CLIENT, SERVER, Talk } from '../fixtures';
import * as talks from '../talks';
import { en, zh } from './reading';

const words = ladderWords(en);
const factsOf = (connection: Connection) =>
  Object.fromEntries(verdictOf(connection, en).facts.map((fact) => [fact.name, fact]));

describe('the headline', () => {
  it.each([
    ['The server closed first, after 5.0 s idle', talks.story()],
    ['The client closed first, after 170 ms', talks.clientClosesInThree()],
    ['Both ends closed at the same time, after 1.00 ms', talks.simultaneousClose()],
    ['The client closed first; the server sent 800 more bytes over 380 µs', talks.halfClose()],
    ['The server refused the connection to port 1689', talks.refused()],
    ['No answer to 4 SYNs in 7.0 s', talks.unanswered()],
    ['Half-open: the third segment is missing', talks.halfOpen()],
    ['Reset by the server after 812 µs', talks.resetByServer()],
    [
      'Captured from the middle: still open when the capture ends (last segment after 2 min 30 s)',
      talks.midStream(),
    ],
  ])('%s', (headline, connection) => expect(headlineOf(connection, en)).toBe(headline));

  it('names an end that closed and then reset', () => {
    const talk = new Talk()
      .syn()
      .synAck()
      .ack(CLIENT)
      .fin(CLIENT)
      .ack(SERVER)
      .data(SERVER, 9)
      .rst(CLIENT);
    expect(headlineOf(talk.connection('reset_by_client'), en)).toBe(
      'The client closed, then reset the connection',
    );
  });

  it('names unanswered probes', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT).wait(1e6).data(CLIENT, 9).ack(SERVER);
    talk.wait(1e6).keepAlive(CLIENT).wait(1e6).keepAlive(CLIENT).wait(1e6).rst(CLIENT);
    expect(headlineOf(talk.connection('reset_by_client'), en)).toBe(
      'Reset by the client after 2 unanswered keep-alive probes',
    );
  });

  it('speaks Chinese', () => {
    expect(headlineOf(talks.story(), zh)).toBe('服务器先关闭，此前空闲 5.0 秒');
    expect(headlineOf(talks.unanswered(), zh)).toBe('7.0 秒内 4 个 SYN 都没有得到应答');
  });
});

describe('the facts', () => {
  it('point at their evidence', () => {
    const facts = factsOf(talks.story());
    expect(facts.outcome).toMatchObject({
      code: 'SF',
      text: 'normal establishment and close',
    });
    expect(facts.endedBy).toMatchObject({ text: 'server, FIN', row: 7 });
    expect(facts.handshake!.text).toBe('79 µs');
    expect(facts.payload!.text).toBe('365 B ↑\u20021,248 B ↓');
    expect(facts.findings!.text).toBe('none');
  });

  it('time no handshake without a clock', () => {
    expect(factsOf(talks.timeless()).handshake!.text).toBe('three-way handshake');
    const { phases } = new LadderPlan({ connection: talks.timeless(), words, width: 380 });
    expect(words.phase(phases[0]!, talks.timeless()).line).toBe('Opening · 4 steps in 3 segments');
  });

  it('count what is odd', () => {
    expect(factsOf(talks.unanswered()).findings!.text).toBe('SYN ×4');
    expect(factsOf(talks.halfOpen()).findings!.text).toBe('SYN ACK ×4');
    expect(factsOf(talks.simultaneousOpen()).findings!.text).toBe('none');
    expect(factsOf(talks.lossy()).findings!.text).toBe('1 retransmission, 3 duplicate ACKs');
    expect(factsOf(talks.midStream()).findings!.text).toBe('2 keep-alive probes');
  });

  it('say what the capture shows of an opening that never came through', () => {
    expect(factsOf(talks.refused()).handshake!.text).toBe('refused');
    expect(factsOf(talks.midStream()).endedBy).toMatchObject({
      text: 'not in this capture',
      row: null,
    });
  });
});

describe('a bracket', () => {
  const sentences = (connection: Connection, words = en) =>
    phasesOf(connection).map((phase) => ladderWords(words).phase(phase, connection).sentence);

  it('counts the steps of opening and closing', () => {
    expect(sentences(talks.story())).toEqual([
      '4 logical steps in 3 segments: #2 carries both the ACK and the SYN.',
      '365 B up, 1,248 B down.',
      '4 logical steps in 4 segments: the client sent its ACK (#9) and its FIN (#10) 237 µs apart.',
    ]);
    expect(sentences(talks.clientClosesInThree())[2]).toBe(
      '4 logical steps in 3 segments: #8 carries both the ACK and the FIN.',
    );
    expect(sentences(talks.simultaneousClose())[2]).toContain('the FINs #6 and #7 cross');
  });

  it('says what is missing', () => {
    expect(sentences(talks.unanswered())).toEqual(['4 SYNs, no answer.']);
    expect(sentences(talks.refused())).toEqual(['The SYN is refused in #2.']);
    expect(sentences(talks.halfOpen())[0]).toContain('the last ACK is missing');
  });

  it('is one object per language', () => expect(ladderWords(en)).toBe(ladderWords(en)));
});

describe('a flag', () => {
  const meanings = (flags: number[], row: number) => {
    const talk = new Talk().syn().synAck().ack(CLIENT).data(CLIENT, 5);
    const connection = talk.connection('still_open');
    flags.forEach((set, i) => (connection.segments.flags[i]! |= set));
    const t = new SegmentContext(connection, row, { words: en });
    return Object.fromEntries(flagMeanings(t).map(({ name, meaning }) => [name, meaning]));
  };

  it('asks for ECN in a SYN and agrees in the SYN ACK', () => {
    expect(meanings([ECE | CWR], 0).ECE).toContain('asks for Explicit Congestion Notification');
    expect(meanings([ECE | CWR, ECE], 1).ECE).toContain(
      'agrees to Explicit Congestion Notification',
    );
  });

  it('echoes a mark afterwards, where ECN was agreed on', () => {
    expect(meanings([ECE | CWR, ECE, 0, ECE], 3).ECE).toContain('a router marked a packet');
    expect(meanings([0, 0, 0, ECE], 3).ECE).toContain('no meaning');
  });

  it('counts where accurate ECN was agreed on', () => {
    expect(meanings([AE | ECE | CWR], 0).AE).toContain('RFC 9768');
    expect(meanings([AE | ECE | CWR, CWR, 0, AE], 3).AE).toContain('count of marked packets');
  });

  it('stands in the order of the name', () => {
    expect(Object.keys(meanings([], 1))).toEqual(['SYN', 'ACK']);
    expect(SYN | ACK).toBe(0x12);
  });
});

describe('the tape', () => {
  it('has a letter for each segment', () => {
    const connection = talks.story();
    const tape = Array.from({ length: connection.segments.count }, (_, row) =>
      stripLetter(connection, row),
    );
    expect(tape.join('')).toBe('ShADadAfAFa');
  });

  it('shows what fits, around the chosen one', () => {
    expect(stripWindow(5, 11, 17)).toEqual({ first: 0, end: 11 });
    expect(stripWindow(500, 1000, 17)).toEqual({ first: 492, end: 509 });
    expect(stripWindow(999, 1000, 17)).toEqual({ first: 983, end: 1000 });
    expect(stripWindow(0, 1000, 17)).toEqual({ first: 0, end: 17 });
  });
});

it('a clause links to the RFC, each once, the RFC named where it changes', () => {
  const links = clauseLinks([
    'RFC 9293 3.10.4',
    'RFC 9293 3.10.7.4',
    'RFC 9293 3.10.7.4',
    'RFC 5961 3.2',
  ]);
  expect(links.map(({ text }) => text)).toEqual(['RFC 9293 §3.10.4', '§3.10.7.4', 'RFC 5961 §3.2']);
  expect(links[1]!.href).toBe('https://www.rfc-editor.org/rfc/rfc9293#section-3.10.7.4');
});
