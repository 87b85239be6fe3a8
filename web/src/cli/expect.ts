// Expectations on a connection, for scripts: "outcome=SF,closer=server,retransmissions<=2".
import {
  analyses,
  limits,
  openings,
  outcomes,
  resetOrigins,
  retryKinds,
  stallCauses,
  states,
  tapFates,
  zeekStates,
  type TapFate,
} from '../model/names';
import type { Connection } from '../model/connection';
import { judgedResets } from '../model/insight';
import { transfersOf } from '../story/limits';
import { summaryItems, retryKindOf, stallCauseOf } from '../model/connection_flags';
import type { SummaryItem } from '../model/connection_flags';
import { fatesOf } from '../model/taps';
import { hasAnalysis, stateAfter } from '../model/segment';
import { UsageError } from './errors';
import type { CommandWords } from '../words/command';

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Expectation {
  key: string;
  operator: Operator;
  value: string;
}

/** A fact with named values; `values` are the valid names. */
interface NameKey {
  values: readonly string[];
  /** All names that apply; the first one is reported. */
  found: (connection: Connection) => readonly string[];
}

/** NaN if there is no such value; then every comparison except `!=` fails. */
type NumberKey = (connection: Connection) => number;

const factsNamed = (connection: Connection, name: string): SummaryItem[] =>
  summaryItems(connection).filter((fact) => fact.name === name);

/** Seconds in the first fact `name`; `none` if there is no such fact. */
const secondsOf =
  (name: string, arg: string, none: number): NumberKey =>
  (connection) => {
    const [fact] = factsNamed(connection, name);
    const ns = fact ? fact.args[arg]! : -1;
    return fact ? (ns < 0 ? NaN : ns / 1e9) : none;
  };

const holders = (connection: Connection): string => {
  const ends = factsNamed(connection, 'time_wait').map(({ end }) => end);
  if (ends.length === 2) return 'both';
  return ends[0] === undefined ? 'none' : ['client', 'server'][ends[0]]!;
};

const reuses = ['timestamp', 'number', 'risky', 'none'];
const reuseOf = (connection: Connection): string => {
  const fact = summaryItems(connection).find(({ name }) => name.startsWith('reuse'));
  return fact?.name.split('_').at(-1) ?? 'none';
};

const originsOf = ({ insight }: Connection): string[] => {
  const found = insight ? judgedResets(insight).map(({ origin }) => origin) : [];
  return found.length > 0 ? [...new Set(found)] : ['none'];
};

const limitsOf = (connection: Connection): string[] => {
  const { insight } = connection;
  const found = insight ? transfersOf(connection, insight).map((t) => t.dominating) : [];
  return found.length > 0 ? found : ['none'];
};

const lastState = ({ segments }: Connection, side: 0 | 1): string =>
  segments.count === 0 ? 'UNKNOWN' : stateAfter(segments, segments.count - 1, side).state;

const nameKeys: Readonly<Record<string, NameKey>> = {
  outcome: {
    values: [...zeekStates, ...outcomes],
    found: ({ zeekState, outcome }) => [zeekState, outcome],
  },
  closer: {
    values: ['client', 'server', 'both', 'none'],
    found: (connection) => [connection.closer],
  },
  'time-wait': { values: ['client', 'server', 'both', 'none'], found: (c) => [holders(c)] },
  'port-reuse': { values: reuses, found: (c) => [reuseOf(c)] },
  'stall-cause': {
    values: [...stallCauses, 'none'],
    found: (c) => [factsNamed(c, 'stall').map(stallCauseOf)[0] ?? 'none'],
  },
  'reset-origin': { values: [...resetOrigins, 'none'], found: originsOf },
  /** Limit of either direction; that of the one with more payload is reported. */
  limit: { values: [...limits, 'none'], found: limitsOf },
  opening: { values: openings, found: ({ opening }) => [opening] },
  'client-state': { values: states, found: (connection) => [lastState(connection, 0)] },
  'server-state': { values: states, found: (connection) => [lastState(connection, 1)] },
};

/** Key of a fate, such as "lost-between"; fates whose names are not clear alone have other keys. */
const tapKeys: Partial<Record<TapFate, string>> = { both: 'paired', unknown: 'unexplained' };
const tapKey = (fate: TapFate): string => tapKeys[fate] ?? fate.replace('_', '-');

