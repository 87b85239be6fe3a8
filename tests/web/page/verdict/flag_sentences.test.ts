import { describe, expect, it } from 'vitest';
import { flagSentences } from '../../../../web/src/page/verdict/flag_sentences';
import { summaryItems as infos, retryKinds, stallCauses } from '../../../../web/src/model/names';
import type { SummaryItemName } from '../../../../web/src/model/names';
import type { TwoMsl } from '../../../../web/src/model/two_msl';
import type { Connection } from '../../../../web/src/model/connection';
import { retriesOf, summaryItems } from '../../../../web/src/model/connection_flags';
import { CLIENT, SERVER, Talk } from '../../fixtures';
import { en, faultsOf, zh } from '../../story/reading';

type Given = [name: SummaryItemName, end: 0 | 1, ...args: number[]];

function knowing(...given: Given[]): Connection {
  const talk = new Talk().syn(CLIENT).synAck(SERVER).ack(CLIENT).data(CLIENT, 365);
  const connection = talk.connection('closed_by_client');
  const args = new Float64Array(4 * given.length);
  given.forEach(([, , ...values], i) => args.set(values, 4 * i));
  const table = {
    count: given.length,
    id: Uint8Array.from(given, ([name]) => infos.findIndex((fact) => fact.name === name)),
    end: Uint8Array.from(given, ([, end]) => end),
    args,
  };
  return { ...connection, details: { ...connection.details, summary: table } };
}

const kind = (name: (typeof retryKinds)[number]) => retryKinds.indexOf(name);
const s = 1e9;
const texts = (connection: Connection, twoMsl: TwoMsl = 'linux') =>
  flagSentences(connection, en, twoMsl).map(({ text }) => text);

describe('what is sent again', () => {
  it('is told with every wait, and that they double', () => {
    const connection = knowing(
      ['retry', 0, kind('syn'), 1, 1.004 * s, 0],
      ['retry', 0, kind('syn'), 2, 2.019 * s, 0],
      ['retry', 0, kind('syn'), 3, 4.192 * s, 0],
    );
    const [told] = flagSentences(connection, en, 'linux');
    expect(told).toMatchObject({
      text:
        'The client retransmitted its SYN 3 times, after 1.004 s, 2.019 s and 4.192 s, each wait ' +
        'about twice the previous one.',
      evidence: [1, 3],
      notable: true,
    });
  });

  it('does not double where the waits stay', () => {
    const even = [1, 2, 3].map((row): Given => ['retry', 0, kind('syn'), row, 1.02 * s, 0]);
    expect(retriesOf(summaryItems(knowing(...even)))[0]).toMatchObject({ doubling: false });
  });
});

describe('the wait for 2MSL', () => {
  it('lasts as Linux or as RFC 9293 has it', () => {
    const connection = knowing(['time_wait', 0, 2, 0.64 * s, 0.65 * s, 0]);
    expect(texts(connection)).toContain(
      'The client is in TIME-WAIT from 0.640 s on: 60 s if it is Linux.',
    );
    expect(texts(connection, 'rfc')).toContain(
      'The client is in TIME-WAIT from 0.640 s on: 240 s by RFC 9293.',
    );
    expect(texts(connection, 'off').join(' ')).not.toContain('TIME-WAIT');
  });

  it('begins on the clock of the connection, wherever in the capture that is', () => {
    for (const start of [0.5, 34.5, 142_449_803]) {
      const later = knowing(['time_wait', 1, 2, (start + 0.64) * s, (start + 9) * s, 0]);
      expect(texts({ ...later, start })).toContain(
        'The server is in TIME-WAIT from 0.640 s on: 60 s if it is Linux.',
      );
    }
  });
});

describe('a reuse of ports', () => {
  it('is judged with its numbers', () => {
    const stamped = knowing(['reuse_by_timestamp', 1, 0, 1.353 * s, 22752493, 1353]);
    const [told] = flagSentences(stamped, en, 'linux');
    expect(told!.connection).toBe(0);
    expect(told!.text).toContain('1,353 above the last one (RFC 6191)');
    expect(texts(knowing(['reuse_risky', 1, 0, s, -5, 0]))[0]).toContain('is 5 below');
  });
});

describe('the way there and back', () => {
  const split = (server: number, client: number, ...place: Given[]) =>
    texts(knowing(['handshake_gaps', 1, server, client, 1, 2], ...place)).filter((text) =>
      text.startsWith('Handshake'),
    );

  it('is told as the two gaps of the handshake', () => {
    expect(split(348e3, 235e3)).toEqual([
      'Handshake: round trip to the server 348 µs, to the client 235 µs.',
    ]);
  });

  it('tells the place of the capture where the engine knows it', () => {
    const place = (name: SummaryItemName) => split(4.5e6, 12.6e6, [name, 1])[0]!.split('. ')[1];
    expect(place('captured_between')).toBe(
      'It was therefore captured between the two, closer to the server.',
    );
    expect(place('captured_near')).toBe('It was therefore captured at or near the server.');
    expect(place('captured_on')).toBe(
      'It was captured on the server’s host, which left checksums to its network card.',
    );
  });

  it('is not told where no time was measured', () => {
    expect(split(0, 0)).toEqual([]);
  });
});

