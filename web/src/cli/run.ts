// Runs the command, from its arguments to its exit status. Input and output are parameters, so that
// tests can call it.
import { writeFile } from 'node:fs/promises';
import type { LoadedEngine } from '../engine/instantiate';
import {
  NoSuchPart,
  diffJson,
  diffText,
  listCsv,
  listJson,
  toCsv,
  toJson,
  toMermaid,
  toSvg,
  toText,
} from '../export';
import type { ExportOptions, Part, RowRange } from '../export';
import { rowsOf } from '../model/parts';
import { plainText } from '../base/plain_text';
import { languageTags } from '../words';
import { curvesWords } from '../words/curves';
import { parseSpan } from '../curves/view_span';
import { commandWords } from '../words/command';
import type { CommandWords } from '../words/command';
import type { Connection } from '../model/connection';
import { numberText } from '../model/connection_number';
import { incidentsOf } from '../model/incidents';
import type { TwoTaps } from '../model/taps';
import { delaySentences, fateCounts, tapSummary } from '../story/taps';
import { packCapture } from '../model/share_link';
import { addInsight } from '../model/sent_by_others';
import { languageAsked, parseCommand } from './arguments';
import type { Command } from './arguments';
import { openCapture } from './capture';
import type { Capture } from './capture';
import { Refusal, UsageError } from './errors';
import { unmet } from './expect';
import { annotated } from './annotated';
import { bytesOf } from './bytes';
import { listText, type Found } from './list';
import { unreadReason } from '../story/unread';
import type { Unread } from '../story/unread';

export const exitStatus = { done: 0, unmet: 1, usage: 2, refused: 3, unread: 4 } as const;

export interface Surroundings {
  load: () => Promise<LoadedEngine>;
  standardInput: AsyncIterable<Uint8Array>;
  write: (text: string) => void;
  complain: (text: string) => void;
  /** Width of the output terminal in columns; null if the output is no terminal. */
  columns: number | null;
  version: string;
}

const MAIL_COLUMNS = 80;
/** Maximum number of connections of two captures whose segments are counted in a list. */
const MOST_TOLD = 100;

/** Resolves with the exit status; rejects only on a bug in the program. */
export async function run(argv: readonly string[], around: Surroundings): Promise<number> {
  const language = languageAsked(argv);
  await commandWords.load(language);
  const words = commandWords.of(language);
  try {
    const command = parseCommand(argv);
    if (command === 'help') around.write(words.command.usage({ languages: languageTags }));
    else if (command === 'version') around.write(`${around.version}\n`);
    else return await perform(command, around, words);
    return exitStatus.done;
  } catch (error) {
    if (error instanceof UsageError) {
      const problem = plainText(error.say(words.command));
      around.complain(words.command.wrongUsage({ problem }));
      return exitStatus.usage;
    }
    if (error instanceof Refusal) {
      around.complain(error.say(words));
      return exitStatus.refused;
    }
    throw error;
  }
}

async function perform(
  command: Command,
  around: Surroundings,
  words: CommandWords,
): Promise<number> {
  const { load, standardInput } = around;
  if (command.name === 'diff') return compared(command, around, words);
  const capture = await openCapture({ ...command, standardInput, load, words });
  try {
    for (const warning of capture.warnings) around.complain(warning);
    if (capture.unread) {
      await sayUnread(capture.packets, capture.unread, command, around, words);
      return exitStatus.unread;
    }
    if (command.name === 'list') {
      await deliver(await listed(capture, command, words), command, around);
      return exitStatus.done;
    }
    if (command.name === 'pcap') {
      await deliver(await packetsOf(capture, command), command, around);
      return exitStatus.done;
    }
    if (command.name === 'check' && !command.stream && capture.count > 1) {
      return await checkAll(capture, command, around, words);
    }
    if (command.name === 'bytes') {
      if (!capture.hasPayload) throw new Refusal(({ command: say }) => say.noPayload);
      const asked = { ...command, index: indexAsked(capture, command) };
      const parts = bytesOf(capture.session, asked, words, around.complain);
      await deliver(parts, command, around);
      return exitStatus.done;
    }
    const connection = await chosen(capture, command);
    if (command.name === 'script') {
      const script = await capture.session.script(connection.index, command.local);
      await deliver(script, command, around);
    } else if (command.name === 'share' || command.name === 'link') {
      await deliver(await shared(capture, connection, command), command, around);
    } else if (command.view === 'curves') {
      await deliver(await curvesWritten(capture, connection, command), command, around);
    } else if (command.name !== 'check') {
      await deliver(written(connection, command, around, words), command, around);
    }
    const failures = unmet(connection, command.expectations, words.command);
    for (const failure of failures) around.complain(failure);
    return failures.length > 0 ? exitStatus.unmet : exitStatus.done;
  } finally {
    capture.session.dispose();
  }
}

