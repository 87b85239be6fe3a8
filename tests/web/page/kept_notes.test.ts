import { expect, test } from 'vitest';
import { commentsByRow } from '../../../web/src/model/comments';
import { KeptNotes } from '../../../web/src/page/notes/kept_notes';

const none = { sample: null, carried: null };

test('captures in links have notes of their own, also with equal lengths', () => {
  const kept = new KeptNotes();
  const one = kept.of({ ...none, carried: 'AAAA', file: new Blob(['1234']) });
  expect(kept.of({ ...none, carried: 'BBBB', file: new Blob(['1235']) })).not.toBe(one);
  expect(kept.of({ ...none, carried: 'AAAA', file: new Blob(['1234']) })).toBe(one);
});

test('samples and files are recognised when they are opened again', () => {
  const kept = new KeptNotes();
  const file = (name: string, lastModified: number) => new File(['1234'], name, { lastModified });
  const sample = kept.of({ ...none, sample: 'half-close', file: new Blob(['1234']) });
  expect(kept.of({ ...none, sample: 'half-close', file: new Blob(['1234']) })).toBe(sample);
  const one = kept.of({ ...none, file: file('a.pcap', 1) });
  expect(kept.of({ ...none, file: file('a.pcap', 1) })).toBe(one);
  expect(kept.of({ ...none, file: file('a.pcap', 2) })).not.toBe(one);
  expect(kept.of({ ...none, file: file('b.pcap', 1) })).not.toBe(one);
});

test('a pasted text is itself alone', () => {
  const kept = new KeptNotes();
  const text = new Blob(['1234']);
  const notes = kept.of({ ...none, file: text });
  expect(kept.of({ ...none, file: text })).toBe(notes);
  expect(kept.of({ ...none, file: new Blob(['1234']) })).not.toBe(notes);
});

test('comments are grouped once for each connection', () => {
  const comments = [
    { row: 2, text: 'a' },
    { row: 0, text: 'b' },
    { row: 2, text: 'c' },
  ];
  expect([...commentsByRow({ comments })]).toEqual([
    [2, ['a', 'c']],
    [0, ['b']],
  ]);
  expect(commentsByRow({ comments })).toBe(commentsByRow({ comments }));
});
