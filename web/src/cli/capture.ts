// Opens a capture file as the page does, or refuses it with a reason.
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { LoadedEngine } from '../engine/instantiate';
import { plainText } from '../base/plain_text';
import type { CommandWords } from '../words/command';
import { findings } from '../model/names';
import { adviceOn } from '../model/file_kind';
import type { FindingTable } from '../model/connection';
import { CaptureSession } from '../engine/worker/session';
import type { Opened, SecondTap } from '../engine/worker/session';
import { aboutFiles } from '../story/file_set';
import { unreadOf, unreadReason } from '../story/unread';
import type { Unread } from '../story/unread';
import { namesOfInterfaces, tapNames } from '../model/file_set';
import type { TwoTaps } from '../model/taps';
import type { TextNotes } from '../model/text_notes';
import { Refusal } from './errors';

export interface Source {
  /** Paths, or "-" for standard input. */
  files: readonly string[];
  standardInput: AsyncIterable<Uint8Array>;
  load: () => Promise<LoadedEngine>;
  words: CommandWords;
  /** Lays two interfaces of one capture over each other. */
  byInterface?: boolean;
}

export interface Capture {
  session: CaptureSession;
  count: number;
  packets: number;
  /** False if the capture was read from text, which has no payload. */
  hasPayload: boolean;
  /** Comments of the file on all of it. */
  comments: readonly string[];
  /** Summary of two captures of the same traffic; null if there is one. */
  taps: TwoTaps | null;
  /** Problems of a file that is shown nevertheless. */
  warnings: string[];
  /** What the packets are, if none of them is a readable segment; else null. */
  unread: Unread[] | null;
}

const REFUSED = 1;

/** Throws a Refusal if there is nothing to show. The caller must dispose of the session. */
export async function openCapture(source: Source): Promise<Capture> {
  const { files, load, words } = source;
  const nameOf = (file: string) => plainText(file === '-' ? words.command.standardInput : file);
  const names = files.map(nameOf);
  const blobs: Blob[] = [];
  for (const [i, file] of files.entries()) {
    const standard = file === '-';
    blobs.push(await (standard ? gathered(source.standardInput) : fileBlob(file, names[i]!)));
  }
  const session = new CaptureSession(load);
  const { blob, second, joined } = await together(blobs, names, session, words);
  const name = words.punctuation.list(names);
  // A file named like a script is read as one, so that mistakes are reported with their position.
  const textFormat = files[0]?.endsWith('.pkt') ? 'packetdrill' : 'none';
  let opened = await session.open(blob, undefined, { textFormat, second });
  const { notes, pair } = await ofInterfaces(opened, session, words);
  if (source.byInterface && !second) {
    if (!pair) throw new Refusal(({ command }) => command.noInterfaces({ file: name }));
    opened = await session.open(blob, undefined, { second: { file: blob, ...pair } });
  }
  const said = saidOf(opened.findings, words);
  const empty = opened.info.packets === 0;
  if (opened.info.status === REFUSED || (empty && opened.ending === 'damaged')) {
    session.dispose();
    throw new Refusal((say) =>
      say.punctuation.sentences([...whyRefused(opened, name, say), ...said]),
    );
  }
  const { packets, segments, connections } = opened.info;
  const unread = packets > 0 && segments === 0 ? unreadOf(opened.findings) : null;
  const reasons = unread?.map((each) => unreadReason(each, words)) ?? [];
  const warnings = [
    ...joined,
    ...(source.byInterface ? [] : notes),
    ...endingsOf(opened, words),
    ...(opened.text ? mistakesIn(opened.text, words) : []),
    ...said.filter((sentence) => !reasons.includes(sentence)),
  ];
  return {
    session,
    count: connections,
    packets,
    hasPayload: !opened.text && !opened.taps,
    comments: opened.notes.comments.flatMap(({ interface: on, text }) =>
      on === null ? [text] : [],
    ),
    taps: opened.taps,
    warnings,
    unread,
  };
}

