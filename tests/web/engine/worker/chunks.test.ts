import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Chunks } from '../../../../web/src/engine/worker/chunks';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const length = 1000;
const octets = Uint8Array.from({ length: 10 * length + 321 }, (_, i) => (i * 7 + (i >> 8)) & 0xff);

/** Counts how a file is read; its stream ends, fails or stands still behind `at` octets. */
class OddFile extends Blob {
  slices = 0;
  cancelled = 0;

  readonly #at: number;
  readonly #fate: 'whole' | 'ends' | 'fails' | 'stands';
  readonly #part: number;

  constructor(at: number, fate: 'whole' | 'ends' | 'fails' | 'stands', part = 333) {
    super([octets]);
    this.#at = at;
    this.#fate = fate;
    this.#part = part;
  }

  override slice(from?: number, to?: number): Blob {
    this.slices += 1;
    return super.slice(from, to);
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    let sent = 0;
    return new ReadableStream({
      type: 'bytes',
      cancel: () => void (this.cancelled += 1),
      pull: (controller) => {
        if (this.#fate !== 'whole' && sent >= this.#at) {
          if (this.#fate === 'fails') throw new DOMException('gone', 'NotReadableError');
          if (this.#fate === 'stands') return new Promise(() => {});
          controller.close();
          controller.byobRequest?.respond(0);
          return undefined;
        }
        const some = octets.slice(sent, sent + this.#part);
        sent += some.length;
        if (some.length > 0) controller.enqueue(some);
        else {
          controller.close();
          controller.byobRequest?.respond(0);
        }
        return undefined;
      },
    });
  }
}

async function readAll(file: Blob): Promise<Uint8Array> {
  const stretches = new Chunks(file, length);
  const all: number[] = [];
  let next = stretches.next();
  for (;;) {
    const stretch = await next;
    // As the session does: the next one is under way while this one is worked on.
    next = stretches.next();
    await Promise.resolve();
    if (stretch.length === 0) break;
    all.push(...stretch);
  }
  stretches.close();
  return Uint8Array.from(all);
}

describe('stretches', () => {
  test('are those of the file, and come as a stream', async () => {
    for (const part of [1, 333, 1000, 5000]) {
      const file = new OddFile(0, 'whole', part);
      expect(await readAll(file)).toEqual(octets);
      expect(file.slices).toBe(0);
    }
  });

  test('are read by slices where there is no stream of octets', async () => {
    const file = new OddFile(0, 'whole');
    file.stream = () => new ReadableStream();
    expect(await readAll(file)).toEqual(octets);
    expect(file.slices).toBeGreaterThan(10);
  });

  test('are read by slices where the stream ends too soon', async () => {
    const file = new OddFile(3456, 'ends');
    expect(await readAll(file)).toEqual(octets);
    expect(file.slices).toBe(8 + 2);
  });

  test('fail with the file', async () => {
    await expect(readAll(new OddFile(3456, 'fails'))).rejects.toThrow('gone');
  });

  test('are let go of, however large a file is that is read by slices', async () => {
    const large = 1 << 20;
    const count = 256;
    const part = new Blob([new Uint8Array(large)]);
    const file = Object.assign(new Blob([]), {
      stream: () => new ReadableStream(),
      slice: () => part,
    });
    Object.defineProperty(file, 'size', { value: count * large });
    const stretches = new Chunks(file, large);
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < count; i += 1) expect(await stretches.next()).toHaveLength(large);
    collectGarbage();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan((count / 4) * large);
    stretches.close();
  });

  test('of an empty file are empty', async () => {
    expect(await readAll(new Blob([]))).toHaveLength(0);
  });

  describe('of a stream that stands still', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test('are read by slices from there on', async () => {
      const file = new OddFile(3456, 'stands');
      const all = readAll(file);
      await vi.advanceTimersByTimeAsync(5000);
      expect(await all).toEqual(octets);
      expect(file.cancelled).toBe(1);
      expect(file.slices).toBe(8 + 2);
    });

    test('are waited for while it only takes its time', async () => {
      const file = new OddFile(3456, 'stands');
      void readAll(file);
      await vi.advanceTimersByTimeAsync(1500);
      expect(file.slices).toBe(0);
      expect(file.cancelled).toBe(0);
    });
  });
});
