import { expect, test } from 'vitest';
import { ReaderNotes } from '../../../web/src/page/notes/reader_notes';

test('comments of the file are the notes until the reader changes them', () => {
  const notes = new ReaderNotes();
  expect(notes.on(3, ['in the file'])).toEqual(['in the file']);
  expect(notes.comments).toEqual([]);
  expect(notes.unsaved).toBe(false);
  notes.edit(3, ['in the file', 'mine', '  \n']);
  notes.edit(0, []);
  expect(notes.on(3, ['in the file'])).toHaveLength(3);
  expect(notes.comments).toEqual([
    { frame: 3, texts: ['in the file', 'mine'] },
    { frame: 0, texts: [] },
  ]);
  expect(notes.unsaved).toBe(true);
});