/** The single file, or the joined pieces, with notes about them. */
async function together(
  blobs: readonly Blob[],
  names: readonly string[],
  session: CaptureSession,
  words: CommandWords,
): Promise<{ blob: Blob; second: SecondTap | null; joined: string[] }> {
  if (blobs.length === 1) return { blob: blobs[0]!, second: null, joined: [] };
  const found = await session.fileSet(
    blobs,
    names.map((name) => basename(name)),
  );
  if (found.capture !== null) {
    const [a = '', b = ''] = tapNames(found, shortest(names));
    return {
      blob: found.capture,
      second: found.second && { file: found.second, names: [a, b] },
      joined: aboutFiles(found, names, words),
    };
  }
  session.dispose();
  throw new Refusal((say) =>
    say.punctuation.clauses([...aboutFiles(found, names, say), say.command.nameOne]),
  );
}

/** Two interfaces of a capture that saw the same traffic, and what is to be said of them. */
async function ofInterfaces(
  { notes: { interfaces } }: Opened,
  session: CaptureSession,
  words: CommandWords,
): Promise<{ notes: string[]; pair: Pick<SecondTap, 'names' | 'interfaces'> | null }> {
  const found = interfaces.length > 1 ? await session.interfaceTaps() : null;
  if (!found) return { notes: [], pair: null };
  const names = namesOfInterfaces(interfaces, found);
  const { fileSet, command, punctuation } = words;
  const text = punctuation.clauses([fileSet.interfaces({ names }), command.byInterface]);
  return { notes: [text], pair: { names, interfaces: found } };
}

/** The names without their folders, if they still differ. */
function shortest(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => basename(path));
  return new Set(names).size === names.length ? names : paths;
}

async function fileBlob(path: string, file: string): Promise<Blob> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new Refusal(({ command }) => command.isFolder({ file }));
    return found.isFile() ? await openAsBlob(path) : await gathered(createReadStream(path));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const reason = code ?? String(error);
    throw new Refusal(({ command }) =>
      code === 'ENOENT' ? command.notFound({ file }) : command.unreadable({ file, reason }),
    );
  }
}

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) parts.push(new Uint8Array(chunk));
  return new Blob(parts);
}

/** What the file is, and what to do with it. */
function whyRefused(
  { kind, innerKind, packing: packed, ending }: Opened,
  file: string,
  { command, files }: CommandWords,
): string[] {
  if (packed !== 'none' && ending === 'damaged') {
    return [command.damagedPacking({ file, packing: packed })];
  }
  const packing = packed === 'none' ? null : packed;
  const inner = packing === null ? kind : innerKind;
  const what = inner === 'unknown' ? command.unknownKind : files.kinds[inner];
  if (inner === 'pcap' || inner === 'pcapng') return [command.damaged({ file, what, packing })];
  const advice = adviceOn(inner);
  return [
    command.notACapture({ file, what, packing }),
    ...(advice === undefined ? [] : [files.advice[advice]]),
  ];
}

function endingsOf({ ending, packing, info }: Opened, { command }: CommandWords): string[] {
  const { packets } = info;
  if (ending === 'damaged') return [command.damagedAfter({ packing, packets })];
  if (ending === 'index_full') return [command.tooLarge({ packets })];
  if (ending === 'unpack_limit') return [command.unpacksTooLarge({ packets })];
  return [];
}

/** Mistakes in a script, with their positions. */
function mistakesIn({ problems, problemCount }: TextNotes, { text }: CommandWords): string[] {
  const shown = problems.map((problem) => text.at(problem) + text.problems[problem.name](problem));
  const rest = problemCount - problems.length;
  return rest > 0 ? [...shown, text.more({ problems: rest })] : shown;
}

/** Warnings and errors among the findings, as sentences. */
function saidOf(table: FindingTable, words: CommandWords): string[] {
  const said: string[] = [];
  for (let i = 0; i < table.count; i += 1) {
    const info = findings[table.id[i]!];
    if (!info || info.severity === 'note') continue;
    const names: readonly string[] = info.args;
    const n = (arg: string): number => table.args[3 * i + names.indexOf(arg)] ?? 0;
    said.push(words.findings.messageOf[info.name]({ n, times: table.times[i]! }));
  }
  return said;
}
