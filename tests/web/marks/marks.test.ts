import { NO_ROW } from '../../../web/generated/values';
import { describe, expect, test } from 'vitest';
import { certainties, outcomes, states } from '../../../web/src/model/names';
import { panelWords } from '../../../web/src/words/panel';
import { toMarkup } from '../../../web/src/svg/node';
import { rowsOf } from '../../../web/src/model/rows';
import { glyphNode } from '../../../web/src/marks/glyph';
import { headerFieldsNode } from '../../../web/src/marks/header_fields';
import { lifeNode } from '../../../web/src/marks/life';
import { optionCells } from '../../../web/src/marks/option_cells';
import { spaceOf } from '../../../web/src/marks/sequence_space';
import { sequenceStripNode } from '../../../web/src/marks/sequence_strip';
import { stateDiagramNode } from '../../../web/src/marks/state_diagram';
import { waysOf } from '../../../web/src/marks/state_ways';
import type { HeaderDetail } from '../../../web/src/model/connection';
import { FIN, SYN } from '../../../web/src/model/segment';
import { CLIENT, Talk } from '../fixtures';
import * as talks from '../talks';

const words = panelWords.of('en');

test('no two states look alike, on either rail, as sure or as expected', () => {
  for (const certainty of certainties.slice(0, 2)) {
    for (const side of [0, 1] as const) {
      const known = states.filter((s) => s !== 'UNKNOWN');
      // ESTABLISHED and SYN-RECEIVED as expected differ by lane; all must differ by markup.
      const looks = known.map((state) => toMarkup(glyphNode(state, side, certainty)));
      const same = looks.flatMap((look, i) =>
        looks.indexOf(look) < i ? [`${known[looks.indexOf(look)]!} = ${known[i]!}`] : [],
      );
      expect(same).toEqual([]);
    }
  }
});

test('no two outcomes look alike', () => {
  const looks = outcomes.map((outcome) => toMarkup(lifeNode(outcome)));
  expect(new Set(looks).size).toBe(looks.length);
});

describe('ways through the state diagram', () => {
  const way = (connection: ReturnType<typeof talks.story>, row: number, side: 0 | 1) =>
    waysOf(connection, row)[side].legs.map(
      ({ from, to, sure, reset }) => `${from}>${to}${sure ? '' : '?'}${reset ? '!' : ''}`,
    );

  test('the story: each end by its own way, the last leg expected', () => {
    expect(way(talks.story(), 1, 0)).toEqual(['start>SYN-SENT', 'SYN-SENT>ESTABLISHED?']);
    expect(way(talks.story(), 10, 0)).toEqual([
      'start>SYN-SENT',
      'SYN-SENT>ESTABLISHED',
      'ESTABLISHED>CLOSE-WAIT',
      'CLOSE-WAIT>LAST-ACK',
      'LAST-ACK>end?',
    ]);
    expect(way(talks.story(), 10, 1).at(-1)).toBe('FIN-WAIT-2>TIME-WAIT');
  });

  test('ends that close at once pass CLOSING, and no refuted state', () => {
    expect(way(talks.simultaneousClose(), 6, 1).slice(-2)).toEqual([
      'ESTABLISHED>FIN-WAIT-1',
      'FIN-WAIT-1>CLOSING?',
    ]);
  });

  test('ends that open at once both send a SYN first', () => {
    expect(way(talks.simultaneousOpen(), 1, 1)).toEqual([
      'start>SYN-SENT',
      'SYN-SENT>SYN-RECEIVED?',
    ]);
  });

  test('a refused end falls back to where it began', () => {
    expect(way(talks.refused(), 1, 0)).toEqual(['start>SYN-SENT', 'SYN-SENT>start?!']);
    expect(way(talks.resetByServer(), 5, 1).at(-1)).toBe('ESTABLISHED>end!');
  });

  test('the label names both ways', () => {
    const node = stateDiagramNode({ connection: talks.story(), row: 2, words });
    expect(node.attrs['aria-label']).toContain('CLOSED → SYN-SENT → ESTABLISHED');
    expect(node.attrs['aria-label']).toContain('LISTEN → SYN-RECEIVED → ESTABLISHED');
  });
});

