// Parses the command line.
import { parseArgs } from 'node:util';
import { formats } from '../export';
import type { Format, Part } from '../export';
import type { Side } from '../model/side';
import { partNames } from '../model/parts';
import { languageTags, type Language } from '../words';
import { matchLanguage } from '../words/language';
import { parseSpan } from '../curves/view_span';
import { UsageError } from './errors';
import { parseNumber, type ConnectionNumber } from '../model/connection_number';
import type { ShareChoices } from '../model/share_choices';
import { parsePattern } from '../model/payload_pattern';
import { parseNote, type Note } from './annotated';
import { byteForms, type ByteForm } from './bytes';
import { parseExpectations } from './expect';
import type { Expectation } from './expect';

const others = ['list', 'check', 'diff', 'bytes', 'share', 'link', 'pcap', 'script'] as const;
export const commands = [...formats, ...others] as const;
export type CommandName = Format | (typeof others)[number];

const listFormats = ['text', 'csv', 'json'] as const;
export type ListFormat = (typeof listFormats)[number];
const diffFormats = ['text', 'json'] as const;

export interface Command {
  name: CommandName;
  /** Paths, or "-" for standard input. */
  files: string[];
  /** Undefined for the first connection. */
  stream: ConnectionNumber | undefined;
  /** Of diff: the streams of both connections, in the order of files. */
  streams: readonly (ConnectionNumber | undefined)[];
  /** The end that a script tests. */
  local: Side;
  part: Part;
  language: Language;
  numbers: 'relative' | 'absolute';
  /** Curves replace the ladder, as SVG or as points. */
  view: 'ladder' | 'curves';
  /** The sender of the data in the curves; null for the side that sent more. */
  sender: Side | null;
  /** Time span of the curves in seconds, as in a link; null for the whole connection. */
  time: string | null;
  moments: 'captured' | 'ends';
  /** Two interfaces of one capture are laid over each other. */
  byInterface: boolean;
  title: string | null;
  width: number | null;
  theme: 'both' | 'light' | 'dark';
  id: string;
  ascii: boolean;
  expectations: Expectation[];
  /** Format of `list` and `diff`. */
  as: ListFormat;
  output: string | null;
  /** Choices of `share` and `link`. */
  choices: ShareChoices;
  /** Payload that connections must contain to be listed; null lists all. */
  payload: Uint8Array | null;
  /** Of pcap: notes to be written into the file. */
  notes: readonly Note[];
  /** The ends whose payload is written. */
  ends: readonly (0 | 1)[];
  form: ByteForm;
  /** URL at the start of a link. */
  page: string;
}

