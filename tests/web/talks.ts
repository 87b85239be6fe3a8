// The connections that drawings and texts are tested with.
import type { Connection } from '../../web/src/model/connection';
import { ACK, RST } from '../../web/src/model/segment';
import { CLIENT, SERVER, Talk } from './fixtures';
import type { Ends } from './fixtures';

const opened = (talk: Talk): Talk =>
  talk
    .at(0)
    .syn()
    .now('SYN-SENT', 'SYN-RECEIVED?')
    .wait(68)
    .synAck()
    .now('ESTABLISHED?', 'SYN-RECEIVED')
    .wait(11)
    .ack(CLIENT)
    .now('ESTABLISHED', 'ESTABLISHED?');

/** The story: one page over HTTP on the own machine, and the server hangs up after five seconds. */
export function story(ends: Ends = {}): Connection {
  return opened(new Talk(ends))
    .at(412)
    .data(CLIENT, 365)
    .at(431)
    .ack(SERVER)
    .now('ESTABLISHED', 'ESTABLISHED')
    .at(3876)
    .data(SERVER, 1248)
    .at(3899)
    .ack(CLIENT)
    .at(5005131)
    .fin(SERVER)
    .now('CLOSE-WAIT?', 'FIN-WAIT-1')
    .at(5005152)
    .ack(CLIENT)
    .now('CLOSE-WAIT', 'FIN-WAIT-2?')
    .at(5005389)
    .fin(CLIENT)
    .now('LAST-ACK', 'TIME-WAIT?')
    .at(5005421)
    .ack(SERVER)
    .now('CLOSED?', 'TIME-WAIT')
    .connection('closed_by_server');
}

/** A request that comes so many seconds after the opening. */
export function lasting(seconds: number): Connection {
  return opened(new Talk())
    .at(79 + Math.round(seconds * 1e6))
    .data(CLIENT, 365)
    .connection('still_open');
}

/** The story from a capture whose writer had no clock. */
export function timeless(): Connection {
  const connection = story();
  return {
    ...connection,
    duration: 0,
    segments: { ...connection.segments, time: connection.segments.time.map(() => 0) },
    verdict: { ...connection.verdict, handshake: null, idle: 0 },
  };
}

export function refused(): Connection {
  return new Talk({ server: { port: 1689, mss: 0, isn: 0 } })
    .syn()
    .now('SYN-SENT', 'CLOSED~')
    .wait(24)
    .rst(SERVER, RST | ACK)
    .now('CLOSED?', 'CLOSED')
    .connection('refused', 'refused');
}

export function unanswered(): Connection {
  return new Talk({ client: { address: '203.0.113.9', port: 52044 } })
    .syn()
    .now('SYN-SENT', 'LISTEN~')
    .wait(1_000_100)
    .again(0)
    .wait(2_000_300)
    .again(0)
    .wait(4_000_900)
    .again(0)
    .connection('no_answer', 'unanswered');
}

/** A filter on the way answers the first SYN at once; the client tries on for a while. */
export function filtered(): Connection {
  return new Talk({ client: { address: '203.0.113.9', port: 52045 } })
    .syn()
    .now('SYN-SENT', 'LISTEN~')
    .wait(4_600)
    .icmp(CLIENT, { type: 3, code: 13 })
    .wait(1_000_100)
    .again(0)
    .wait(4_100)
    .icmp(CLIENT, { type: 3, code: 13 })
    .connection('unreachable', 'unanswered');
}

/** A tunnel on the way takes less than the server sends. */
export function tooBig(): Connection {
  return opened(new Talk({ client: { mss: 1460 }, server: { mss: 1460 } }))
    .wait(300)
    .data(CLIENT, 120)
    .wait(20_000)
    .data(SERVER, 1448)
    .now('ESTABLISHED', 'ESTABLISHED')
    .wait(900)
    .icmp(SERVER, { type: 3, code: 4, mtu: 1280 })
    .wait(200_000)
    .data(SERVER, 1228)
    .connection('still_open');
}

/** One source of a flood: the server repeats its SYN ACK until it gives up. */
export function halfOpen(): Connection {
  return new Talk({ client: { address: '203.0.113.140', port: 1025 } })
    .syn()
    .now('SYN-SENT', 'SYN-RECEIVED?')
    .wait(31)
    .synAck()
    .now('ESTABLISHED?', 'SYN-RECEIVED')
    .wait(1_000_500)
    .again(1)
    .wait(2_016_000)
    .again(1)
    .wait(4_032_000)
    .again(1)
    .connection('half_open', 'half_open');
}

