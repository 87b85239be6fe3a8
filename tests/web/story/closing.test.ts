import { describe, expect, it } from 'vitest';
import { CLIENT, SERVER, Talk, packed } from '../fixtures';
import { clientClosesInThree, halfClose, resetByServer, simultaneousClose, story } from '../talks';
import { ACK, RST } from '../../../web/src/model/segment';
import { saying, told } from './reading';

describe('a close in four segments', () => {
  it('begins after a silence', () => {
    expect(told(story(), 8).paragraphs).toEqual([
      'After 5.001 s idle, the server closed its direction. It can still receive: the other direction stays open until the client closes it.',
      'seq 1249 = 1 + 1248, the sequence number after its last byte. A FIN takes one sequence number, so it must be acknowledged with ack 1250.',
    ]);
  });

  it('leaves one direction open', () => {
    expect(told(story(), 9).paragraphs[0]).toBe(
      'ack 1250 = 1249 + 1: a FIN takes one sequence number. From now on only the client may send data.',
    );
  });

  it('takes four because the other end closed later', () => {
    expect(told(story(), 10)).toMatchObject({ situation: 'fin_second' });
    expect(told(story(), 10).paragraphs[0]).toBe(
      '237 µs after acknowledging the other FIN in #9, the client closes too. The close takes four segments here; if it had closed at once, three would have been enough.',
    );
  });

  it('ends in TIME-WAIT', () => {
    const { title, paragraphs } = told(story(), 11);
    expect(title).toBe('The server acknowledges the last FIN');
    expect(paragraphs[0]).toContain('The server now waits 2MSL: if this ACK is lost');
    expect(paragraphs[1]).toContain('4 logical steps in 4 segments.');
  });
});

it('a close in three segments merges ACK and FIN', () => {
  const connection = clientClosesInThree();
  const { count } = connection.segments;
  expect(told(connection, count - 1)).toMatchObject({
    situation: 'fin_with_ack',
  });
  expect(told(connection, count - 1).paragraphs[0]).toContain('three segments, not four');
  expect(told(connection, count).paragraphs[1]).toContain('4 logical steps in 3 segments.');
});

it('crossing FINs do not confirm each other', () => {
  const connection = simultaneousClose();
  expect([7, 8, 9].map((number) => told(connection, number).situation)).toEqual([
    'fin_crossing',
    'fin_ack_crossing',
    'fin_ack_crossing',
  ]);
  expect(told(connection, 7).paragraphs[0]).toContain('it was sent before #6 arrived'.slice(3));
  expect(told(connection, 9).paragraphs[0]).toContain('Both ends wait 2MSL');
});

it('data behind the other FIN is half-closed', () => {
  const connection = halfClose();
  const { situation, paragraphs } = told(connection, 7);
  expect(situation).toBe('data_half_closed');
  expect(paragraphs[0]).toContain('The client closed its own direction in #5');
  expect(told(connection, 9).paragraphs[0]).toContain(
    'after 800 bytes more, the server closes too',
  );
});

it('a FIN with data takes the number behind it', () => {
  const talk = new Talk().syn().synAck().ack(CLIENT).data(CLIENT, 10).fin(SERVER);
  talk.with({ length: 100 });
  expect(told(talk.connection('half_closed_by_server'), 5).paragraphs[1]).toContain(
    'It also carries 100 bytes, sequence numbers 1 to 100. The FIN takes 101, so it must be acknowledged with ack 102.',
  );
});

it('a FIN that nobody confirmed is repeated', () => {
  const talk = new Talk().syn().synAck().ack(CLIENT).fin(CLIENT).wait(204_000).again(3);
  expect(told(talk.connection('half_closed_by_client'), 5)).toMatchObject({
    situation: 'fin_again',
    title: 'The client retransmits its FIN',
  });
});

it('a FIN before missing bytes has to wait', () => {
  const talk = new Talk().syn().synAck().ack(CLIENT).skip(SERVER, 700).fin(SERVER);
  talk.wait(13_700).data(SERVER, 700).with({ seq: 1176504284 });
  const connection = saying(talk.connection('half_closed_by_server'), [
    3,
    'fin_early',
    0,
    [1176504984, 1176504284, 700, 4],
    false,
  ]);
  const { paragraphs, checks } = told(connection, 4);
  expect(paragraphs[0]).toContain(
    '700 bytes from 1 are missing before it, so the client cannot process the FIN yet; #5 fills the gap.',
  );
  expect(checks).toMatchObject([{ passed: false }]);
});

