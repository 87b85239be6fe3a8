// The command `tcp-ladder`.
import { version } from '../../package.json';
import { loadEngine } from '../engine/load_engine';
import { run } from './run';

// A reader that stops early, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  load: loadEngine,
  standardInput: process.stdin,
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(`tcp-ladder: ${text}\n`),
  columns: process.stdout.isTTY ? process.stdout.columns : null,
  version,
});
