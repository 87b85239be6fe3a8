// Generates the TypeScript declarations in web/generated/ from the tables of the core:
//   names.ts     names for the ids in the columns
//   tables.d.ts  types of the tables, column by column
//   values.ts    sentinels and masks of the columns
//
//   node wasm/generate.mjs
//
// Files that are up to date are not written. A row that cannot be parsed is an error.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

/** The rows of a .def file: `MACRO(argument, ...)` or `MACRO`, without comments. */
function rowsOf(path) {
  const text = readFileSync(new URL(`core/${path}`, root), 'utf8');
  const token = /\s*(?:\/\/[^\n]*|([A-Z][A-Z_]*)(?:\(((?:"(?:[^"\\]|\\.)*"|[^()"])*)\))?)/y;
  const rows = [];
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (!found) {
      const line = text.slice(0, at).split('\n').length;
      throw new Error(`core/${path}:${line}: no row of a table: ${text.slice(at, at + 60).trim()}`);
    }
    const [, macro, args] = found;
    if (macro) rows.push({ macro, args: args === undefined ? [] : argumentsOf(args) });
  }
  if (rows.length === 0) throw new Error(`core/${path}: no rows`);
  return rows;
}

const argumentsOf = (text) =>
  (text.match(/"(?:[^"\\]|\\.)*"|[^",]+/g) ?? [])
    .map((arg) => arg.trim())
    .filter((arg) => arg !== '')
    .map((arg) => (arg.startsWith('"') ? JSON.parse(arg) : arg));

/** The arguments of every row in a table with one kind of row. */
function table(path, macro) {
  return rowsOf(path).map((row) => {
    if (row.macro !== macro) throw new Error(`core/${path}: ${row.macro} among ${macro}`);
    return row.args;
  });
}

const quoted = (text) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const list = (items) => items.map(quoted).join(', ');
const used = (args) => args.filter((arg) => arg !== '_');
const ids = (path, macro) => table(path, macro).map(([id]) => id);
const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

const tuple = (name, path, items) =>
  `/** core/${path}. */\nexport const ${name} = [${list(items)}] as const;\n`;
const calls = (name, path, maker, rows) =>
  `/** core/${path}. */\nexport const ${name} = [\n${rows
    .map((row) => `  ${maker}(${list(row)}),\n`)
    .join('')}] as const;\n`;

const keyed = (name, path, macro, entry) =>
  `/** core/${path}, by the number in its rows. */\nexport const ${name} = {\n${table(path, macro)
    .map((row) => `  ${entry(row).join(': ')},\n`)
    .join('')}} as const;\n`;

const banner = (from) => `// Written by wasm/generate.mjs from ${from}: change those.\n`;

function namesFile() {
  const states = table('tcp/states.def', 'STATE');
  const stateNames = new Map(states);
  const changes = table('tcp/state_changes.def', 'STATE_CHANGE').map(([from, to, kind]) => {
    if (!stateNames.has(from) || !stateNames.has(to)) throw new Error(`no state: ${from}, ${to}`);
    return [stateNames.get(from), stateNames.get(to), kind];
  });
  const simple = [
    ['certainties', 'tcp/certainties.def', 'CERTAINTY'],
    ['analyses', 'analysis/analyses.def', 'ANALYSIS'],
    ['outcomes', 'tcp/outcomes.def', 'OUTCOME'],
    ['openings', 'tcp/openings.def', 'OPENING'],
    ['closers', 'tcp/closers.def', 'CLOSER'],
    ['zeekStates', 'analysis/zeek_states.def', 'ZEEK_STATE'],
    ['retryKinds', 'engine/retry_kinds.def', 'RETRY_KIND'],
    ['stallCauses', 'engine/stall_causes.def', 'STALL_CAUSE'],
    ['probes', 'engine/probes.def', 'PROBE'],
    ['copyKinds', 'engine/copy_kinds.def', 'COPY_KIND'],
    ['ipFields', 'net/ip_fields.def', 'IP_FIELD'],
    ['tcpOptionFaults', 'net/tcp_option_faults.def', 'TCP_OPTION_FAULT'],
    ['fileRelations', 'file_set/file_relations.def', 'FILE_RELATION'],
    ['resetOrigins', 'resets/reset_origins.def', 'RESET_ORIGIN'],
    ['resetEvidence', 'resets/reset_evidence.def', 'RESET_EVIDENCE'],
    ['tapFates', 'taps/tap_fates.def', 'TAP_FATE'],
    ['arrivals', 'taps/arrivals.def', 'ARRIVAL'],
    ['limits', 'limits/limits.def', 'LIMIT'],
    ['curves', 'limits/curves.def', 'CURVE'],
    ['incidents', 'incidents/incidents.def', 'INCIDENT'],
    ['payloadPieces', 'payload/payload_pieces.def', 'PAYLOAD_PIECE'],
    ['divergences', 'compare/divergences.def', 'DIVERGENCE'],
    ['phases', 'compare/phases.def', 'PHASE'],
    ['textFormats', 'text/text_formats.def', 'TEXT_FORMAT'],
    ['problems', 'script/problems.def', 'PROBLEM'],
  ];
  const terms = table('analysis/analysis_terms.def', 'ANALYSIS_TERMS');
  return [
    banner('the .def tables of the core'),
    '// Tuples, so that a switch over them and a table keyed by them are checked by the compiler.\n',
    tuple('layers', 'net/layers.def, and TCP itself after them', [
      ...ids('net/layers.def', 'LAYER'),
      'tcp',
    ]),
    tuple(
      'states',
      'tcp/states.def',
      states.map(([, name]) => name),
    ),
    ...simple.map(([name, path, macro]) => tuple(name, path, ids(path, macro))),
    calls('stateChanges', 'tcp/state_changes.def', 'change', changes),
    `/** core/analysis/analysis_terms.def, in the order of \`analyses\`. */
export const analysisTerms: readonly (readonly string[])[] = [
${terms.map(([, ...args]) => `  [${list(used(args))}],\n`).join('')}];
`,
    calls(
      'summaryItems',
      'engine/summary_items.def',
      'item',
      table('engine/summary_items.def', 'SUMMARY_ITEM').map(used),
    ),
    calls(
      'findings',
      'findings/findings.def',
      'finding',
      table('findings/findings.def', 'FINDING').map(used),
    ),
    keyed('pcapngBlocks', 'capture/pcapng_blocks.def', 'PCAPNG_BLOCK', ([type, id]) => [type, quoted(id)]),
    keyed('tcpOptions', 'net/tcp_options.def', 'TCP_OPTION', ([kind, id]) => [kind, quoted(id)]),
    keyed('tcpOptionLengths', 'net/tcp_options.def', 'TCP_OPTION', ([kind, , least, most]) => [
      kind,
      `[${least}, ${most}]`,
    ]),
    calls(
      'idleTimers',
      'resets/idle_timers.def',
      'timer',
      table('resets/idle_timers.def', 'IDLE_TIMER'),
    ),
    calls('events', 'tcp/events.def', 'event', table('tcp/events.def', 'EVENT').map(used)),
    `/* @__NO_SIDE_EFFECTS__ */
function change<const F extends string, const T extends string, const K extends string>(
  from: F,
  to: T,
  kind: K,
) {
  return { from, to, kind };
}

/* @__NO_SIDE_EFFECTS__ */
function item<const N extends string>(name: N, ...args: string[]) {
  return { name, args };
}

/* @__NO_SIDE_EFFECTS__ */
function finding<const N extends string, const S extends string, const L extends string>(
  name: N,
  severity: S,
  layer: L,
  ...args: string[]
) {
  return { name, severity, layer, args };
}

/* @__NO_SIDE_EFFECTS__ */
function timer<const N extends string>(name: N, seconds: string) {
  return { name, seconds: Number(seconds) };
}

/* @__NO_SIDE_EFFECTS__ */
function event<const N extends string, const K extends string>(
  name: N,
  kind: K,
  clause: string,
  ...args: string[]
) {
  return { name, kind, clause, args };
}
`,
  ].join('\n');
}

