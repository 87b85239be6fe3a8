import { describe, expect, it } from 'vitest';
import { CLIENT, SERVER, Talk } from '../fixtures';
import { bulk, lossy, midStream, story, zeroWindow } from '../talks';
import { segmentAt } from '../../../web/src/model/segment';
import { saying, told, zh } from './reading';

describe('data', () => {
  it('that the client begins with is the request, what comes back the response', () => {
    expect(told(story(), 4)).toMatchObject({
      title: 'The client sends its request',
      situation: 'request',
    });
    expect(told(story(), 6).paragraphs[0]).toBe(
      'The response: 1,248 bytes from seq 1, so the next sequence number is 1 + 1248 = 1249. It fits in one segment, because the client’s MSS is 16344.',
    );
  });

  it('of a server that speaks first is neither', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT).data(SERVER, 20).ack(CLIENT).data(CLIENT, 9);
    const connection = talk.connection('still_open');
    expect(told(connection, 4).situation).toBe('data');
    expect(told(connection, 6).situation).toBe('data');
  });

  it('in a row is counted', () => {
    const connection = bulk(10);
    expect(told(connection, 6).paragraphs[0]).toMatch(
      /^The response begins: 1,448 bytes.* It is segment 1 of 10 in a row from the server, 14,480 bytes in total\./,
    );
  });

  it('longer than the MSS is explained', () => {
    const talk = new Talk({ server: { mss: 1460 } }).syn().synAck().ack(CLIENT).data(CLIENT, 4380);
    expect(told(talk.connection('still_open'), 4).paragraphs[0]).toContain(
      'exceeds the server’s MSS of 1460',
    );
  });

  it('after a hole says what is missing and who brings it', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT).skip(CLIENT, 100).data(CLIENT, 50);
    talk.wait(2000).data(CLIENT, 100).with({ seq: 3041927616 });
    const connection = saying(talk.connection('still_open'), [
      3,
      'seq_ahead',
      1,
      [3041927716, 3041927616, 100, 4],
    ]);
    const { paragraphs, checks } = told(connection, 4);
    expect(paragraphs[1]).toContain(
      '100 bytes are missing before it: it starts at 101, but 1 is next',
    );
    expect(paragraphs[1]).toContain('#5 carries the missing bytes 2.00 ms later.');
    expect(checks[0]!.text).toBe(
      'seq 101 > RCV.NXT 1, as captured so far: 100 bytes missing before it',
    );
  });
});

describe('an acknowledgment', () => {
  it('is the sum of the numbers it confirms', () => {
    expect(told(story(), 5)).toMatchObject({
      title: 'The server acknowledges 365 bytes',
      paragraphs: [
        'ack 366: the server has received every byte up to 365. This segment carries no data and takes no sequence number. It follows #4 after 19 µs.',
        'ack 366 = 1 + 365, the sequence number after the last byte of #4. An ACK gives the next sequence number expected.',
      ],
    });
  });

  it('of several segments names them', () => {
    expect(told(bulk(4), 8).paragraphs[1]).toBe('It acknowledges #6 and #7 at once: 2,896 bytes.');
  });

  it('that repeats counts its duplicates', () => {
    const connection = lossy();
    const rows = [...connection.segments.analysis.keys()].filter(
      (row) => connection.segments.analysis[row]! & (1 << 13),
    );
    expect(rows).toHaveLength(3);
    const third = told(connection, rows[2]! + 1);
    expect(third.title).toBe('The client repeats its ACK');
    expect(third.paragraphs[0]).toContain('the 3rd duplicate');
    expect(third.paragraphs[1]).toMatch(/^#\d+ carries it 14\.2 ms later\./);
  });

  it('of bytes not captured says so', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT).ack(SERVER).with({ ack: 3041928616 });
    const connection = saying(talk.connection('still_open'), [
      3,
      'acks_uncaptured',
      1,
      [3041928616, 3041927616, 1000, -1],
    ]);
    expect(told(connection, 4).paragraphs[1]).toContain(
      'ack 1001 covers 1,000 sequence numbers of the client that are not in the capture.',
    );
  });
});

