// Notes are saved as comments of packets and of the file, and are read again.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import createEngine from '#engine';
import { CaptureSession } from '../../web/src/engine/worker/session';
import type { FrameComments } from '../../web/src/model/comments';

const samples = new URL('../../samples/', import.meta.url).pathname;
const sample = (name: string) => new Blob([new Uint8Array(readFileSync(samples + name))]);

async function opened(capture: Blob) {
  const session = new CaptureSession(() => createEngine());
  const { notes } = await session.open(capture);
  const whole = notes.comments.filter(({ interface: on }) => on === null).map(({ text }) => text);
  return { session, whole };
}

describe('comments', () => {
  const comments: FrameComments[] = [
    { frame: 0, texts: ['about all of it, 全部'] },
    { frame: 2, texts: ['one\nline', 'a lone \ud800 surrogate'] },
    { frame: 5, texts: ['<script>alert(1)</script> \u202e'] },
  ];

  it('come back with the packets that they are about', async () => {
    const before = await opened(sample('http-1688.pcap'));
    const saved = await before.session.annotated(comments);
    const { session, whole } = await opened(saved);
    expect(whole).toEqual(['about all of it, 全部']);
    const [one, again] = [await before.session.connection(0), await session.connection(0)];
    expect(again.comments).toEqual([
      { row: 1, text: 'one\nline' },
      { row: 1, text: 'a lone \ufffd surrogate' },
      { row: 4, text: '<script>alert(1)</script> \u202e' },
    ]);
    expect(again.segments.time).toEqual(one.segments.time);
    expect(again.segments.seq).toEqual(one.segments.seq);
    // Only what is named is replaced.
    const edited = await opened(await session.annotated([{ frame: 2, texts: [] }]));
    expect(edited.whole).toEqual(whole);
    const rows = (await edited.session.connection(0)).comments.map(({ row }) => row);
    expect(rows).toEqual([4]);
  });

  it('go with one connection', async () => {
    const { session } = await opened(sample('syn-flood.pcap'));
    const third = await session.connection(2);
    const frame = third.segments.frame[0]!;
    const others = (await session.connection(0)).segments.frame[0]!;
    const notes = [frame, others].map((each) => ({ frame: each, texts: [`on ${each}`] }));
    const alone = await opened(await session.annotated(notes, 2));
    expect(alone.session.connections().count).toBe(1);
    const again = await alone.session.connection(0);
    expect(again.comments).toEqual([{ row: 0, text: `on ${frame}` }]);
    expect(again.segments.seq).toEqual(third.segments.seq);
  });

  it('are not written over another capture', async () => {
    const { session } = await opened(sample('http-1688.pcap'));
    const written = session.annotated(comments);
    await session.open(sample('refused.pcap'));
    await expect(written).rejects.toThrow('another capture was opened');
  });
});
