// Measures the cost of selecting a segment if very many connections use one port: the page
// generates the story of a segment of a half-open connection on its main thread. Run by hand:
//
//   cmake --build --preset wasm --target tcpladder-engine
//   node tests/bench/step.mjs [CONNECTIONS]
//
// Prints the minimum and median processor time of 20 steps, and the time that the worker needs once
// for the selected connection.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const require = createRequire(`${web}package.json`);
const { createServer } = await import(require.resolve('vite'));
const count = Number(process.argv[2] ?? 100_000);
const steps = 20;

/** Raw IPv4: each SYN is from another client; one server answers each with SYN ACK. */
function halfOpen() {
  const packet = 16 + 40;
  const view = new DataView(new ArrayBuffer(24 + 2 * count * packet));
  view.setUint32(0, 0xa1b2c3d4);
  view.setUint32(4, 0x00020004);
  view.setUint32(16, 0xffff);
  view.setUint32(20, 101);
  for (let i = 0; i < 2 * count; i += 1) {
    const at = 24 + i * packet;
    const server = i % 2;
    const client = 0x0a000000 + Math.floor(i / 2);
    view.setUint32(at, Math.floor(i / 1000));
    view.setUint32(at + 4, (i % 1000) * 1000);
    view.setUint32(at + 8, 40);
    view.setUint32(at + 12, 40);
    view.setUint16(at + 16, 0x4500);
    view.setUint16(at + 18, 40);
    view.setUint16(at + 20, i);
    view.setUint16(at + 24, 0x4006);
    view.setUint32(at + 28 + 4 * server, client);
    view.setUint32(at + 32 - 4 * server, 0xc0000201);
    view.setUint16(at + 36 + 2 * server, 40_000);
    view.setUint16(at + 38 - 2 * server, 80);
    view.setUint32(at + 40, server ? 9000 : 1000);
    view.setUint32(at + 44, server ? 1001 : 0);
    view.setUint16(at + 48, 0x5000 | (server ? 0x12 : 0x02));
    view.setUint16(at + 50, 0xffff);
  }
  return new Blob([view.buffer]);
}

const milliseconds = ({ user, system }) => (user + system) / 1000;
const shown = (ms) => `${ms.toFixed(1)} ms`;

const vite = await createServer({
  configFile: `${web}vitest.config.ts`,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
});
try {
  const load = (path) => vite.ssrLoadModule(path);
  const { default: createEngine } = await load('#engine');
  const { CaptureSession } = await load('/web/src/engine/worker/session.ts');
  const { storyOf } = await load('/web/src/story/story.ts');
  const { pageWords } = await load('/web/src/words/page.ts');
  const session = new CaptureSession(() => createEngine());
  await session.open(halfOpen());
  const { count: connections } = session.connections();
  const before = process.cpuUsage();
  const connection = await session.connection(Math.floor(count / 2));
  const once = milliseconds(process.cpuUsage(before));
  const words = pageWords.of('en');
  const times = Array.from({ length: steps }, (_, i) => {
    const start = process.cpuUsage();
    storyOf(connection, i % connection.segments.count, { words, port: connection.port });
    return milliseconds(process.cpuUsage(start));
  }).sort((a, b) => a - b);
  console.log(
    `${connections} connections, ${connection.port?.halfOpen ?? 0} half-open to one port`,
  );
  console.log(`a step: ${shown(times[0])} at least, ${shown(times[steps / 2])} median`);
  console.log(`the worker, once for a connection: ${shown(once)}`);
  session.dispose();
} finally {
  await vite.close();
}
