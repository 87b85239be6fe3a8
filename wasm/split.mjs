// Splits a linked module into two that share memory and table. A page loads `first`; `later` contains
// the functions that only the objects on demand reach. See "Parts on demand" in web/README.md.
//
//   node wasm/split.mjs NM MODULE OBJECT_ON_DEMAND...
//
// Reads MODULE.wasm and MODULE.mjs.symbols, as emcc writes it with --emit-symbol-map; writes
// MODULE.first.wasm and MODULE.later.wasm. Objects may be archives. Needs wasm-dis and wasm-split of
// Binaryen.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [nm, module, ...objects] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'tcpladder-split-'));
try {
  const [text, list] = ['module.wat', 'later'].map((name) => join(folder, name));
  execFileSync('wasm-dis', [`${module}.wasm`, '-o', text]);
  const names = namesOf(readFileSync(`${module}.mjs.symbols`, 'utf8'));
  writeFileSync(list, later(readFileSync(text, 'utf8'), names, defined(objects)).join('\n'));
  execFileSync('wasm-split', [
    `${module}.wasm`,
    '--enable-mutable-globals',
    `--split-funcs=@${list}`,
    '--export-prefix=%',
    `-o1=${module}.first.wasm`,
    `-o2=${module}.later.wasm`,
  ]);
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * Functions that no other object defines. Templates and inline functions, which others may define,
 * are weak.
 */
function defined(objects) {
  const text = execFileSync(nm, ['--demangle', '--defined-only', ...objects], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return new Set([...text.matchAll(/^\w+ [Tt] (.+)$/gm)].map(([, name]) => name));
}

/** Names of all functions, imports first. */
function namesOf(text) {
  const unescaped = (name) =>
    name.replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
  return text
    .trimEnd()
    .split('\n')
    .map((line) => unescaped(line.slice(line.indexOf(':') + 1)));
}

/**
 * Functions, by their numbers in wasm-dis, that only those of `onDemand` reach. Calls through the
 * table are not followed: functions in the table are kept, unless they belong to `onDemand`.
 */
function later(text, names, onDemand) {
  const callees = new Map();
  const roots = [];
  let imports = 0;
  let current;
  for (const line of text.split('\n')) {
    const begin = /^ \(func \$(\S+)/.exec(line);
    if (begin) callees.set(begin[1], (current = []));
    else if (/^ \(import .*\(func /.test(line)) imports += 1;
    else if (/^ \((export|start|elem)/.test(line)) {
      roots.push(...[...line.matchAll(/\$(\d+)(?=[ )])/g)].map(([, name]) => name));
    } else
      for (const [, name] of line.matchAll(/\((?:call|ref\.func) \$(\d+)(?=[\s)]|$)/g))
        current.push(name);
  }
  if (names.length !== imports + callees.size) throw new Error('the symbols are of another module');
  const isOnDemand = (name) => onDemand.has(names[imports + Number(name)]);
  const kept = new Set();
  const waiting = roots.filter((name) => callees.has(name) && !isOnDemand(name));
  for (let name; (name = waiting.pop()) !== undefined;) {
    if (kept.has(name)) continue;
    kept.add(name);
    waiting.push(...callees.get(name).filter((callee) => callees.has(callee)));
  }
  return [...callees.keys()].filter((name) => !kept.has(name));
}
