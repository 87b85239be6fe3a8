import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../web/src/engine/worker/reading';
import { CaptureSession } from '../../../../web/src/engine/worker/session';
import { fakeModule } from './fake_engine';

const pattern = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 0xff);
const MB = 1024 * 1024;

/** A frame of stored blocks (RFC 8878 section 3.1.1). */
function zstdFrame(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = new Uint8Array(new Uint32Array([data.length]).buffer);
  const parts: Uint8Array[] = [Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0), size];
  const longest = 128 * 1024;
  for (let at = 0; at < data.length || at === 0; at += longest) {
    const block = data.subarray(at, at + longest);
    const last = at + longest >= data.length ? 1 : 0;
    const head = last | (block.length << 3);
    parts.push(Uint8Array.of(head & 0xff, (head >> 8) & 0xff, head >> 16), block);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function openAll(file: Blob, answer?: Parameters<typeof fakeModule>[0]) {
  const { load, engines } = fakeModule(answer);
  const session = new CaptureSession(load, 40, 0);
  const progress: Progress[] = [];
  const opened = await session.open(file, (p) => progress.push(p));
  return { session, opened, progress, engine: engines[0]! };
}

describe('a plain file', () => {
  it('reaches the engine whole, in chunks, and then ends', async () => {
    const data = pattern(2 * MB + 3);
    const { engine, opened, progress } = await openAll(new Blob([data]));
    expect(engine.pushes).toEqual([MB, MB, 3]);
    expect(Buffer.compare(engine.received(), data)).toBe(0);
    expect(engine.finished).toBe(true);
    expect(opened).toMatchObject({ ending: 'whole', packing: 'none' });
    expect(progress.map(({ read }) => read)).toEqual([MB, 2 * MB, 2 * MB + 3]);
  });

  it('is not read on when the engine refuses it', async () => {
    const { engine, opened } = await openAll(new Blob([pattern(5 * MB)]), () => 1);
    expect(engine.pushes).toHaveLength(1);
    expect(engine.finished).toBe(false);
    expect(opened.info.status).toBe(1);
  });

  it('ends where the index is full', async () => {
    const { opened } = await openAll(new Blob([pattern(5 * MB)]), (n) => (n > 3 * MB ? 3 : 0));
    expect(opened.ending).toBe('index_full');
  });

  it('rests behind a call for a connection, so that it can be drawn', async () => {
    const { load, engines } = fakeModule();
    const session = new CaptureSession(load, 0, 0, 200);
    let asked = 0;
    let seen = 0;
    await session.open(new Blob([pattern(9 * MB)]), () => {
      if (asked === 0) {
        asked = performance.now();
        void session.connection(0).catch(() => {});
      } else if (engines[0]!.pushes.length === 2) seen = performance.now();
    });
    expect(seen - asked).toBeGreaterThan(150);
    expect(engines[0]!.pushes).toHaveLength(9);
  });

  it('ends at once where it rests', async () => {
    const { load } = fakeModule();
    const session = new CaptureSession(load, 0, 0, 60_000);
    const opened = await session.open(new Blob([pattern(9 * MB)]), () => {
      void session.connection(0).catch(() => {});
      setTimeout(() => session.stop(), 10);
    });
    expect(opened.ending).toBe('stopped');
  });

  it('ends where the reader stops it, and what was read stays', async () => {
    const { load, engines } = fakeModule();
    const session = new CaptureSession(load);
    const opened = await session.open(new Blob([pattern(9 * MB)]), () => session.stop());
    expect(opened.ending).toBe('stopped');
    expect(engines[0]!.pushes).toEqual([MB]);
    expect(session.connections().count).toBe(1);
  });

  it('lets a trap through, because the module is of no use behind it', async () => {
    const trap = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    await expect(openAll(new Blob([pattern(8)]), trap)).rejects.toThrow('unreachable');
  });

  it('frees the engine of the file before', async () => {
    const { load, engines } = fakeModule();
    const session = new CaptureSession(load);
    await session.open(new Blob([pattern(8)]));
    await session.open(new Blob([pattern(8)]));
    expect(engines.map(({ deleted }) => deleted)).toEqual([true, false]);
  });
});

describe('a packed file', () => {
  it('is unpacked up to a limit, which can be raised', async () => {
    const file = new Blob([new Uint8Array(gzipSync(pattern(300_000)))]);
    const { load, engines } = fakeModule();
    const session = new CaptureSession(load);
    const opened = await session.open(file, undefined, { unpackLimit: 100_000 });
    expect(opened.ending).toBe('unpack_limit');
    expect(engines[0]!.received().length).toBeLessThanOrEqual(100_000);
    const again = await session.open(file, undefined, { unpackLimit: MB });
    expect(again.ending).toBe('whole');
    expect(Buffer.compare(engines[1]!.received(), pattern(300_000))).toBe(0);
  });

  it('is unpacked over all members of gzip', async () => {
    const [first, second] = [pattern(300_000), pattern(70_000)];
    const file = new Blob([gzipSync(first), gzipSync(second)]);
    const { engine, opened } = await openAll(file);
    expect(Buffer.compare(engine.received(), Buffer.concat([first, second]))).toBe(0);
    expect(opened).toMatchObject({ ending: 'whole', packing: 'gzip' });
  });

  it('is unpacked over all frames of zstd', async () => {
    const [first, second] = [pattern(300_000), pattern(70_000)];
    const file = new Blob([zstdFrame(first), zstdFrame(second)]);
    const { engine, opened } = await openAll(file);
    expect(Buffer.compare(engine.received(), Buffer.concat([first, second]))).toBe(0);
    expect(opened).toMatchObject({ ending: 'whole', packing: 'zstd' });
  });

  it('yields what came before the damage', async () => {
    const packed = gzipSync(pattern(300_000));
    const { engine, opened } = await openAll(new Blob([packed.subarray(0, packed.length / 2)]));
    expect(opened.ending).toBe('damaged');
    expect(engine.received().length).toBeGreaterThan(1000);
    expect(engine.finished).toBe(true);
  });

  it('names what is inside', async () => {
    const { opened } = await openAll(new Blob([gzipSync('%PDF-1.7 and so on')]));
    expect(opened).toMatchObject({ kind: 'gzip', innerKind: 'pdf' });
  });

  it('is fed by small pieces, whatever it unfolds to', async () => {
    const { engine } = await openAll(new Blob([gzipSync(new Uint8Array(20 * MB))]));
    expect(engine.received()).toHaveLength(20 * MB);
    expect(Math.max(...engine.pushes)).toBeLessThanOrEqual(MB);
  });
});

/** Where the file holds the first segment. */
async function placeOf(session: CaptureSession) {
  const { offset, headerOffset, linkType } = (await session.connection(0)).segments;
  return { offset: offset[0]!, headerOffset: headerOffset[0]!, linkType: linkType[0]! };
}

describe('a header', () => {
  const data = pattern(64);
  it.each([
    ['plain', data],
    ['unpacked', gzipSync(data)],
  ])('is read again from the %s file', async (_, file) => {
    const { session } = await openAll(new Blob([file]));
    const { detail, bytes } = await session.header(await placeOf(session));
    expect([...bytes]).toEqual([...data.subarray(6, 26)]);
    expect(detail!.sourcePort).toBe((data[6]! << 8) | data[7]!);
  });

  it('is null where the capture cut it', async () => {
    const { session } = await openAll(new Blob([data.subarray(0, 20)]));
    expect(await session.header(await placeOf(session))).toEqual({
      detail: null,
      bytes: data.slice(6, 20),
      layers: [],
    });
  });

  it('is read from the unpacked octets while they still come', async () => {
    const data = pattern(5 * MB);
    const { load } = fakeModule();
    const session = new CaptureSession(load, 40, 0);
    const place = { offset: 0, headerOffset: 6, linkType: 1 };
    const reads: ReturnType<CaptureSession['header']>[] = [];
    await session.open(new Blob([gzipSync(data, { level: 0 })]), () => {
      reads.push(session.header(place));
    });
    expect(reads.length).toBeGreaterThan(1);
    const { bytes } = await reads[0]!;
    expect([...bytes]).toEqual([...data.subarray(6, 26)]);
  });

  it('at the start of the file needs no further reading', async () => {
    const file = new Blob([pattern(MB)]);
    const { session } = await openAll(file);
    const place = await placeOf(session);
    file.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    expect((await session.header(place)).bytes).toHaveLength(20);
    await expect(session.header({ ...place, offset: 100_000 })).rejects.toThrow('gone');
  });

  it('is nothing behind the end of the file', async () => {
    const { session } = await openAll(new Blob([data]));
    const place = { ...(await placeOf(session)), offset: 1000 };
    expect(await session.header(place)).toEqual({
      detail: null,
      bytes: new Uint8Array(0),
      layers: [],
    });
  });
});

describe('a connection', () => {
  it('carries ends, words and the clock of the capture', async () => {
    const { session } = await openAll(new Blob([pattern(8)]));
    expect(await session.connection(0)).toMatchObject({
      index: 0,
      client: { address: '10.0.0.7', port: 40000 },
      server: { address: '192.0.2.10', port: 80 },
      outcome: 'closed_by_client',
      opening: 'three_way',
      captureStart: 100,
    });
  });
});
