// The engine in two parts, as the hosted page loads it, against the whole.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import createWhole from '#engine';
import type createEngine from '../../wasm/engine.mjs';
import { inParts, type LoadedEngine } from '../../web/src/engine/instantiate';
import { CaptureSession } from '../../web/src/engine/worker/session';

const path = new URL('../../build/wasm/wasm/tcpladder-engine.mjs', import.meta.url).pathname;
const { default: glue } = (await import(path)) as { default: typeof createEngine };
const built = (name: string) =>
  readFileSync(new URL(`../../build/wasm/wasm/tcpladder-engine.${name}`, import.meta.url));
const capture = () =>
  new Blob([readFileSync(new URL('../../samples/http-1688.pcap', import.meta.url))]);

let asked = 0;
const later = () => {
  asked += 1;
  return Promise.resolve(built('later.wasm'));
};
let module: LoadedEngine;
beforeAll(async () => {
  module = await inParts(glue, built('first.wasm'), later);
});

async function sharedBy(load: () => Promise<LoadedEngine>): Promise<Buffer> {
  const session = new CaptureSession(load);
  await session.open(capture());
  const file = await session.share(0, { rows: { first: 2, last: 9 } });
  session.dispose();
  return Buffer.from(await file.arrayBuffer());
}

describe('an engine in two parts', () => {
  it('reads captures with the first, and says so where the other would be needed', async () => {
    const session = new CaptureSession(() => Promise.resolve(module));
    await session.open(capture());
    expect((await session.connection(0)).segments.count).toBe(19);
    session.dispose();
    expect(asked).toBe(0);
    const engine = new module.Engine(1, true);
    expect(() => new module.Share(engine, 0, 0, 1, 0)).toThrow('part on demand is not loaded');
    expect(() => module.limits(engine, 0)).toThrow('part on demand is not loaded');
    expect(() => module.curves(engine, 0, 0, 0)).toThrow('part on demand is not loaded');
    engine.delete();
  });

  it('does the same as the whole once both are here, and loads the other once', async () => {
    const [parts, whole] = [
      await sharedBy(() => Promise.resolve(module)),
      await sharedBy(createWhole),
    ];
    expect(parts.equals(whole)).toBe(true);
    expect(parts.length).toBeGreaterThan(24);
    await sharedBy(() => Promise.resolve(module));
    expect(asked).toBe(1);
  });

  it('tries again where the other could not be loaded', async () => {
    let failures = 1;
    const fresh = await inParts(glue, built('first.wasm'), () =>
      failures-- > 0
        ? Promise.reject(new Error('no network'))
        : Promise.resolve(built('later.wasm')),
    );
    await expect(sharedBy(() => Promise.resolve(fresh))).rejects.toThrow('no network');
    expect((await sharedBy(() => Promise.resolve(fresh))).length).toBeGreaterThan(24);
  });

  it('refuses a first part that is no module', async () => {
    await expect(inParts(glue, new Uint8Array(8), later)).rejects.toThrow();
  });
});
