// The command as a function: what it writes, what it complains of, and its exit status.
import { readFileSync } from 'node:fs';
import createEngine from '#engine';
import { run } from '../../../web/src/cli/run';

export const root = new URL('../../../', import.meta.url).pathname;
export const sample = (name: string): string => `${root}samples/${name}`;

export interface Ran {
  status: number;
  out: string;
  err: string;
}

export async function tcpLadder(
  argv: readonly string[],
  { input, columns = null }: { input?: Uint8Array; columns?: number | null } = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const status = await run(argv, {
    load: () => createEngine(),
    standardInput: chunks(input ?? new Uint8Array(0)),
    write: (text) => (out += text),
    complain: (text) => (err += `${text}\n`),
    columns,
    version: '1.2.3',
  });
  return { status, out, err };
}

async function* chunks(input: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < input.length; at += 1000) {
    yield await Promise.resolve(input.subarray(at, at + 1000));
  }
}

export const octetsOf = (name: string): Uint8Array => readFileSync(sample(name));
