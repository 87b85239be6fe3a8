// The module on captures that are made worse at random: nothing may trap, whatever is asked of it
// afterwards. Needs the built engine and Node.
//
//   node tests/wasm/fuzz.mjs COUNT [SEED] FILE_OR_FOLDER ...
//
// Each file is read once as it is; then COUNT mutated captures are. A capture that trapped is
// written to the current folder. The exit status is 1 when one did.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import createEngine from '../../build/wasm/wasm/tcpladder-engine.mjs';
import { mutated, randomNumbers } from './mutations.mjs';

const wasmBinary = readFileSync(
  new URL('../../build/wasm/wasm/tcpladder-engine.wasm', import.meta.url),
);

/** Larger files are left out: their mishaps are those of the small ones. */
const largest = 256 * 1024;
const chunk = 64 * 1024;
/** Connections of one capture that are asked about. */
const asked = 16;

/** Reads a capture and asks for everything; throws what the module throws. */
export function exercise(module, octets) {
  const engine = new module.Engine(1, octets.length % 2 === 1);
  for (let at = 0, status = 0; at < octets.length && status === 0; at += chunk) {
    const part = octets.subarray(at, at + chunk);
    engine.buffer(part.length).set(part);
    status = engine.push(part.length);
  }
  engine.finish();
  const { connections } = engine.info();
  engine.connections(0, connections);
  engine.findings();
  engine.endpointStatistics();
  for (let i = 0; i < Math.min(asked, connections); ++i) {
    const { count, offset, headerOffset } = engine.segmentsAndVerdict(i).segments;
    engine.events(i);
    if (count === 0) throw new Error(`connection ${i} has no segment`);
    const start = offset[0] + headerOffset[0];
    const header = octets.subarray(start, start + 60);
    engine.buffer(header.length).set(header);
    engine.header(header.length);
    detail(module, engine, i, octets);
  }
  engine.delete();
}

/** Once with what the file holds at the places asked for, once without. */
function detail(module, engine, connection, octets) {
  const again = bytesAt(engine, engine.places(connection), octets);
  engine.details(connection, again);
  const headers = bytesAt(engine, module.placesOfCurves(engine, connection), octets);
  for (const sender of [0, 1]) module.curves(engine, connection, sender, headers);
  engine.details(connection, 0);
  module.curves(engine, connection, 0, 0);
  module.limits(engine, connection);
  module.resets(engine, connection, 0);
}

/** Puts what the file holds at `places` into the engine's buffer; returns its length. */
function bytesAt(engine, places, octets) {
  const parts = [];
  for (let i = 0; i < places.length; i += 2) {
    const part = new Uint8Array(places[i + 1]);
    const from = Math.max(0, places[i]);
    part.set(octets.subarray(from, places[i] + part.length), from - places[i]);
    parts.push(part);
  }
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const buffer = engine.buffer(size);
  parts.reduce((at, part) => (buffer.set(part, at), at + part.length), 0);
  return size;
}

/** The files of a folder and of those in it. */
export function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

async function main([count, ...rest]) {
  const seed = /^\d+$/.test(rest[0]) ? Number(rest.shift()) : 1;
  const files = rest.flatMap(filesOf).filter((path) => !/\.(tsv|md|py|sh)$/.test(path));
  const captures = files.map((path) => ({ path, octets: readFileSync(path) }));
  const small = captures.filter(({ octets }) => octets.length > 0 && octets.length <= largest);
  const random = randomNumbers(seed);
  let module = await createEngine({ wasmBinary });
  let traps = 0;
  const attempt = async (octets, name) => {
    try {
      exercise(module, octets);
    } catch (error) {
      ++traps;
      console.log(`${name}: ${error?.message ?? error}`);
      writeFileSync(`trap-${basename(name)}`, octets);
      module = await createEngine({ wasmBinary });
    }
  };
  for (const { path, octets } of captures) await attempt(octets, path);
  for (let i = 0; i < Number(count); ++i) {
    const { octets, path } = small[random(small.length)];
    const other = small[random(small.length)].octets;
    await attempt(mutated(octets, other, random), `${i}-${basename(path)}`);
  }
  console.log(
    `${captures.length} captures as they are, ${count} mutated (seed ${seed}): ${traps} traps`,
  );
  process.exitCode = traps > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await main(process.argv.slice(2));