/** Both captures are read with one module: what is known of them meets there. */
async function compared(
  command: Command,
  { load, standardInput, ...around }: Surroundings,
  words: CommandWords,
): Promise<number> {
  const module = load();
  const captures: Capture[] = [];
  try {
    for (const file of command.files) {
      const source = { files: [file], standardInput, load: () => module, words };
      captures.push(await openCapture(source));
    }
    const [first, second] = [captures[0]!, captures[captures.length - 1]!];
    for (const { warnings } of captures) warnings.forEach(around.complain);
    const [index, other] = [first, second].map((capture, i) =>
      indexAsked(capture, { stream: command.streams[i] }),
    ) as [number, number];
    const found = await first.session.compareWith(second.session, index, other);
    const connection = await first.session.connection(index);
    const two = [
      { file: command.files[0]!, connection },
      { file: command.files.at(-1)!, connection: found.second },
    ] as const;
    const told = command.as === 'json' ? diffJson(two, found) : diffText(two, found, words);
    await deliver(told, command, around);
    return found.divergences.count > 0 ? exitStatus.unmet : exitStatus.done;
  } finally {
    for (const { session } of captures) session.dispose();
  }
}

async function listed(
  capture: Capture,
  { as, payload }: Command,
  words: CommandWords,
): Promise<string> {
  const { session } = capture;
  const matches = payload && (await matchesIn(capture, payload));
  const table = session.connections();
  const found = await session.incidents();
  const incidents = incidentsOf(found.incidents);
  const order = Array.from({ length: table.count }, (_, i) => i).filter(
    (index) => !matches || matches.has(index),
  );
  const limits = await session.limitSummaries();
  const list = { table, measures: found.measures, limits, order };
  if (as === 'csv') return listCsv(list);
  if (as === 'json') return listJson(list, incidents);
  const said = incidents.map((incident) => `${words.incidents.sentence(incident)}\n`);
  const taps = capture.taps ? await aboutTaps(capture.taps, capture, words) : '';
  const text = listText(table, limits, words, matches) + taps;
  // A search for payload asks only for the matches, not for incidents of the capture.
  if (matches) return text;
  return said.length > 0 ? `${said.join('')}\n${text}` : text;
}

/** Maximum number of failing connections that are named. */
const mostNamed = 20;

/** Checks every connection of the capture. */
async function checkAll(
  { session, count }: Capture,
  { expectations }: Command,
  { complain }: Surroundings,
  { command }: CommandWords,
): Promise<number> {
  let failed = 0;
  for (let index = 0; index < count; index += 1) {
    const connection = await session.connection(index);
    const failures = unmet(connection, expectations, command);
    if (failures.length === 0) continue;
    failed += 1;
    if (failed > mostNamed) continue;
    for (const failure of failures) {
      complain(command.ofConnection({ connection: numberText(connection.number), failure }));
    }
  }
  if (failed > 0) complain(command.failed({ failed, of: count }));
  return failed > 0 ? exitStatus.unmet : exitStatus.done;
}

/** Below the list: the clocks, and the fates of each connection's segments. */
async function aboutTaps(taps: TwoTaps, { session, count }: Capture, words: CommandWords) {
  const lines = tapSummary(taps, words.taps).map(words.punctuation.sentence);
  for (let index = 0; index < Math.min(count, MOST_TOLD); index += 1) {
    const connection = await session.connection(index);
    const fates = connection.passages ? fateCounts(connection.passages, words.taps) : [];
    const delays = delaySentences(connection, words.taps);
    lines.push(
      numberText(connection.number) + words.punctuation.colon + [...fates, ...delays].join(' · '),
    );
  }
  return `\n${lines.join('\n')}\n`;
}

/** Reports what the packets are if there is no segment, also in JSON if requested. */
async function sayUnread(
  packets: number,
  unread: Unread[],
  command: Command,
  around: Surroundings,
  words: CommandWords,
): Promise<void> {
  around.complain(words.command.nothingRead({ packets }));
  for (const each of unread) around.complain(unreadReason(each, words));
  if (command.name !== 'json') return;
  const told = { packets, segments: 0, connections: 0, unread };
  await deliver(`${JSON.stringify(told, null, 2)}\n`, command, around);
}

/** The first match in each connection, by connection index. */
async function matchesIn({ session, hasPayload }: Capture, pattern: Uint8Array): Promise<Found> {
  if (!hasPayload) throw new Refusal(({ command }) => command.noPayload);
  const found: Found = new Map();
  await session.findPayload(pattern, ({ count, connection, row, end }) => {
    for (let i = 0; i < count; i += 1) {
      found.set(connection[i]!, { row: row[i]!, end: end[i] === 0 ? 0 : 1 });
    }
  });
  return found;
}

