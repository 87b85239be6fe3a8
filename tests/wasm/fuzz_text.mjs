// Both modules on scripts and listings that are made worse at random: nothing may trap in the reader,
// in the engine that reads what it makes of them, or in the writer of scripts. Needs the built engine
// and Node.
//
//   node tests/wasm/fuzz_text.mjs COUNT [SEED] FILE_OR_FOLDER ...
//
// Each file is read once as it is; then COUNT mutated texts are. A text that trapped is written to
// the current folder. The exit status is 1 when one did.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import createEngine from '../../build/wasm/wasm/tcpladder-engine.mjs';
import createText from '../../build/wasm/wasm/tcpladder-text.mjs';
import { exercise, filesOf } from './fuzz.mjs';
import { mutated, randomNumbers } from './mutations.mjs';

const binary = (name) =>
  readFileSync(new URL(`../../build/wasm/wasm/tcpladder-${name}.wasm`, import.meta.url));

/** Larger files are left out: their mishaps are those of the small ones. */
const largest = 64 * 1024;
/** Connections of one text that are written as scripts. */
const written = 2;

/** Numbers that a reader of text goes wrong at. */
const numbers = [
  '0',
  '-1',
  '65535',
  '65536',
  '4294967295',
  '4294967296',
  '9'.repeat(25),
  '1e9',
  '.5',
  '',
];

/** Mishaps of bytes, or numbers and whole lines that are replaced. */
export function mutatedText(octets, other, random) {
  if (random(2) === 0) return mutated(octets, other, random);
  const text = new TextDecoder().decode(octets);
  const lines = text.split('\n');
  for (let n = 1 + random(4); n > 0; --n) {
    const at = random(lines.length);
    const places = [...lines[at].matchAll(/\d+/g)];
    const place = places[random(places.length || 1)];
    if (place && random(4) > 0) {
      const end = place.index + place[0].length;
      lines[at] =
        lines[at].slice(0, place.index) + numbers[random(numbers.length)] + lines[at].slice(end);
    } else lines[at] = lines[random(lines.length)];
  }
  return new TextEncoder().encode(lines.join('\n'));
}

/** Reads a text as each format, and what it makes as a capture; throws what the modules throw. */
export function exerciseText(text, engine, octets, otherwise) {
  const { pcapng, lines, problems } = text.readText(octets, otherwise);
  if (problems.id.length > problems.count) throw new Error('more problems than are counted');
  if (pcapng.length === 0) return 0;
  exercise(engine, pcapng);
  const reader = new engine.Engine(1, true);
  reader.buffer(pcapng.length).set(pcapng);
  reader.push(pcapng.length);
  reader.finish();
  const { packets, connections } = reader.info();
  if (packets !== lines.length) throw new Error(`${packets} frames of ${lines.length} lines`);
  for (let i = 0; i < Math.min(written, connections); ++i) {
    for (const local of [0, 1]) writeScript(engine, reader, i, local, pcapng);
  }
  reader.delete();
  return packets;
}

function writeScript(module, engine, connection, local, octets) {
  const script = new module.ScriptWriter(engine, connection, local);
  engine.buffer(octets.length).set(octets);
  if (script.push(engine, octets.length)) script.finish();
  script.take();
  script.delete();
}

async function main([count, ...rest]) {
  const seed = /^\d+$/.test(rest[0]) ? Number(rest.shift()) : 1;
  const texts = rest
    .flatMap(filesOf)
    .filter((path) => !/\.(pcap|pcapng|md|py|sh|tsv)$/.test(path))
    .map((path) => ({ path, octets: readFileSync(path) }))
    .filter(({ octets }) => octets.length > 0 && octets.length <= largest);
  const random = randomNumbers(seed);
  const modules = async () => [
    await createText({ wasmBinary: binary('text') }),
    await createEngine({ wasmBinary: binary('engine') }),
  ];
  let [text, engine] = await modules();
  let [traps, frames, slowest] = [0, 0, 0];
  const attempt = async (octets, otherwise, name) => {
    const begin = performance.now();
    try {
      frames += exerciseText(text, engine, octets, otherwise);
    } catch (error) {
      ++traps;
      console.log(`${name}: ${error?.message ?? error}`);
      writeFileSync(`trap-${basename(name)}`, octets);
      [text, engine] = await modules();
    }
    slowest = Math.max(slowest, performance.now() - begin);
  };
  for (const { path, octets } of texts) await attempt(octets, 0, path);
  for (let i = 0; i < Number(count); ++i) {
    const { octets, path } = texts[random(texts.length)];
    const other = texts[random(texts.length)].octets;
    await attempt(mutatedText(octets, other, random), random(4), `${i}-${basename(path)}`);
  }
  console.log(
    `${texts.length} texts as they are, ${count} mutated (seed ${seed}): ${traps} traps, ` +
      `${frames} frames made, slowest text ${slowest.toFixed(0)} ms`,
  );
  process.exitCode = traps > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await main(process.argv.slice(2));
