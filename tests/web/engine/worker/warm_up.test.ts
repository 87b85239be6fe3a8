import createEngine from '#engine';
import { describe, expect, it } from 'vitest';
import { manyConnections, warmUp } from '../../../../web/src/engine/worker/warm_up';
import { CaptureSession } from '../../../../web/src/engine/worker/session';
import { zeekStates } from '../../../../web/src/model/names';
import { fakeModule } from './fake_engine';

const MB = 1024 * 1024;
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

describe('the capture nobody sees', () => {
  it('is one of short connections without a fault', async () => {
    const engine = new (await createEngine()).Engine(1, true);
    const capture = manyConnections();
    engine.buffer(capture.length).set(capture);
    engine.push(capture.length);
    engine.finish();
    expect(engine.info()).toMatchObject({ status: 2, packets: 20_000, segments: 20_000 });
    const table = engine.connections(0, 3000);
    expect(table.count).toBe(2000);
    expect(new Set(table.zeekState)).toEqual(new Set([zeekStates.indexOf('SF')]));
    expect(new Set(table.histories.split('\n'))).toEqual(new Set(['ShADadFf']));
    expect(new Set(table.analyses)).toEqual(new Set([0]));
    engine.delete();
  });

  it('makes way for the reader’s own', async () => {
    const { load, engines } = fakeModule();
    await warmUp(await load(), turn, () => engines.length < 2);
    expect(engines).toHaveLength(2);
    expect(engines.every(({ deleted }) => deleted)).toBe(true);
  });
});

describe('a session that is made ready', () => {
  it('asks for memory once, and gives it back', async () => {
    const { load, engines } = fakeModule();
    const session = new CaptureSession(load);
    await session.load();
    const warmedUp = engines.length;
    await session.load(16 * MB);
    expect(engines.length - warmedUp).toBe(4);
    await session.load(16 * MB);
    expect(engines.length - warmedUp).toBe(4);
    expect(engines.every(({ deleted }) => deleted)).toBe(true);
  });

  it('stops where a capture is opened meanwhile', async () => {
    const { load, engines } = fakeModule();
    const session = new CaptureSession(load);
    const ready = session.load(1024 * MB);
    await session.open(new Blob([new Uint8Array(10)]));
    await ready;
    expect(engines.length).toBeLessThan(10);
    expect(engines.filter(({ deleted }) => !deleted)).toHaveLength(1);
  });

  it('takes another module where there is not as much memory', async () => {
    const { load } = fakeModule();
    let loads = 0;
    const session = new CaptureSession(async () => {
      loads += 1;
      const module = await load();
      if (loads > 1) return module;
      class Small extends module.Engine {
        override buffer(size: number): Uint8Array {
          if (size === 4 * MB) throw new WebAssembly.RuntimeError('out of memory');
          return super.buffer(size);
        }
      }
      return { ...module, Engine: Small };
    });
    await session.load(8 * MB);
    const opened = await session.open(new Blob([new Uint8Array(10)]));
    expect(loads).toBe(2);
    expect(opened.ending).toBe('whole');
  });
});