describe('a repetition', () => {
  it('after three duplicates is a fast one', () => {
    const connection = lossy();
    const row = [...connection.segments.original].findIndex((original) => original !== 0xffffffff);
    const { situation, paragraphs } = told(connection, row + 1);
    expect(situation).toBe('data_again');
    expect(paragraphs[0]).toContain('3 duplicate ACKs asked for');
    expect(paragraphs[0]).toContain('fast retransmission');
  });

  it('without an ACK is one of the timer', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT).data(CLIENT, 10).wait(204_000).again(3);
    expect(told(talk.connection('still_open'), 5).paragraphs[0]).toBe(
      'It retransmits sequence numbers 1 to 10 of #4, 204 ms later. No ACK of them has been captured so far: the client’s retransmission timer expired, because they or their ACK were lost or late.',
    );
  });

  it('of what was confirmed was not needed', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT).data(CLIENT, 10).ack(SERVER);
    talk.wait(204_000).again(3, 'spurious_retransmission', 'retransmission');
    expect(told(talk.connection('still_open'), 6).paragraphs[0]).toContain(
      'ack 11 in #5 had already acknowledged them',
    );
  });

  it('by the capture alone is no repetition', () => {
    const talk = new Talk().syn().wait(40).again(0).wait(900).synAck().wait(40).again(2);
    talk.wait(900).ack(CLIENT).wait(40).again(4);
    const connection = talk.connection('still_open');
    for (const number of [2, 4, 6]) expect(told(connection, number).situation).toBe('seen_twice');
    expect(told(connection, 2).paragraphs[0]).toContain('the capture contains one packet twice');
  });
});

describe('the window', () => {
  it('closes, is asked for, and opens', () => {
    const steps = [6, 7, 8, 9].map((number) => told(zeroWindow(), number).situation);
    expect(steps).toEqual(['zero_window', 'window_probe', 'window_probe_answer', 'window_update']);
    expect(told(zeroWindow(), 6).paragraphs[0]).toContain('win 0: the server’s buffer is full.');
    expect(told(zeroWindow(), 9).paragraphs[0]).toBe(
      'win 65535 after win 0: the server can receive again, and the client may continue.',
    );
  });

  it('that is used up is said of the data that fills it', () => {
    expect(told(zeroWindow(), 5).paragraphs[1]).toContain('It uses up the server’s window');
  });
});

describe('keep-alive', () => {
  it('asks with the number before the next one', () => {
    const { situation, paragraphs } = told(midStream(), 3);
    expect(situation).toBe('keep_alive');
    expect(paragraphs[0]).toContain('After 75.0 s idle, the client sends a keep-alive probe');
    expect(paragraphs[0]).toContain('#4 answers it 210 µs later.');
    expect(paragraphs[1]).toContain('HTTP keep-alive is something else');
  });

  it('counts the probes of one silence', () => {
    expect(told(midStream(), 5).paragraphs[0]).toContain(
      'It is probe 2, 75.0 s after the previous one.',
    );
    expect(told(midStream(), 5).paragraphs[1]).not.toContain('HTTP');
  });

  it('is answered by an ACK that says nothing new', () => {
    const { title, paragraphs } = told(midStream(), 4);
    expect(title).toBe('The server is still alive');
    expect(paragraphs[0]).toContain('It answers probe #3 after 210 µs');
  });
});

it('a capture from the middle says what it assumes', () => {
  const connection = saying(
    midStream(),
    [0, 'seen_mid_stream', 0, [segmentAt(midStream().segments, 0).seq]],
    [0, 'seen_mid_stream', 1, [segmentAt(midStream().segments, 0).ack]],
  );
  const { paragraphs, states } = told(connection, 1);
  expect(paragraphs[0]).toContain('The capture began after the connection did');
  expect(states[0]).toMatchObject({
    before: { state: 'UNKNOWN' },
    howSure: 'assumed',
    reasons: ['its SYN is not in the capture; its sequence numbers are tracked from 4100'],
  });
});

describe('the first segment of a capture that begins late', () => {
  it('repeats no ack, as none was seen before', () => {
    const connection = new Talk()
      .ack(SERVER)
      .wait(9)
      .ack(SERVER)
      .connection('still_open', 'mid_stream');
    const first = told(connection, 1);
    expect(first.title).toBe('The server sends a segment');
    expect(first.paragraphs[0]).toContain('ack 0 is the sequence number the server expects next');
    expect(told(connection, 2).paragraphs[0]).toContain('ack 0 was sent before');
  });

  it('confirms what was captured before it', () => {
    const talk = new Talk().data(SERVER, 1344).wait(9).ack(CLIENT).with({ window: 0 });
    const closed = talk.connection('still_open', 'mid_stream');
    expect(told(closed, 2).paragraphs[1]).toMatch(/^ack \d+ acknowledges 1,344 bytes\.$/);
    const open = new Talk().data(SERVER, 1344).wait(9).ack(CLIENT).connection('still_open');
    expect(told(open, 2).title).toBe('The client acknowledges 1,344 bytes');
  });

  it('changes no window, as none was seen before but in the SYN', () => {
    const talk = new Talk().syn().wait(9).synAck().wait(9).data(CLIENT, 5).wait(9);
    const connection = talk
      .ack(SERVER, 'window_update')
      .with({ window: 9 })
      .connection('still_open');
    expect(told(connection, 4).paragraphs.join(' ')).not.toContain('after win 0');
  });

  it('needs ACK behind the SYN', () => {
    const bare = new Talk().syn().wait(9).synAck().wait(9).rst(CLIENT, 0).connection('still_open');
    expect(told(bare, 3).paragraphs[0]).toContain('the server discards this one');
    expect(told(bare, 3, { words: zh }).paragraphs[0]).toContain('服务器会丢弃这一段');
  });
});