function indexAsked({ session, count }: Capture, { stream }: Pick<Command, 'stream'>): number {
  if (count === 0) throw new Refusal(({ command }) => command.noConnections);
  const index = stream ? session.find(stream) : 0;
  if (index === null) {
    throw new UsageError((say) => say.noSuchStream({ stream: numberText(stream!), of: count }));
  }
  return index;
}

async function chosen(capture: Capture, command: Command): Promise<Connection> {
  const { session } = capture;
  const index = indexAsked(capture, command);
  const connection = await session.connection(index);
  addInsight(connection, await session.insight(index));
  if (command.moments === 'ends') connection.timing ??= await session.timing(index);
  return connection;
}

/** The capture as it is; or as pcapng with notes, or of one connection. */
async function packetsOf(capture: Capture, command: Command): Promise<Uint8Array> {
  const { stream, notes } = command;
  const { session } = capture;
  if (!stream && notes.length === 0) return new Uint8Array(await session.capture().arrayBuffer());
  const segments = notes.flatMap(({ segment }) => segment ?? []);
  const needed = stream !== undefined || segments.length > 0;
  const connection = needed ? await session.connection(indexAsked(capture, command)) : null;
  for (const segment of segments) rowsAsked(connection!, { first: segment - 1, last: segment - 1 });
  return annotated(capture, notes, connection, stream !== undefined);
}

/** A pcap file, or a link that contains it. */
async function shared(
  { session }: Capture,
  connection: Connection,
  command: Command,
): Promise<string | Uint8Array> {
  const choices = { ...command.choices, rows: rowsAsked(connection, command.part) };
  const file = await session.share(connection.index, choices);
  if (command.name === 'share') return new Uint8Array(await file.arrayBuffer());
  return `${command.page}#capture=${await packCapture(file)}\n`;
}

function rowsAsked(connection: Connection, part: Part): RowRange {
  const rows = rowsOf(connection, part);
  if (!rows) throw noSuchPart(connection, new NoSuchPart(part));
  return rows;
}

function noSuchPart({ number, segments }: Connection, { part }: NoSuchPart): UsageError {
  const about = { connection: numberText(number), segments: segments.count };
  return new UsageError((say) =>
    typeof part === 'object'
      ? say.noSuchSegments({ ...about, first: part.first + 1, last: part.last + 1 })
      : say.noSuchPart({ ...about, part }),
  );
}

function written(
  connection: Connection,
  command: Command,
  { columns }: Surroundings,
  words: CommandWords,
): string {
  const { numbers, moments, part, title, width, theme, id, ascii } = command;
  const options: ExportOptions = { words, numbers, moments, part, title };
  try {
    switch (command.name) {
      case 'svg':
        return toSvg(connection, { ...options, theme, id, ...(width === null ? {} : { width }) });
      case 'text': {
        const room = command.output === null ? columns : null;
        return toText(connection, {
          ...options,
          columns: width ?? room ?? MAIL_COLUMNS,
          lines: ascii ? 'ascii' : 'box',
        });
      }
      case 'mermaid':
        return toMermaid(connection, options);
      case 'csv':
        return toCsv(connection, options);
      default:
        return toJson(connection, options);
    }
  } catch (error) {
    if (!(error instanceof NoSuchPart)) throw error;
    throw noSuchPart(connection, error);
  }
}

/** The curves as SVG, or their points as CSV. */
async function curvesWritten(
  { session }: Capture,
  connection: Connection,
  command: Command,
): Promise<string> {
  const [{ curvesCsv, curvesSvg }, { busierSide }] = await Promise.all([
    import('../curves/curves_file'),
    import('../curves/points'),
    curvesWords.load(command.language),
  ]);
  const points = (side: 0 | 1) => session.curves(connection.index, side);
  if (command.name === 'csv') return curvesCsv(connection, [await points(0), await points(1)]);
  const { sender, time, width, numbers, title, theme, id, language } = command;
  const side = sender ?? busierSide(connection);
  const table = await points(side);
  return curvesSvg(connection, table, {
    words: curvesWords.of(language),
    side,
    ...{ numbers, title, theme, id },
    span: time === null ? null : parseSpan(time, connection.segments.time[0] ?? 0),
    ...(width === null ? {} : { width }),
  });
}

async function deliver(
  content: string | Uint8Array | AsyncGenerator<string | Uint8Array>,
  { output }: Command,
  { write }: Pick<Surroundings, 'write'>,
): Promise<void> {
  if (output === null) {
    if (typeof content === 'string' || content instanceof Uint8Array) write(content.toString());
    else for await (const part of content) write(part.toString());
    return;
  }
  try {
    await writeFile(output, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code ?? String(error);
    throw new UsageError((say) => say.unwritable({ file: output, reason }));
  }
}