describe('a reset', () => {
  it('ends both directions at once', () => {
    const connection = resetByServer();
    const { title, paragraphs } = told(connection, connection.segments.count);
    expect(title).toBe('The server resets the connection');
    expect(paragraphs[0]).toContain('An RST takes no sequence number and is not acknowledged');
    expect(paragraphs[1]).toContain('The cause is not visible here');
  });

  it('that answers data for a closed end says why', () => {
    const talk = new Talk()
      .syn()
      .synAck()
      .ack(CLIENT)
      .fin(CLIENT)
      .ack(SERVER)
      .data(SERVER, 9)
      .rst(CLIENT);
    expect(told(talk.connection('reset_by_client'), 7).paragraphs[0]).toContain(
      'The client had closed in #4; #6 carries data that no application reads any more',
    );
  });

  it('after probes without answer gives up', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT).data(CLIENT, 9).ack(SERVER);
    talk.wait(1e6).keepAlive(CLIENT).wait(1e6).keepAlive(CLIENT).wait(1e6).rst(CLIENT);
    expect(told(talk.connection('reset_by_client'), 8).paragraphs[0]).toContain(
      '2 keep-alive probes went unanswered, so the client aborts the connection.',
    );
  });

  it('inside the window is not believed at once', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT).rst(SERVER).with({ seq: 1176504300 });
    talk.ack(CLIENT);
    const connection = saying(
      talk.connection('still_open'),
      [3, 'rst_in_window', 0, [1176504300, 1176504284, 65535], false],
      [4, 'challenge_ack', 0, [3, 1176504284]],
    );
    expect(told(connection, 4)).toMatchObject({ situation: 'reset_pending' });
    expect(told(connection, 4).paragraphs[0]).toContain('seq 17 is in the window but is not 1');
    expect(told(connection, 5).paragraphs[0]).toContain(
      'does not accept #4 and sends a challenge ACK',
    );
  });
});

describe('what an ACK of a FIN says besides', () => {
  it('counts the bytes that came before the FIN', () => {
    const talk = new Talk().syn().wait(9).synAck().wait(9).ack(CLIENT).wait(9).data(CLIENT, 1000);
    const closed = talk.wait(9).fin(CLIENT).wait(9).ack(SERVER).connection('half_closed_by_client');
    expect(told(closed, 6).paragraphs[1]).toContain('ack 1002 acknowledges 1,000 bytes.');
  });

  it('no end waits that was reset before', () => {
    const both = simultaneousClose();
    const waiting = told(both, 8).paragraphs[0]!;
    expect(waiting).toContain('waits 2MSL');
    const { segments } = both;
    const server = segments.serverState.slice();
    server[7] = packed('CLOSED');
    const reset = { ...both, segments: { ...segments, serverState: server } };
    expect(told(reset, 8).paragraphs[0]).not.toContain('waits 2MSL');
  });

  it('counts from the first number that the other end holds on to', () => {
    const talk = new Talk({ server: { isn: 9000 } }).syn().wait(9).synAck().with({ seq: 500 });
    const renewed = talk.wait(9).synAck().with({ seq: 9000 }).wait(9).ack(CLIENT).wait(9);
    const connection = renewed.skip(SERVER, -1).data(SERVER, 100).wait(9).fin(SERVER);
    const closed = connection.connection('half_closed_by_server');
    expect(told(closed, 6).paragraphs[1]).toContain('seq 101 = 1 + 100');
  });

  it('an RST after the FIN names the bytes that nobody read, also when a FIN follows them', () => {
    const talk = new Talk().syn().wait(9).synAck().wait(9).ack(CLIENT).wait(9).fin(SERVER).wait(9);
    const read = talk.ack(CLIENT).wait(9).data(CLIENT, 31).wait(9).fin(CLIENT).wait(9).rst(SERVER);
    expect(told(read.connection('closed_by_server'), 8).paragraphs[0]).toContain(
      'The server had closed in #4; #6 carries data that no application reads any more',
    );
  });

  it('a refusal resets by the section of an end without a connection, with seq 0', () => {
    const talk = new Talk()
      .syn()
      .wait(31)
      .rst(SERVER, RST | ACK)
      .with({ seq: 0 });
    const refusal = saying(
      talk.now('CLOSED?', 'CLOSED').connection('refused', 'refused'),
      [1, 'sends_rst', SERVER, [0]],
      [1, 'refused_by_peer', CLIENT, [3041927616, 3041927616]],
    );
    const { states } = told(refusal, 2);
    expect(states[0]).toMatchObject({ clauses: ['RFC 9293 3.10.7.1'] });
    expect(states[0]!.reasons.at(-1)).toBe('it sends an RST, seq 0');
  });
});