const options = {
  stream: { type: 'string', multiple: true },
  local: { type: 'string' },
  part: { type: 'string' },
  lang: { type: 'string' },
  numbers: { type: 'string' },
  view: { type: 'string' },
  dir: { type: 'string' },
  time: { type: 'string' },
  moments: { type: 'string' },
  'by-interface': { type: 'boolean' },
  title: { type: 'string' },
  width: { type: 'string' },
  theme: { type: 'string' },
  id: { type: 'string' },
  ascii: { type: 'boolean' },
  as: { type: 'string' },
  expect: { type: 'string', multiple: true },
  keep: { type: 'string' },
  'replace-ports': { type: 'boolean' },
  'cut-payload': { type: 'boolean' },
  payload: { type: 'string' },
  from: { type: 'string' },
  note: { type: 'string', multiple: true },
  page: { type: 'string' },
  output: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Throws a UsageError. */
export function parseCommand(argv: readonly string[]): Command | 'help' | 'version' {
  const { values, positionals, tokens } = parsed(argv);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const [word, ...files] = positionals;
  if (word === undefined) throw new UsageError((say) => say.commandMissing);
  const name = commandOf(word);
  if (files.length === 0) throw new UsageError((say) => say.fileMissing);
  const expectations = (values.expect ?? []).flatMap(parseExpectations);
  if (name === 'check' && expectations.length === 0) {
    throw new UsageError((say) => say.checkNeedsExpect);
  }
  if (name === 'list' && expectations.length > 0) {
    throw new UsageError((say) => say.listTakesNoExpect);
  }
  if ((name === 'share' || name === 'pcap') && values.output === undefined) {
    throw new UsageError((say) => say.captureNeedsOutput({ command: name }));
  }
  const view = oneOf('--view', values.view ?? 'ladder', ['ladder', 'curves'] as const);
  if (view === 'curves' && name !== 'svg' && name !== 'csv') {
    throw new UsageError((say) => say.curvesAs);
  }
  const form = name === 'bytes' ? oneOf('--as', values.as ?? 'text', byteForms) : 'text';
  const ends = values.from === undefined ? ([0, 1] as const) : ([endOf(values.from)] as const);
  if (name === 'bytes' && form === 'raw' && (ends.length > 1 || values.output === undefined)) {
    throw new UsageError((say) => say.rawNeeds);
  }
  const theme = oneOf('--theme', values.theme ?? 'auto', ['auto', 'light', 'dark'] as const);
  return {
    name,
    files,
    stream: values.stream === undefined ? undefined : streamOf(values.stream.at(-1)!),
    streams: name === 'diff' ? streamsOf(files, values.stream ?? [], tokens) : [],
    local: oneOf('--local', values.local ?? 'server', ['server', 'client']) === 'server' ? 1 : 0,
    part: partOf(values.part ?? 'all'),
    language: languageOf(values.lang ?? 'en'),
    numbers: oneOf('--numbers', values.numbers ?? 'relative', ['relative', 'absolute'] as const),
    view,
    sender: values.dir === undefined ? null : senderOf(values.dir),
    time: values.time === undefined ? null : timeOf(values.time),
    moments: oneOf('--moments', values.moments ?? 'captured', ['captured', 'ends'] as const),
    byInterface: values['by-interface'] ?? false,
    title: values.title ?? null,
    width: values.width === undefined ? null : wholeNumber('--width', values.width, 1),
    theme: theme === 'auto' ? 'both' : theme,
    id: idOf(values.id ?? ''),
    ascii: values.ascii ?? false,
    expectations,
    as:
      name === 'bytes'
        ? 'text'
        : oneOf('--as', values.as ?? 'text', name === 'diff' ? diffFormats : listFormats),
    output: values.output ?? null,
    choices: {
      ...keptOf(values.keep ?? ''),
      ports: values['replace-ports'] ? 'replaced' : 'kept',
      payload: values['cut-payload'] ? 'cut' : 'zeroed',
    },
    payload: values.payload === undefined ? null : patternOf(values.payload),
    notes: (values.note ?? []).map(parseNote),
    ends,
    form,
    page: values.page ?? '',
  };
}

const keepable = ['addresses', 'times', 'path'] as const;

function keptOf(list: string): ShareChoices {
  const kept: ShareChoices = {};
  for (const word of list.split(',').filter((item) => item !== '')) {
    kept[oneOf('--keep', word, keepable)] = 'kept';
  }
  return kept;
}

type Parsed = ReturnType<
  typeof parseArgs<{ options: typeof options; allowPositionals: true; tokens: true }>
>;

// Checked here, because the messages of parseArgs are in English.
function parsed(argv: readonly string[]): Parsed {
  const loose = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  for (const token of loose.tokens) {
    if (token.kind !== 'option') continue;
    const option = token.rawName;
    if (!Object.hasOwn(options, token.name)) {
      throw new UsageError((say) => say.unknownOption({ option }));
    }
    const takesValue = options[token.name as keyof typeof options].type === 'string';
    if (takesValue && token.value === undefined) {
      throw new UsageError((say) => say.valueMissing({ option }));
    }
    if (!takesValue && token.value !== undefined) {
      throw new UsageError((say) => say.takesNoValue({ option }));
    }
  }
  return loose as Parsed;
}

/** Language of messages about the arguments, which may themselves be wrong. */
export function languageAsked(argv: readonly string[]): Language {
  const { values } = parseArgs({ args: [...argv], options, strict: false });
  return matchLanguage(typeof values.lang === 'string' ? values.lang : null) ?? 'en';
}

function commandOf(word: string): CommandName {
  const name = commands.find((known) => known === word);
  if (name !== undefined) return name;
  throw new UsageError((say) => say.oneOf({ what: say.theCommand, known: commands }));
}

const endOf = (value: string): 0 | 1 =>
  oneOf('--from', value, ['client', 'server'] as const) === 'client' ? 0 : 1;

function patternOf(text: string): Uint8Array {
  const pattern = parsePattern(text);
  if (!pattern) throw new UsageError((say) => say.patternOf);
  return pattern;
}

function oneOf<const T extends string>(what: string, value: string, known: readonly T[]): T {
  const found = known.find((name) => name === value);
  if (found === undefined) throw new UsageError((say) => say.oneOf({ what, known }));
  return found;
}

function streamOf(text: string): ConnectionNumber {
  const number = parseNumber(text);
  if (!number) throw new UsageError((say) => say.wholeNumber({ what: '--stream', least: 0 }));
  return number;
}

/** Of two files, each has the stream that comes after it; one file has both. */
function streamsOf(
  files: readonly string[],
  streams: readonly string[],
  tokens: Parsed['tokens'],
): readonly (ConnectionNumber | undefined)[] {
  const numbers = streams.map(streamOf);
  if (files.length > 2 || numbers.length > 2 || files.length + numbers.length < 2) {
    throw new UsageError((say) => say.diffNeeds);
  }
  if (files.length === 1 && numbers.length < 2) throw new UsageError((say) => say.diffNeeds);
  if (numbers.length !== 1) return numbers;
  const named = tokens.findIndex(
    ({ kind, ...token }) => kind === 'option' && 'name' in token && token.name === 'stream',
  );
  const before = tokens.slice(0, named).filter(({ kind }) => kind === 'positional').length;
  // The command is a positional, too.
  return before > files.length ? [undefined, numbers[0]] : [numbers[0], undefined];
}

const senderOf = (value: string): Side =>
  oneOf('--dir', value, ['client', 'server'] as const) === 'server' ? 1 : 0;

function timeOf(value: string): string {
  if (!parseSpan(value, 0)) throw new UsageError((say) => say.timeOf);
  return value;
}

function wholeNumber(what: string, value: string, least: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (!(number >= least)) throw new UsageError((say) => say.wholeNumber({ what, least }));
  return number;
}

function partOf(value: string): Part {
  const name = partNames.find((part) => part === value);
  if (name !== undefined) return name;
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(value);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (!match || first < 1 || last < first) {
    throw new UsageError((say) => say.partOf({ known: partNames }));
  }
  return { first: first - 1, last: last - 1 };
}

function languageOf(value: string): Language {
  const language = matchLanguage(value);
  if (language === null) {
    throw new UsageError((say) => say.oneOf({ what: '--lang', known: languageTags }));
  }
  return language;
}

function idOf(value: string): string {
  if (value !== '' && !/^[A-Za-z_][\w-]{0,63}$/.test(value)) {
    throw new UsageError((say) => say.idOf);
  }
  return value;
}