describe('options', () => {
  it('are told as agreed, left out, or named by one end only', () => {
    const told = texts(
      knowing(
        ['mss_announced', 0, 1460, 0],
        ['mss_announced', 1, 1400, 1],
        ['option_agreed', 0, 4, 0, 0],
        ['option_refused', 1, 8, 0, 1],
        ['option_unanswered', 0, 3, 7, 0],
      ),
    );
    expect(told).toContain('Negotiated: SACK permitted.');
    expect(told).toContain(
      'MSS: the client accepts up to 1460 bytes and the server accepts up to 1400 bytes.',
    );
    expect(told).toContain('The server did not accept timestamps, offered by the client.');
    expect(told).toContain('Offered by the client only: window scale ×128.');
  });
});

describe('extensions of the opening', () => {
  it('tell how much of the data in the SYN was taken', () => {
    const octetsTaken = (taken: number) =>
      flagSentences(knowing(['fast_open_data', 1, 0, 1, 100, taken]), en, 'linux').find(
        ({ text }) => text.startsWith('TCP Fast Open'),
      )!;
    expect(octetsTaken(100).text).toContain(
      'carried 100 bytes; the server accepted all of it immediately.',
    );
    expect(octetsTaken(40).text).toContain('the server accepted 40 bytes immediately.');
    expect(octetsTaken(0).text).toContain('accepted none of it, so the client must send it again.');
    expect(octetsTaken(0).evidence).toEqual([0, 1]);
  });

  it('tell who left Multipath TCP out, and where', () => {
    const told = (end: 0 | 1) => texts(knowing(['multipath_refused', end, 0, 1, 0])).join(' ');
    expect(told(1)).toContain('the server left it out of its SYN ACK: this is plain TCP.');
    expect(told(0)).toContain('the client left it out of its third segment: this is plain TCP.');
  });
});

describe('every fact', () => {
  const all: Given[] = [
    ['handshake_gaps', 1, 4.5e6, 12.6e6, 1, 2],
    ...retryKinds.map((name): Given => ['retry', 1, kind(name), 2, 0.24 * s, 1]),
    ['two_clocks', 0, 2, 3_375 * s],
    ['captured_near', 0],
    ['captured_between', 1],
    ['captured_on', 1],
    ['mss_announced', 0, 1460, 0],
    ['mss_announced', 1, 1400, 1],
    ['option_agreed', 0, 3, 10, 7],
    ['option_refused', 1, 4, 0, 1],
    ['option_unanswered', 1, 8, 0, 1],
    ['fast_open_cookie', 1, 0, 1, 1],
    ['fast_open_cookie', 1, 0, 1, 0],
    ['fast_open_data', 1, 0, 1, 100, 100],
    ['fast_open_data', 1, 0, 1, 100, 40],
    ['fast_open_data', 1, 0, 1, 100, 0],
    ...([0, 1] as const).flatMap((joins): Given[] => [
      ['multipath_agreed', 0, 0, 2, joins],
      ['multipath_refused', 0, 0, 2, joins],
      ['multipath_refused', 1, 0, 1, joins],
    ]),
    ['half_closed', 0, 1, 2, s, 3500],
    ['half_closed', 1, 1, -1, s, 1],
    ['time_wait', 0, 2, s, s, 1],
    ['reuse_by_timestamp', 1, 0, 61 * s, 5, 7],
    ['reuse_by_number', 1, 0, s, 5, 0],
    ['reuse_risky', 0, 0, s, -5, 0],
    ...stallCauses.map((_, i): Given => ['stall', 0, i, 1, 2, s]),
    ['reset_ttl', 1, 3, 40, 63, 64],
    ['reset_identification', 1, 3, 40000, 12],
  ];

  it.each([
    ['en', en],
    ['zh-CN', zh],
  ] as const)('reads well in %s', (language, words) => {
    const told = flagSentences(knowing(...all), words, 'linux');
    expect(told.length).toBeGreaterThan(20);
    for (const { text } of told) expect(faultsOf(text, language)).toEqual([]);
  });
});

describe('an end that sent nothing', () => {
  it('is said to have been silent, not counted', () => {
    const alone = new Talk().syn(CLIENT).connection('no_answer', 'unanswered');
    const last = (words: typeof en) => flagSentences(alone, words, 'linux').at(-1)?.text;
    expect(last(en)).toBe('Nothing from the server was captured.');
    expect(last(zh)).toBe('没有捕获到服务器的报文段。');
  });

  it('received no data after its FIN, not 0 bytes', () => {
    const [told] = flagSentences(knowing(['half_closed', 1, 16, 18, 0.263 * s, 0]), en, 'linux');
    expect(told?.text).toMatch(/received no data after its FIN/);
  });
});
