// Captions of <tcp-step> become packet comments, and packet comments become captions.
import { expect, test } from 'vitest';
import { captionComments } from '../../../web/src/element/caption_comments';
import { commentedRows, commentsOn } from '../../../web/src/element/commented';
import { CLIENT, SERVER, Talk } from '../fixtures';

const talk = new Talk().syn().synAck().ack(CLIENT).data(CLIENT, 365).ack(SERVER);
const connection = {
  ...talk.connection('still_open'),
  comments: [
    { row: 1, text: ' two lines\r\nhere ' },
    { row: 3, text: 'the request' },
    { row: 3, text: '\u202ereversed' },
    { row: 4, text: ' \n' },
  ],
};

test('a caption is a comment on the first packet of its segments', () => {
  const written = captionComments(connection, [
    { rows: [0, 2], text: 'it opens' },
    { rows: [3, 3], text: 'an answer is due' },
    { rows: [3, 4], text: 'the request' },
    { rows: [0, 0], text: 'a second one' },
  ]);
  const { frame } = connection.segments;
  expect(written).toEqual([
    { frame: frame[0], texts: ['it opens', 'a second one'] },
    // Comments of the file stay; a caption that is among them is not written twice.
    { frame: frame[3], texts: ['the request', '\u202ereversed', 'an answer is due'] },
  ]);
});

test('comments of the file are plain captions of the segments on view', () => {
  expect(commentedRows(connection, [0, 4])).toEqual([1, 3]);
  expect(commentedRows(connection, [2, 4])).toEqual([3]);
  expect(commentsOn(connection, [1, 1])).toBe('two lines\nhere');
  expect(commentsOn(connection, [2, 4])).toBe('the request\n\ufffdreversed');
  expect(commentsOn(connection, [4, 4])).toBe('');
});
