// A capture file opened as the page opens it, or refused with a reason.
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import type { EngineModule } from '../../../wasm/engine.mjs';
import { plainText } from '../base/plain_text';
import { en } from '../words/en';
import { findings } from '../model/names';
import type { FindingTable } from '../model/connection';
import { CaptureSession } from '../engine/worker/session';
import type { Opened } from '../engine/worker/session';
import { Refusal } from './errors';

export interface Source {
  /** A path, or "-". */
  file: string;
  standardInput: AsyncIterable<Uint8Array>;
  load: () => Promise<EngineModule>;
}

export interface Capture {
  session: CaptureSession;
  count: number;
  /** What is amiss with the file although it is shown. */
  warnings: string[];
}

const REFUSED = 1;

/** Throws a Refusal where there is nothing to show. The session is for the caller to dispose of. */
export async function openCapture({ file, standardInput, load }: Source): Promise<Capture> {
  const name = plainText(file === '-' ? 'standard input' : file);
  const blob = file === '-' ? await gathered(standardInput) : await fileBlob(file, name);
  const session = new CaptureSession(load);
  const opened = await session.open(blob);
  const said = saidOf(opened.findings);
  const unread = opened.info.packets === 0;
  if (opened.info.status === REFUSED || (unread && opened.ending === 'damaged')) {
    session.dispose();
    throw new Refusal(`${name} ${whyRefused(opened)}${said.map((text) => ` ${text}`).join('')}`);
  }
  return { session, count: opened.info.connections, warnings: [...endingsOf(opened), ...said] };
}

async function fileBlob(path: string, name: string): Promise<Blob> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new Refusal(`${name} is a folder`);
    return found.isFile() ? await openAsBlob(path) : await gathered(createReadStream(path));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? String(error)})`;
    throw new Refusal(`${name} ${why}`);
  }
}

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) parts.push(new Uint8Array(chunk));
  return new Blob(parts);
}

function whyRefused({ kind, innerKind, packing, ending }: Opened): string {
  const { fileKinds, hint } = en.findings;
  if (packing !== 'none' && ending === 'damaged') return `is packed with ${packing} and damaged.`;
  const inner = packing === 'none' ? kind : innerKind;
  const packed = packing === 'none' ? '' : ` packed with ${packing}`;
  if (inner === 'pcap' || inner === 'pcapng') return `is ${fileKinds[inner]}${packed}, damaged.`;
  const what = inner === 'unknown' ? 'of no known kind' : fileKinds[inner];
  return `is no packet capture: it is ${what}${packed}. ${hint({ kind: inner })}`.trimEnd();
}

function endingsOf({ ending, packing, info }: Opened): string[] {
  const read = `${info.packets} packets were read`;
  if (ending === 'damaged') return [`The ${packing} data is damaged; ${read} before that.`];
  if (ending === 'index_full') return [`The capture is too large; ${read}.`];
  if (ending === 'unpack_limit') return [`The unpacked capture is too large; ${read}.`];
  return [];
}

/** Warnings and errors among the findings, in words. */
function saidOf(table: FindingTable): string[] {
  const said: string[] = [];
  for (let i = 0; i < table.count; i += 1) {
    const info = findings[table.id[i]!];
    if (!info || info.severity === 'note') continue;
    const n = (arg: string): number => table.args[3 * i + info.args.indexOf(arg)] ?? 0;
    const messages: Readonly<Record<string, (p: { n: typeof n; times: number }) => string>> =
      en.findings.messageOf;
    const message = messages[info.name];
    said.push(message ? message({ n, times: table.times[i]! }) : `${info.name}.`);
  }
  return said;
}
