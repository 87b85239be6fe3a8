// Text widths of the connection table in its font.
import { outcomes, zeekStates } from '../../model/names';
import { numberText, type ConnectionNumber } from '../../model/connection_number';
import { plainLabel } from '../../base/plain_text';
import { bytes, count, duration } from '../../base/format';
import type { PageWords } from '../../words/page';
import { clockForm } from '../../base/moment';
import { clockPieces } from '../../ladder/clock';
import type { ExtraKey, SortKey, UsualKey } from './connection_order';
import type { ConnectionRows } from './connection_rows';
import { markOnly, type Needs } from './table_columns';

/** Number of rows sampled across the table, because measuring all would take too long. */
const sampled = 300;
/** Width of an outcome's mark and of the gap after it, in px. */
const mark = 48;
const markGap = 9;
/** Maximum name length, in characters, that widens a column. */
const longestName = 32;
/** Gap between an endpoint and its name, in px. */
export const nameGap = 9;
/** Long histories are truncated to this width, in px. */
const longestHistory = 110;

let context: CanvasRenderingContext2D | null = null;

/** Returns a function that measures text in the font of `element`. */
export function textMeasure(element: Element): (text: string) => number {
  context ??= document.createElement('canvas').getContext('2d');
  const { fontSize, fontFamily } = getComputedStyle(element);
  const font = `${fontSize} ${fontFamily}`;
  return (text) => {
    if (!context) return text.length * 7.5;
    context.font = font;
    return context.measureText(text).width;
  };
}

interface Extremes {
  /** Values whose texts are the widest, though perhaps no connection has them. */
  duration: number;
  sent: number;
  received: number;
  /** Highest segment count of one connection. */
  segments: number;
  /** The highest stream number, with the highest part. */
  number: ConnectionNumber;
  /** 1 at each code that occurs. */
  zeekStates: Uint8Array;
  outcomes: Uint8Array;
  /** The longest texts of the sample. */
  texts: Record<'client' | 'server' | 'history', string>;
  names: Record<'client' | 'server', string>;
}

const known = new WeakMap<ConnectionRows, Extremes>();

// Covers all connections, so that columns keep their width when the table is sorted or filtered,
// and a query causes no measuring.
function extremesOf(rows: ConnectionRows): Extremes {
  const { count, duration: lasted, payload, segments, zeekState, outcome, ...numbers } = rows.table;
  let extremes = known.get(rows);
  if (!extremes) {
    let [longest, mostSent, mostReceived, mostSegments] = [0, 0, 0, 0];
    const number = { stream: 0, part: 1 };
    const states = new Uint8Array(256);
    const outcomes = new Uint8Array(256);
    for (let i = 0; i < count; i++) {
      longest = Math.max(longest, lasted[i]!);
      mostSent = Math.max(mostSent, payload[2 * i]!);
      mostReceived = Math.max(mostReceived, payload[2 * i + 1]!);
      mostSegments = Math.max(mostSegments, segments[2 * i]! + segments[2 * i + 1]!);
      number.stream = Math.max(number.stream, numbers.stream[i]!);
      number.part = Math.max(number.part, numbers.streamPart[i]!);
      states[zeekState[i]!] = 1;
      outcomes[outcome[i]!] = 1;
    }
    // 48.2 kB is as wide as any value in kB, 888 B as wide as any below.
    const wide = (octets: number) => (octets < 1000 ? 888 : 48_200);
    extremes = {
      duration: longest < 120 ? 8.888 : 185,
      sent: wide(mostSent),
      received: wide(mostReceived),
      segments: mostSegments,
      number,
      zeekStates: states,
      outcomes,
      ...longestTexts(rows),
    };
    known.set(rows, extremes);
  }
  return extremes;
}

function longestTexts(rows: ConnectionRows): Pick<Extremes, 'texts' | 'names'> {
  const texts = { client: '', server: '', history: '' };
  const names = { client: '', server: '' };
  const looks = Math.min(sampled, rows.count);
  for (let look = 0; look < looks; look++) {
    const row = rows.at(Math.floor((look * rows.count) / looks));
    for (const key of ['client', 'server', 'history'] as const) {
      if (row[key].length > texts[key].length) texts[key] = row[key];
    }
    for (const [end, key] of (['client', 'server'] as const).entries()) {
      const name = plainLabel(row.names[end]![0] ?? '', longestName);
      if (name.length > names[key].length) names[key] = name;
    }
  }
  return { texts, names };
}

export function tableNeeds(
  rows: ConnectionRows,
  words: PageWords,
  width: number,
  measure: (text: string) => number,
): Needs {
  const { heads } = words.summary;
  const all = extremesOf(rows);
  const widest = (...texts: string[]) => Math.ceil(Math.max(...texts.map(measure)));
  const head = (key: SortKey, name: string, ...texts: string[]): [SortKey, number] => [
    key,
    widest(name, ...texts) + 2,
  ];
  const { lastStart } = rows;
  const latest = clockPieces(lastStart, clockForm(lastStart))
    .map(({ text }) => text)
    .join('');
  const beside = (name: string) => (name === '' ? 0 : widest(name) + nameGap);
  const occurring = outcomes.filter((_, code) => all.outcomes[code] === 1);
  const narrow = width < markOnly;
  const outcome = narrow
    ? Math.max(mark, widest(heads.outcome))
    : mark +
      markGap +
      widest(heads.outcome, ...occurring.map((name) => words.summary.outcomes[name]));
  const needs = Object.fromEntries([
    ['index', widest('000', numberText(all.number)) + 6],
    head('start', heads.start, `${latest} `),
    head('client', heads.client, all.texts.client),
    head('server', heads.server, all.texts.server),
    ['outcome', outcome],
    head('zeek', heads.zeek, ...zeekStates.filter((_, code) => all.zeekStates[code] === 1)),
    ['history', Math.min(longestHistory, widest(heads.history, all.texts.history) + 10)],
    head('duration', heads.lasted, duration(0.0605), duration(all.duration)),
    head('sent', heads.sent, bytes(all.sent)),
    head('received', heads.received, bytes(all.received)),
    head('segments', heads.segments, count(all.segments)),
  ]) as Record<UsualKey, number>;
  const extras = Object.fromEntries([
    head('frame', heads.frame, '8888888'),
    head('retransmissions', heads.retransmissions, '88,888'),
    head('longestStall', heads.longestStall, duration(88.8), duration(8.888)),
    head('stalls', heads.stalls, duration(88.8), duration(8.888)),
    head('roundTrip', heads.roundTrip, duration(0.0605)),
    head('throughput', heads.throughput, `${bytes(48_200)}/s`),
    ['findings', 150],
    ['limit', 190],
  ]) as Record<ExtraKey, number>;
  return {
    ...needs,
    ...extras,
    names: { client: beside(all.names.client), server: beside(all.names.server) },
  };
}