describe('numbers that were sent before in part', () => {
  const talk = () => new Talk().syn().wait(9).synAck().wait(9).ack(CLIENT).wait(9).data(CLIENT, 24);

  it('are told from those that are new', () => {
    const isn = 3041927615;
    const more = talk()
      .wait(9)
      .data(CLIENT, 20)
      .with({ seq: isn + 21, original: 3 });
    const connection = saying(more.connection('still_open'), [
      4,
      'seq_old',
      SERVER,
      [isn + 21, isn + 25, isn + 41],
      true,
    ]);
    const { situation, paragraphs, checks } = told(connection, 5);
    expect(situation).toBe('data');
    expect(paragraphs[1]).toContain('Its first 4 bytes were sent before, beginning in #4.');
    expect(checks[0]!.text).toContain('those from 25 on are new');
    expect(told(connection, 5, { words: zh }).paragraphs[1]).toContain('它开头的 4 字节以前发送过');
  });

  it('a hole that is filled begins at the number that is missing', () => {
    const isn = 3041927615;
    const beyond = talk().wait(9).skip(CLIENT, 30).data(CLIENT, 100);
    const more = beyond
      .wait(9)
      .data(CLIENT, 40)
      .with({ seq: isn + 15, original: 3 });
    const connection = saying(
      more.connection('still_open'),
      [5, 'fills_gap', CLIENT, []],
      [5, 'seq_old', SERVER, [isn + 15, isn + 25, isn + 55], true],
    );
    expect(told(connection, 6).paragraphs[1]).toContain(
      'Its first 10 bytes were sent before, beginning in #4. It carries the bytes from 25',
    );
  });

  it('are not thought sent where the receiver expects them next', () => {
    const more = talk().wait(9).data(CLIENT, 10, 'retransmission').connection('still_open');
    const next = saying(more, [4, 'seq_expected', SERVER, [0, 0]]);
    expect(told(next, 5).situation).toBe('data');
  });
});

describe('why a segment is sent again', () => {
  const sent = () => {
    const talk = new Talk().syn().wait(9).synAck().wait(9).ack(CLIENT);
    return talk.wait(9).data(CLIENT, 100).wait(9).ack(SERVER).wait(9).data(CLIENT, 50);
  };

  it('is no timer after a few milliseconds', () => {
    const soon = told(sent().wait(17_000).again(5).connection('still_open'), 7);
    expect(soon.paragraphs[0]).toContain('they or their ACK were lost or late.');
    expect(soon.paragraphs[0]).not.toContain('timer');
    const late = told(sent().wait(250_000).again(5).connection('still_open'), 7);
    expect(late.paragraphs[0]).toContain('the client’s retransmission timer expired');
  });

  it('may be an ACK that came again, whatever window it announces', () => {
    const talk = sent().wait(9).ack(SERVER).with({ ack: 3041927716, window: 700 });
    talk.wait(9).ack(SERVER).with({ ack: 3041927716, window: 800 });
    const again = talk.wait(9).again(5).connection('still_open');
    expect(told(again, 9).paragraphs[0]).toContain('since #6, ack 101 was repeated 2 times');
    expect(told(again, 9, { words: zh }).paragraphs[0]).toContain('ack 101 又重复了 2 次');
  });

  it('an ACK that repeats all that was sent has no hole behind it', () => {
    const talk = sent().wait(9).ack(SERVER).wait(9).ack(SERVER, 'duplicate_ack');
    const { paragraphs } = told(talk.connection('still_open'), 8);
    expect(paragraphs[0]).toContain('so this ACK reports no gap.');
    expect(paragraphs[0]).not.toContain('still missing');
  });

  it('a duplicate is counted across a segment without ACK', () => {
    const talk = sent().wait(9).ack(SERVER).wait(9).rst(SERVER, 0).wait(9);
    const { paragraphs } = told(talk.ack(SERVER, 'duplicate_ack').connection('still_open'), 9);
    expect(paragraphs[0]).toContain('as in #7: the 1st duplicate');
  });

  it('the missing bytes come no negative time later', () => {
    const isn = 3041927615;
    const talk = sent().wait(9).skip(CLIENT, 10).data(CLIENT, 10).wait(-5).data(CLIENT, 10);
    const hole = saying(talk.with({ seq: isn + 151 }).connection('still_open'), [
      6,
      'seq_ahead',
      SERVER,
      [isn + 161, isn + 151, 10, 7],
    ]);
    expect(told(hole, 7).paragraphs[1]).toContain('#8 carries the missing bytes.');
  });
});