describe('sequence space', () => {
  const story = rowsOf(talks.story());
  const parts = (row: number, side: 0 | 1, kind: 'takes' | 'acks') => {
    const space = spaceOf(story, row, side, kind);
    return [
      ...space.parts.map((p) => `${p.kind} ${p.from}-${p.to}${p.now ? ' now' : ''}`),
      space.next,
    ];
  };

  test('a FIN stands behind all bytes of its side', () => {
    expect(parts(7, 1, 'takes')).toEqual(['syn 0-1', 'bytes 1-1249', 'fin 1249-1250 now', 1250]);
  });

  test('an ACK confirms what was open', () => {
    expect(parts(4, 0, 'acks')).toEqual(['syn 0-1', 'bytes 1-366 now', 366]);
    expect(parts(8, 1, 'acks')).toEqual(['syn 0-1', 'bytes 1-1249', 'fin 1249-1250 now', 1250]);
  });

  test('a retransmission leaves what came after it in place', () => {
    const rows = rowsOf(talks.lossy());
    const again = [...rows.connection.segments.lostTo].find((row) => row !== NO_ROW)!;
    const { parts: all, next } = spaceOf(rows, again, 1, 'takes');
    expect(next).toBeLessThan(all.at(-1)!.to);
    expect(all.filter((p) => p.now)).toHaveLength(1);
    all.slice(1).forEach((part, i) => expect(part.from).toBe(all[i]!.to));
  });

  test('nothing is drawn of a direction of which nothing was captured', () => {
    const oneSided = new Talk({
      client: { address: '10.0.0.1', port: 50765, mss: 0, isn: 5000 },
      server: { address: '10.0.0.2', port: 443, mss: 0, isn: 900 },
    })
      .ack(CLIENT)
      .connection('still_open', 'mid_stream');
    const input = { row: 0, numbers: 'relative', words } as const;
    expect(sequenceStripNode({ rows: rowsOf(oneSided), ...input })).toBeNull();
    expect(sequenceStripNode({ rows: story, ...input })).not.toBeNull();
  });

  test('every segment of every talk has a strip or takes and confirms nothing', () => {
    const all = [
      talks.story(),
      talks.lossy(),
      talks.refused(),
      talks.midStream(),
      talks.halfOpen(),
    ];
    for (const connection of all) {
      const rows = rowsOf(connection);
      for (let row = 0; row < rows.count; row += 1) {
        const node = sequenceStripNode({
          rows,
          row,
          numbers: 'relative',
          words,
        });
        const peer = rows.sender(row) === 0 ? 1 : 0;
        const takes = rows.length(row) || rows.flags(row) & (SYN | FIN);
        const confirms = spaceOf(rows, row, peer, 'acks').parts.length > 0;
        if (rows.kind(row) === 'rst' || !(takes || confirms)) expect(node).toBeNull();
        else expect(toMarkup(node!)).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});

describe('header', () => {
  const header: HeaderDetail = {
    sourcePort: 1688,
    destinationPort: 50765,
    seq: 1176504283,
    ack: 3041927616,
    dataOffset: 9,
    reserved: 0,
    flags: 0x12,
    window: 65535,
    checksum: 0xfe30,
    urgentPointer: 0,
    options: [
      { kind: 2, length: 4, offset: 20, values: [16344], fault: 0 },
      { kind: 1, length: 1, offset: 24, values: [], fault: 0 },
      { kind: 3, length: 3, offset: 25, values: [6], fault: 0 },
      { kind: 8, length: 8, offset: 28, values: [1, 2], fault: 0 },
    ],
  };

  test('shows each field and the set flags', () => {
    const svg = toMarkup(
      headerFieldsNode({
        header,
        words,
        relative: { seq: 0, ack: 1 },
        windowShift: 0,
      }),
    );
    for (const text of ['1688', '50765', '1176504283', '3041927616', '0xfe30', '16344']) {
      expect(svg).toContain(text);
    }
    expect(svg).toContain('ACK SYN');
    expect(svg.match(/class="fink"/g)).toHaveLength(2);
  });

  const drawnCells = (options: HeaderDetail['options'], dataOffset = 9) =>
    optionCells({ ...header, options, dataOffset }, words).map((c) => [
      c.row,
      c.from,
      c.to,
      c.label,
      c.value,
    ]);

  test('options lie in their rows; one over two rows is named once', () => {
    expect(drawnCells(header.options)).toEqual([
      [5, 0, 32, 'MSS', '16344'],
      [6, 0, 8, 'no operation', ''],
      [6, 8, 32, 'window scale', '6'],
      [7, 0, 32, 'timestamps', '1'],
      [8, 0, 32, 'TSecr', '2'],
    ]);
  });

  test('each number of 32 bits stands in the row in which it lies', () => {
    const timestamps = { kind: 8, length: 10, offset: 22, values: [11, 12], fault: 0 };
    expect(drawnCells([timestamps])).toEqual([
      [5, 16, 32, 'timestamps', ''],
      [6, 0, 32, 'TSval', '11'],
      [7, 0, 32, 'TSecr', '12'],
    ]);
    const sack = { kind: 5, length: 18, offset: 22, values: [1, 2, 3, 4], fault: 0 };
    expect(drawnCells([sack], 10)).toEqual([
      [5, 16, 32, 'SACK', ''],
      [6, 0, 32, '', '1'],
      [7, 0, 32, '', '2'],
      [8, 0, 32, '', '3'],
      [9, 0, 32, '', '4'],
    ]);
  });

  test('an option that lies about its length stays inside the header', () => {
    const wild = {
      ...header,
      options: [{ kind: 99, length: 255, offset: 32, values: [], fault: 2 }],
    };
    expect(optionCells(wild, words).every((c) => c.row < header.dataOffset)).toBe(true);
  });
});