const arrays = {
  uint8_t: 'Uint8Array',
  uint16_t: 'Uint16Array',
  uint32_t: 'Uint32Array',
  double: 'Float64Array',
};

function member({ macro, args: [name, type, doc] }) {
  switch (macro) {
    case 'COUNT':
      return ['count', 'number', 'Rows.'];
    case 'COLUMN':
      if (!arrays[type]) throw new Error(`core/engine/columns.def: ${name}: no array of ${type}`);
      return [camel(name), arrays[type], doc];
    case 'NUMBER':
      return [camel(name), 'number', doc];
    case 'TEXT':
      return [camel(name), 'string', type];
    case 'TEXTS':
      return [camel(name), 'TextColumn', type];
    default:
      throw new Error(`core/engine/columns.def: ${macro} inside a table`);
  }
}

function tablesFile() {
  const parts = [
    banner('core/engine/columns.def'),
    `/** Texts one after the other, as the file has them: meant to be UTF-8. \`ends\` has where each ends. */
export interface TextColumn {
  bytes: Uint8Array;
  ends: Uint32Array;
}
`,
  ];
  let open = null;
  for (const row of rowsOf('engine/columns.def')) {
    if (row.macro === 'TABLE') {
      if (open) throw new Error('core/engine/columns.def: a table inside another one');
      open = { name: row.args[0], doc: row.args[1], members: [] };
    } else if (!open) {
      throw new Error(`core/engine/columns.def: ${row.macro} outside of a table`);
    } else if (row.macro === 'END') {
      const members = open.members.map(
        ([name, type, doc]) => `${doc ? `  /** ${doc} */\n` : ''}  ${name}: ${type};\n`,
      );
      parts.push(`/** ${open.doc} */\nexport interface ${open.name} {\n${members.join('')}}\n`);
      open = null;
    } else {
      open.members.push(member(row));
    }
  }
  if (open) throw new Error('core/engine/columns.def: the last table has no END');
  return parts.join('\n');
}

function valuesFile() {
  const values = table('engine/column_values.def', 'COLUMN_VALUE');
  const flags = table('share/share_flags.def', 'SHARE_FLAG').map(([, ...flag]) => flag);
  return `${banner('core/engine/column_values.def and core/share/share_flags.def')}${[
    ...values.map(([name, number, , doc]) => [name, number, doc]),
    ...flags,
  ]
    .map(([name, number, doc]) => `\n/** ${doc} */\nexport const ${name} = ${number};\n`)
    .join('')}`;
}

function write(name, text) {
  const path = new URL(`web/generated/${name}`, root);
  let old = null;
  try {
    old = readFileSync(path, 'utf8');
  } catch {
    mkdirSync(new URL('web/generated/', root), { recursive: true });
  }
  if (old !== text) writeFileSync(path, text);
}

/** Updates web/generated/. */
export function generate() {
  write('names.ts', namesFile());
  write('tables.d.ts', tablesFile());
  write('values.ts', valuesFile());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate();
