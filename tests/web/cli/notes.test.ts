// Notes written into captures by the command.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import createEngine from '#engine';
import { parseNote } from '../../../web/src/cli/annotated';
import { CaptureSession } from '../../../web/src/engine/worker/session';
import { sample, tcpLadder } from './command';

const folder = mkdtempSync(join(tmpdir(), 'notes-'));
afterAll(() => rmSync(folder, { recursive: true }));
const out = join(folder, 'out.pcapng');

async function read(file: string) {
  const session = new CaptureSession(() => createEngine());
  const { notes } = await session.open(new Blob([new Uint8Array(readFileSync(file))]));
  const { comments } = await session.connection(0);
  return {
    count: session.connections().count,
    whole: notes.comments.map(({ text }) => text),
    comments: comments.map(({ row, text }) => [row, text]),
  };
}

describe('--note', () => {
  it('writes comments on segments and on the capture, beside those of a script', async () => {
    const script = join(folder, 'a.pkt');
    writeFileSync(script, '// It asks\n< S 0:0(0) win 9\n> S. 0:0(0) ack 1\n< . 1:1(0) ack 1\n');
    const notes = ['--note', '1=and waits', '--note', '=a=b', '--note', '3=到了'];
    expect(await tcpLadder(['pcap', script, ...notes, '-o', out])).toMatchObject({ status: 0 });
    expect(await read(out)).toEqual({
      count: 1,
      whole: ['written, not captured', 'a=b'],
      comments: [
        [0, 'It asks'],
        [0, 'and waits'],
        [2, '到了'],
      ],
    });
    // One connection keeps what its packets have.
    const again = join(folder, 'again.pcapng');
    await tcpLadder(['pcap', out, '--stream', '0', '-o', again]);
    expect(await read(again)).toEqual(await read(out));
  });

  it('takes one connection of several', async () => {
    const argv = ['pcap', sample('syn-flood.pcap'), '--stream', '3', '--note', '1=this one'];
    expect((await tcpLadder([...argv, '-o', out])).err).toBe('');
    expect(await read(out)).toEqual({ count: 1, whole: [], comments: [[0, 'this one']] });
  });

  it('names a segment that does not exist, and refuses two captures', async () => {
    const { status, err } = await tcpLadder([
      ...['pcap', sample('http-1688.pcap'), '--note', '20=none', '-o', out],
    ]);
    expect([status, err]).toEqual([2, expect.stringContaining('it has 19 segments')]);
    const two = ['a', 'b'].map((tap) => sample(`pairs/lost-between.${tap}.pcap`));
    const refused = await tcpLadder(['pcap', ...two, '--note', 'both', '-o', out]);
    expect(refused.status).toBe(3);
    expect(refused.err).toContain('notes belong to one capture');
    const one = await tcpLadder(['pcap', ...two, '--stream', '0', '-o', out]);
    expect(one.status).toBe(3);
    expect(one.err).toContain('packets of one capture');
    expect(one.err).not.toContain('notes');
  });

  it('is on the whole capture unless it begins with a number', () => {
    expect(parseNote('4=x=y')).toEqual({ segment: 4, text: 'x=y' });
    expect(parseNote('a=b')).toEqual({ segment: null, text: 'a=b' });
    expect(parseNote('=404=not found')).toEqual({ segment: null, text: '404=not found' });
  });
});
