import { describe, expect, it } from 'vitest';
import type { NotesTable, TextColumn } from '../../../../wasm/engine.mjs';
import { Notes } from '../../../../web/src/engine/worker/capture_metadata';

function column(...texts: (string | Uint8Array)[]): TextColumn {
  const parts = texts.map((text) => (typeof text === 'string' ? Buffer.from(text) : text));
  let end = 0;
  return {
    bytes: Uint8Array.from(Buffer.concat(parts)),
    ends: Uint32Array.from(parts, (part) => (end += part.length)),
  };
}

const address = (...octets: number[]) => [
  ...octets,
  ...new Array<number>(16 - octets.length).fill(0),
];

const table = (change: Partial<NotesTable> = {}): NotesTable => ({
  section: column('', 'Linux', 'dumpcap'),
  linkType: Uint16Array.of(1),
  snapLength: Uint32Array.of(96),
  counted: Uint8Array.of(1),
  received: Float64Array.of(1000),
  dropped: Float64Array.of(17),
  interfaceName: column('eth0'),
  interfaceDescription: column('Uplink'),
  nameVersion: Uint8Array.of(4, 4),
  nameAddress: Uint8Array.from([...address(10, 0, 0, 1), ...address(10, 0, 0, 1)]),
  name: column('client', 'kunde'),
  commentFrame: Uint32Array.of(0, 0, 3, 3, 9),
  commentInterface: Uint32Array.of(0xffffffff, 0, 0xffffffff, 0xffffffff, 0xffffffff),
  comment: column('on the file', 'on eth0', 'one', '二', 'elsewhere'),
  ...change,
});

describe('the notes of a capture', () => {
  const notes = new Notes(table());

  it('say who wrote it, on which interfaces, with which comments', () => {
    expect(notes.capture).toEqual({
      hardware: '',
      operatingSystem: 'Linux',
      application: 'dumpcap',
      interfaces: [
        {
          name: 'eth0',
          description: 'Uplink',
          linkType: 1,
          snapLength: 96,
          received: 1000,
          dropped: 17,
        },
      ],
      comments: [
        { interface: null, text: 'on the file' },
        { interface: 0, text: 'on eth0' },
      ],
      names: new Map([['10.0.0.1', ['client', 'kunde']]]),
    });
  });

  it('name addresses', () => {
    expect(notes.namesOf('10.0.0.1')).toEqual(['client', 'kunde']);
    expect(notes.namesOf('10.0.0.2')).toEqual([]);
  });

  it('find the rows of the packets they are on', () => {
    expect(notes.commentsOn(Uint32Array.of(1, 3, 7))).toEqual([
      { row: 1, text: 'one' },
      { row: 1, text: '二' },
    ]);
    expect(notes.commentsOn(Uint32Array.of(9)).map(({ text }) => text)).toEqual(['elsewhere']);
    expect(notes.commentsOn(new Uint32Array(0))).toEqual([]);
  });

  it('bear octets that are no UTF-8', () => {
    const odd = new Notes(table({ interfaceName: column(Uint8Array.of(0xff, 0x41, 0xc3)) }));
    expect(odd.capture.interfaces[0]!.name).toBe('\ufffdA\ufffd');
  });

  it('tell no count where the file has none', () => {
    const plain = new Notes(table({ counted: Uint8Array.of(0), dropped: Float64Array.of(0) }));
    expect(plain.capture.interfaces[0]).toMatchObject({ received: null, dropped: null });
  });
});