const numberKeys: Readonly<Record<string, NumberKey>> = {
  segments: ({ segments }) => segments.count,
  payload: ({ client, server }) => client.payload + server.payload,
  retransmissions: ({ client, server }) => client.retransmissions + server.retransmissions,
  duration: ({ duration }) => duration,
  idle: secondsOf('ended', 'idle_ns', 0),
  stall: secondsOf('stall', 'duration_ns', 0),
  'half-closed': secondsOf('half_closed', 'duration_ns', 0),
  'server-rtt': secondsOf('handshake_gaps', 'server_side_ns', NaN),
  'client-rtt': secondsOf('handshake_gaps', 'client_side_ns', NaN),
  'initial-rtt': ({ details }) => details.fields.initialRtt || NaN,
  ...Object.fromEntries(
    retryKinds.map((kind): [string, NumberKey] => [
      `${kind.replace('_', '-')}-retries`,
      (connection) =>
        factsNamed(connection, 'retry').filter((fact) => retryKindOf(fact) === kind).length,
    ]),
  ),
  /** Number of segments by fate in two captures; NaN with one capture. */
  ...Object.fromEntries(
    tapFates.map((fate): [string, NumberKey] => [
      tapKey(fate),
      ({ passages }) => (passages ? fatesOf(passages.table)[fate] : NaN),
    ]),
  ),
  ...Object.fromEntries(
    analyses.map((name): [string, NumberKey] => [
      name,
      ({ segments }) => {
        let count = 0;
        for (let row = 0; row < segments.count; row += 1) {
          if (hasAnalysis(segments, row, name)) count += 1;
        }
        return count;
      },
    ]),
  ),
};

const shape = /^([a-z][a-z_-]*)(!=|<=|>=|=|<|>)(.+)$/;

/** Throws a UsageError for an invalid key, comparison or value. */
export function parseExpectations(list: string): Expectation[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map(parseOne);
}

function parseOne(item: string): Expectation {
  const match = shape.exec(item);
  if (!match) throw new UsageError((say) => say.expected.shape({ item }));
  const [, key = '', operator = '=', value = ''] = match;
  const names = Object.hasOwn(nameKeys, key) ? nameKeys[key] : undefined;
  if (names) {
    if (operator !== '=' && operator !== '!=') {
      throw new UsageError((say) => say.expected.nameOperator({ item }));
    }
    const known = names.values.find((name) => name.toLowerCase() === value.toLowerCase());
    if (known === undefined) {
      throw new UsageError((say) => say.expected.value({ item, key, known: names.values }));
    }
    return { key, operator, value: known };
  }
  if (!Object.hasOwn(numberKeys, key)) {
    const known = [...Object.keys(nameKeys), ...Object.keys(numberKeys)];
    throw new UsageError((say) => say.expected.unknownKey({ item, key, known }));
  }
  if (!/^\d+(\.\d+)?$/.test(value)) throw new UsageError((say) => say.expected.number({ item }));
  return { key, operator: operator as Operator, value };
}

/** Unmet expectations, as sentences that state the actual value. */
export function unmet(
  connection: Connection,
  expectations: readonly Expectation[],
  words: CommandWords['command'],
): string[] {
  return expectations.flatMap((expectation) => {
    const { key, operator, value } = expectation;
    const found = findingsOf(connection, key);
    if (holds(found, operator, value)) return [];
    const [first = '', ...others] = found.map((value) =>
      Number.isNaN(value) ? 'none' : String(value),
    );
    return [words.unmet({ expected: key + operator + value, found: first, others })];
  });
}

function findingsOf(connection: Connection, key: string): readonly string[] | readonly [number] {
  const names = nameKeys[key];
  return names ? names.found(connection) : [numberKeys[key]!(connection)];
}

function holds(
  found: readonly string[] | readonly [number],
  operator: Operator,
  value: string,
): boolean {
  const [first] = found;
  if (typeof first !== 'number') {
    const same = (found as readonly string[]).includes(value);
    return operator === '=' ? same : !same;
  }
  const wanted = Number(value);
  switch (operator) {
    case '=':
      return first === wanted;
    case '!=':
      return first !== wanted;
    case '<':
      return first < wanted;
    case '<=':
      return first <= wanted;
    case '>':
      return first > wanted;
    case '>=':
      return first >= wanted;
  }
}