export function resetByServer(): Connection {
  return opened(new Talk())
    .at(300)
    .data(CLIENT, 120)
    .at(340)
    .ack(SERVER)
    .now('ESTABLISHED', 'ESTABLISHED')
    .at(812)
    .rst(SERVER, RST | ACK)
    .now('CLOSED?', 'CLOSED')
    .connection('reset_by_server');
}

export function clientClosesInThree(): Connection {
  return opened(new Talk({ client: { address: '198.51.100.23', port: 40112 } }))
    .wait(41_000)
    .data(CLIENT, 74)
    .wait(9_200)
    .data(SERVER, 4380)
    .now('ESTABLISHED', 'ESTABLISHED')
    .wait(40)
    .ack(CLIENT)
    .wait(120_000)
    .fin(CLIENT)
    .now('FIN-WAIT-1', 'CLOSE-WAIT?')
    .wait(9_100)
    .fin(SERVER)
    .now('TIME-WAIT?', 'LAST-ACK')
    .wait(33)
    .ack(CLIENT)
    .now('TIME-WAIT', 'CLOSED?')
    .connection('closed_by_client');
}

/** Both ends send FIN before the other's arrives. */
export function simultaneousClose(): Connection {
  const talk = opened(new Talk()).at(200).data(CLIENT, 10).at(240).ack(SERVER);
  talk.now('ESTABLISHED', 'ESTABLISHED').at(1000).fin(CLIENT).now('FIN-WAIT-1', 'CLOSE-WAIT?');
  const fin = talk.connection('still_open').segments;
  return talk
    .at(1011)
    .fin(SERVER)
    .with({ ack: fin.seq[5]! })
    .now('CLOSING?', 'CLOSING?')
    .at(1100)
    .ack(CLIENT)
    .now('CLOSING', 'TIME-WAIT?')
    .at(1110)
    .ack(SERVER)
    .now('TIME-WAIT?', 'TIME-WAIT')
    .connection('closed_together');
}

export function simultaneousOpen(): Connection {
  return new Talk()
    .syn(CLIENT)
    .now('SYN-SENT', 'SYN-RECEIVED?')
    .wait(12)
    .syn(SERVER)
    .now('SYN-RECEIVED?', 'SYN-RECEIVED?')
    .wait(60)
    .synAck(CLIENT)
    .with({ seq: 3041927615 })
    .skip(CLIENT, -1)
    .now('SYN-RECEIVED', 'ESTABLISHED?')
    .wait(9)
    .synAck(SERVER)
    .with({ seq: 1176504283 })
    .skip(SERVER, -1)
    .now('ESTABLISHED?', 'SYN-RECEIVED')
    .wait(500)
    .data(CLIENT, 5)
    .now('ESTABLISHED', 'ESTABLISHED?')
    .wait(30)
    .ack(SERVER)
    .now('ESTABLISHED', 'ESTABLISHED')
    .connection('still_open', 'simultaneous');
}

/** The client ends its direction first and goes on to receive. */
export function halfClose(): Connection {
  return opened(new Talk())
    .at(500)
    .data(CLIENT, 2000)
    .at(520)
    .fin(CLIENT)
    .now('FIN-WAIT-1', 'CLOSE-WAIT?')
    .at(560)
    .ack(SERVER)
    .now('FIN-WAIT-2?', 'CLOSE-WAIT')
    .at(900)
    .data(SERVER, 800)
    .at(920)
    .ack(CLIENT)
    .now('FIN-WAIT-2', 'CLOSE-WAIT')
    .at(1900)
    .fin(SERVER)
    .now('TIME-WAIT?', 'LAST-ACK')
    .at(1920)
    .ack(CLIENT)
    .now('TIME-WAIT', 'CLOSED?')
    .connection('closed_by_client');
}

/** A download with a lost segment in it. */
export function lossy(): Connection {
  const talk = opened(new Talk({ client: { mss: 1460 }, server: { mss: 1460 } }));
  talk.wait(400).data(CLIENT, 120).wait(40_000).ack(SERVER).now('ESTABLISHED', 'ESTABLISHED');
  for (let i = 0; i < 20; i += 1) {
    talk.wait(i % 4 === 0 ? 900 : 12).data(SERVER, 1448);
    if (i % 2 === 1) talk.wait(15).ack(CLIENT);
  }
  talk.wait(300).data(SERVER, 1448);
  const { segments } = talk.connection('still_open');
  const lost = segments.count - 1;
  const wanted = segments.seq[lost]!;
  for (let i = 0; i < 3; i += 1) {
    talk.wait(12).data(SERVER, 1448).wait(9).ack(CLIENT, 'duplicate_ack').with({ ack: wanted });
  }
  talk.wait(14_200).again(lost, 'fast_retransmission', 'retransmission');
  talk.wait(21).ack(CLIENT);
  for (let i = 0; i < 14; i += 1) {
    talk.wait(12).data(SERVER, 1448);
    if (i % 2 === 1) talk.wait(15).ack(CLIENT);
  }
  return talk.wait(9_000).rst(CLIENT).now('CLOSED', 'CLOSED?').connection('reset_by_client');
}

