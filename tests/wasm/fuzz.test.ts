// Nothing that is fed to the module may trap. A short run; tests/fuzz/README.md has the long one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import createEngine from '#engine';
import createText from '#text';
import type { EngineModule } from '../../wasm/engine.mjs';
import { exercise } from './fuzz.mjs';
import { exerciseText, mutatedText } from './fuzz_text.mjs';
import { mutated, randomNumbers } from './mutations.mjs';

const root = new URL('../../', import.meta.url).pathname;
const shared = process.env['TCPLADDER_SHARED'] ?? `${root}../shared`;
const samples = readdirSync(`${root}samples`)
  .filter((name) => /\.pcap(ng)?$/.test(name))
  .map((name) => new Uint8Array(readFileSync(`${root}samples/${name}`)));
const mishaps = 1500;
/** For a machine that has much else to do, milliseconds. */
const patience = 120_000;

let module: EngineModule;
beforeAll(async () => {
  module = await createEngine();
});

describe('the module', () => {
  it('repeats a mishap from its number', () => {
    const [one, other] = samples as [Uint8Array, Uint8Array];
    const first = mutated(one, other, randomNumbers(9));
    expect(first).not.toEqual(one);
    expect(mutated(one, other, randomNumbers(9))).toEqual(first);
  });

  it('never traps on damaged samples', { timeout: patience }, () => {
    const random = randomNumbers(20);
    for (let i = 0; i < mishaps; ++i) {
      const [one, other] = [samples[random(samples.length)]!, samples[random(samples.length)]!];
      const octets = mutated(one, other, random);
      expect(() => exercise(module, octets), `mishap ${i}`).not.toThrow();
    }
  });

  it('never traps on damaged scripts and listings', { timeout: patience }, async () => {
    const text = await createText();
    const folders = ['samples/scripts/', 'tests/fuzz/corpus/script/', 'tests/fuzz/corpus/listing/'];
    const texts = folders.flatMap((folder) =>
      readdirSync(root + folder).map((name) => new Uint8Array(readFileSync(root + folder + name))),
    );
    const random = randomNumbers(21);
    for (let i = 0; i < mishaps / 5; ++i) {
      const [one, other] = [texts[random(texts.length)]!, texts[random(texts.length)]!];
      const octets = mutatedText(one, other, random);
      expect(() => exerciseText(text, module, octets, random(4)), `mishap ${i}`).not.toThrow();
    }
  });

  const malformed = `${shared}/corpus/malformed`;
  it.skipIf(!existsSync(malformed))(
    'never traps on malformed captures',
    { timeout: patience },
    () => {
      const names = readdirSync(malformed);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) {
        const octets = new Uint8Array(readFileSync(`${malformed}/${name}`));
        expect(() => exercise(module, octets), name).not.toThrow();
      }
    },
  );
});
