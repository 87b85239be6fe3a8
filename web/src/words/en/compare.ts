// How two connections differ. A is the one that was on view, B the one it is compared with.
import { bytes, digits } from '../../base/format';
import type { DivergenceName } from '../../model/comparison';
import type { TcpOptionName } from '../../model/tcp_options';
import { The, many, no, span, the } from './nouns';
import { options } from './options';

interface Told {
  end: 0 | 1;
  detail: number;
  /** Of an option. */
  option: TcpOptionName | null;
  values: readonly [number, number];
  rows: readonly [number | null, number | null];
}

const names = ['A', 'B'] as const;
const place = (row: number | null) => (row === null ? '' : ` (${no(row)})`);

/** "1460 in A (#1), 1360 in B (#1)". */
const each = (p: Told, say: (value: number) => string) =>
  names.map((name, i) => `${say(p.values[i]!)} in ${name}${place(p.rows[i]!)}`).join(', ');

/** What one has and the other lacks: "in B (#7), not in A". */
function only(p: Told): { where: string; value: number } {
  const has = p.values[0] > p.values[1] ? 0 : 1;
  return {
    where: `in ${names[has]}${place(p.rows[has])}, not in ${names[1 - has]!}`,
    value: p.values[has],
  };
}

/** "B continues with 2 messages (#4), first from the client; A does not". */
function extra(p: Told): string {
  const has = p.values[0] > p.values[1] ? 0 : 1;
  return (
    `${names[has]} continues with ${many(p.values[has], 'message')}${place(p.rows[has])}, ` +
    `first from ${the(p.end)}; ${names[1 - has]!} does not`
  );
}

const answers = ['nothing', 'a SYN ACK', 'a RST'];
const endings = ['neither FIN nor RST', 'a FIN', 'a RST', 'a FIN and a RST'];
const whoever = ['the client', 'the server', 'neither end'];

const sentences: Record<DivergenceName, (p: Told) => string> = {
  option: (p) =>
    `The SYN of ${the(p.end)} has the option ${
      p.option ? options.names[p.option] : `of kind ${p.detail}`
    } ${only(p).where}`,
  mss: (p) => `${The(p.end)} accepts segments of ${each(p, (n) => many(n, 'byte'))} (MSS)`,
  window_scale: (p) => `${The(p.end)} scales its window by ${each(p, (n) => `2^${digits(n)}`)}`,
  answer: (p) => `The SYN is answered by ${each(p, (n) => answers[n] ?? '')}`,
  handshake: (p) => `The handshake is completed ${only(p).where}`,
  first_speaker: (p) => `The first data comes from ${each(p, (n) => whoever[n] ?? '')}`,
  length: (p) => `${The(p.end)} sends ${each(p, (n) => (n === 0 ? 'nothing' : many(n, 'byte')))}`,
  exchange: (p) =>
    Math.min(...p.values) === 0
      ? extra(p)
      : `${each(p, (n) => many(n, 'message'))}: the first from ${the(p.end)}`,
  repeated: (p) => `${The(p.end)} sends ${many(only(p).value, 'segment')} again ${only(p).where}`,
  zero_window: (p) => `${The(p.end)} closes its window ${only(p).where}`,
  keep_alive: (p) =>
    `${The(p.end)} sends ${many(only(p).value, 'keep-alive probe')} ${only(p).where}`,
  idle: (p) =>
    `Before ${the(p.end)} continues, no data is sent for ${each(p, (ns) => span(ns / 1e9))}, round trip not counted`,
  ending: (p) => `${The(p.end)} ends with ${each(p, (n) => endings[n] ?? '')}`,
  closer: (p) => `The first to end the connection is ${each(p, (n) => whoever[n] ?? '')}`,
};

export const compare = {
  names,
  sentences,
  first: 'First difference',
  later: 'Later differences',
  none: 'No difference: both tell the same story. Numbers, ports, times and how data was cut into segments are not compared.',
  lines: (p: { same: number; of: number }) =>
    p.same === p.of
      ? `All ${many(p.of, 'segment')} face each other`
      : `${p.same} of ${many(p.of, 'line')} have a segment on both sides`,
  phases: { opening: 'opening', data: 'data', closing: 'closing' },
  action: 'Compare with…',
  title: 'Compare two connections',
  /** `of`: how many there are. */
  choose: 'Connection B',
  chooseFile: 'Capture of B',
  chooseHint: 'or choose it in the table above',
  thisCapture: 'this capture',
  openFile: 'open another capture…',
  missing: (p: { file: string }) => `Open ${p.file} to see this comparison.`,
  refused: (p: { file: string }) => `${p.file} cannot be read as a capture with TCP connections.`,
  failed: 'The comparison failed: a file cannot be read again.',
  busy: 'Comparing…',
  swap: 'Swap A and B',
  byNumber: 'or by its number:',
  saveText: 'Save as text',
  saveJson: 'Save as JSON',
  close: 'Close comparison',
  side: 'Shown',
  segments: (n: number) => many(n, 'segment'),
  sent: (n: number) => bytes(n),
};