/** The capture began later and ends earlier; the client asks whether the server is still there. */
export function midStream(): Connection {
  return new Talk({
    client: {
      address: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
      port: 50765,
      mss: 0,
      isn: 5000,
    },
    server: {
      address: '2001:db8:0:1:aaaa:bbbb:cccc:dddd',
      port: 443,
      mss: 0,
      isn: 900,
    },
  })
    .data(SERVER, 1448)
    .now('ESTABLISHED~', 'ESTABLISHED~')
    .wait(30)
    .ack(CLIENT)
    .wait(75_000_000)
    .keepAlive(CLIENT)
    .wait(210)
    .ack(SERVER, 'keep_alive_ack')
    .wait(75_000_000)
    .keepAlive(CLIENT)
    .wait(190)
    .ack(SERVER, 'keep_alive_ack')
    .connection('still_open', 'mid_stream');
}

/** The receiver closes its window and opens it again. */
export function zeroWindow(): Connection {
  return opened(new Talk({ client: { mss: 1460 }, server: { mss: 1460 } }))
    .wait(100)
    .data(CLIENT, 1460)
    .wait(20)
    .data(CLIENT, 1460, 'window_full')
    .wait(50)
    .ack(SERVER, 'zero_window')
    .with({ window: 0 })
    .now('ESTABLISHED', 'ESTABLISHED')
    .wait(210_000)
    .data(CLIENT, 1, 'zero_window_probe')
    .wait(60)
    .ack(SERVER, 'zero_window', 'zero_window_probe_ack')
    .with({ window: 0 })
    .wait(800_000)
    .ack(SERVER, 'window_update')
    .wait(30)
    .data(CLIENT, 900)
    .connection('still_open');
}

/** A long transfer: `count` data segments, an acknowledgment for every second one. */
export function bulk(count: number): Connection {
  const talk = opened(new Talk({ client: { mss: 1460 }, server: { mss: 1460 } }));
  talk.wait(400).data(CLIENT, 120).wait(40_000).ack(SERVER).now('ESTABLISHED', 'ESTABLISHED');
  for (let i = 0; i < count; i += 1) {
    talk.wait(i % 10 === 0 ? 20_000 : 12).data(SERVER, 1448);
    if (i % 2 === 1) talk.wait(15).ack(CLIENT);
  }
  return talk.connection('still_open');
}

/** A folded run, a loss and its repetition, a silence, a probe, an ICMP error and a reset in a row. */
export function rareMarks(): Connection {
  const talk = opened(new Talk({ client: { mss: 1460 }, server: { mss: 1460 } }));
  talk.wait(400).data(CLIENT, 364).wait(40_000).ack(SERVER).now('ESTABLISHED', 'ESTABLISHED');
  for (let i = 0; i < 36; i += 1) {
    talk.wait(12).data(SERVER, 1448);
    if (i % 2 === 1) talk.wait(15).ack(CLIENT);
  }
  talk.wait(300).data(SERVER, 1448);
  const { segments } = talk.connection('still_open');
  const lost = segments.count - 1;
  const wanted = segments.seq[lost]!;
  talk.wait(12).data(SERVER, 1448).wait(9).ack(CLIENT, 'duplicate_ack').with({ ack: wanted });
  talk.wait(14_200).again(lost, 'fast_retransmission', 'retransmission').wait(21).ack(CLIENT);
  talk.wait(75_000_000).keepAlive(CLIENT).wait(210).ack(SERVER, 'keep_alive_ack');
  talk.wait(900).data(SERVER, 1448).wait(300).icmp(SERVER, { type: 3, code: 4, mtu: 1400 });
  return talk.wait(400).rst(SERVER).now('CLOSED?', 'CLOSED').connection('reset_by_server');
}

/** Segments with every flag set, of ends whose numbers have ten digits. */
export function everyFlag(): Connection {
  const isn = { client: { isn: 4200000000 }, server: { isn: 3999999999 } };
  const talk = opened(new Talk(isn)).wait(90).data(CLIENT, 365).wait(30).ack(SERVER);
  talk.now('ESTABLISHED', 'ESTABLISHED').wait(50).rst(SERVER, 0x1fb).with({ length: 9 });
  talk.wait(40).rst(CLIENT, 0x1f8).wait(60).rst(SERVER, 0x0fd);
  return talk.wait(80).rst(CLIENT, 0x1ff).now('CLOSED', 'CLOSED?').connection('reset_by_client');
}
