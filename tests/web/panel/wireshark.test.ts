import { describe, expect, it } from 'vitest';
import { analyses } from '../../../web/src/model/names';
import type { AnalysisName } from '../../../web/src/model/names';
import type { Connection } from '../../../web/src/model/connection';
import { wiresharkStory } from '../../../web/src/panel/wireshark';
import { CLIENT, SERVER, Talk } from '../fixtures';
import { en, faultsOf, saying, zh } from '../story/reading';

type Because = [row: number, name: AnalysisName, ...args: number[]];

function because(connection: Connection, ...reasons: Because[]): Connection {
  const args = new Float64Array(4 * reasons.length);
  reasons.forEach(([, , ...values], i) => args.set(values, 4 * i));
  return {
    ...connection,
    details: {
      ...connection.details,
      reasons: {
        count: reasons.length,
        row: Uint32Array.from(reasons, ([row]) => row),
        analysis: Uint8Array.from(reasons, ([, name]) => analyses.indexOf(name)),
        args,
      },
    },
  };
}

const opened = () => new Talk().syn(CLIENT).synAck(SERVER).ack(CLIENT);
const isn = 3041927615;
const ms = 1e6;

describe('the terms of a word', () => {
  it('are what its rule compared, in numbers as the reader counts them', () => {
    const lost = opened().data(CLIENT, 100).wait(300_000).again(3).connection('still_open');
    const told = because(lost, [4, 'retransmission', isn + 1, isn + 101, 300 * ms, 10 * ms]);
    const story = wiresharkStory(told, 4, { words: en })!;
    expect(story.words).toHaveLength(1);
    expect(story.words[0]).toMatchObject({
      title: 'TCP Retransmission',
      terms: [
        'seq 1 < next seq 101: already sent',
        't = 300 ms ≥ 10.0 ms: too late to be out of order',
      ],
    });
    expect(story.difference).toBeNull();
    const absolute = wiresharkStory(told, 4, { words: en, numbers: 'absolute' })!;
    expect(absolute.words[0]!.terms[0]).toContain(`seq ${isn + 1} <`);
  });

  it('tell no time since a segment of an end that has sent none', () => {
    const syns = new Talk()
      .syn(CLIENT)
      .wait(300_000)
      .again(0)
      .connection('no_answer', 'unanswered');
    const told = because(syns, [1, 'retransmission', isn, isn + 1, 2 ** 62, 3 * ms]);
    for (const words of [en, zh]) {
      const [word] = wiresharkStory(told, 1, { words })!.words;
      expect(word!.terms[1]).not.toContain('t = ');
    }
    const heard = because(syns, [1, 'retransmission', isn, isn + 1, 9e9, 3 * ms]);
    expect(wiresharkStory(heard, 1, { words: en })!.words[0]!.terms[1]).toContain('t = 9.000 s');
  });

  it('name the segment that duplicates refer to', () => {
    const talk = opened().data(SERVER, 10).ack(CLIENT).ack(CLIENT, 'duplicate_ack');
    const told = because(talk.connection('still_open'), [
      5,
      'duplicate_ack',
      1176504283 + 11,
      1,
      5,
    ]);
    expect(wiresharkStory(told, 5, { words: en })!.words[0]!.terms).toEqual([
      'it repeats ack 11 of #5 with the same window, or with SACK',
      'duplicates = 1',
    ]);
  });

  it('are owned up to where they are not known', () => {
    const talk = opened().data(CLIENT, 10, 'window_full').connection('still_open');
    expect(wiresharkStory(talk, 3, { words: en })!.words[0]!.terms).toEqual([]);
  });

  it('exist in both languages for every word', () => {
    for (const name of analyses) {
      const talk = opened().data(CLIENT, 10, name).connection('still_open');
      const told = because(talk, [3, name, isn + 1, isn + 101, 14.2 * ms, 7]);
      for (const [words, language] of [
        [en, 'en'],
        [zh, 'zh-CN'],
      ] as const) {
        const { words: said } = wiresharkStory(told, 3, { words })!;
        expect(said.map((word) => word.name)).toEqual([name]);
        expect(said[0]!.terms.length).toBeGreaterThan(0);
        expect(faultsOf(said[0]!.terms.join('\n'), language)).toEqual([]);
      }
    }
  });
});

describe('where the tracker differs', () => {
  const differenceOf = (connection: Connection, row: number) =>
    wiresharkStory(connection, row, { words: en })?.difference ?? null;

  it('explains the SYN ACK of a simultaneous open', () => {
    const talk = new Talk().syn(CLIENT).syn(SERVER).wait(5000);
    talk.again(0).with({ original: 0 });
    const crossing = talk.connection('still_open', 'simultaneous');
    crossing.segments.flags[2]! |= 0x10;
    crossing.segments.ack[2] = 1176504284;
    expect(differenceOf(crossing, 2)).toContain('The tracker differs: the SYNs crossed');
  });

  it('calls a copy by the capture a copy', () => {
    const talk = opened().data(CLIENT, 100).wait(12).again(3).connection('still_open');
    const said = saying(talk, [4, 'seen_twice', CLIENT, [3]]);
    expect(differenceOf(said, 4)).toBe(
      'The tracker differs: this is #4 captured twice, 12 µs apart, not sent twice.',
    );
  });

  it('tells a window probe that has the form of a keep-alive', () => {
    const talk = opened().ack(SERVER).with({ window: 0 }).wait(300_000).keepAlive(CLIENT);
    expect(differenceOf(talk.connection('still_open'), 4)).toContain('this is a window probe');
  });

  it('tells a repetition that Wireshark takes for a late one', () => {
    const talk = opened().data(CLIENT, 100).data(CLIENT, 100).wait(500);
    const again = talk.again(3, 'out_of_order').connection('still_open');
    const said = saying(again, [5, 'retransmits', CLIENT, [3, isn + 1, isn + 101]]);
    expect(differenceOf(said, 5)).toContain('#4 carried these sequence numbers');
  });

  it('agrees with a plain retransmission', () => {
    const talk = opened().data(CLIENT, 100).wait(300_000).again(3).connection('still_open');
    const said = saying(talk, [4, 'retransmits', CLIENT, [3, isn + 1, isn + 101]]);
    expect(differenceOf(said, 4)).toBeNull();
  });
});

describe('the fields beside the words', () => {
  it('are told where Wireshark prints them', () => {
    const talk = opened().data(CLIENT, 100).wait(12_000).ack(SERVER).connection('still_open');
    const count = talk.segments.count;
    Object.assign(talk.details.fields, {
      bytesInFlight: Uint32Array.from({ length: count }, (_, row) => (row === 3 ? 100 : 0)),
      acksFrame: Uint32Array.from({ length: count }, (_, row) => (row === 4 ? 4 : 0)),
      ackRtt: Float64Array.from({ length: count }, (_, row) => (row === 4 ? 0.012 : 0)),
      initialRtt: 0.017,
    });
    const fieldsOf = (row: number) => wiresharkStory(talk, row, { words: en })?.fields;
    expect(fieldsOf(0)).toBeUndefined();
    expect(fieldsOf(2)).toEqual(['initial RTT 17.0 ms']);
    expect(fieldsOf(3)).toEqual(['100 bytes in flight']);
    expect(fieldsOf(4)).toEqual(['acknowledges #4 after 12.0 ms']);
  });
});
