// A build carries only the words it shows: what no other module of it names is taken out of the
// tables in src/words, in every language. Anything that looks like a use counts as one, so that a
// word may stay for nothing but never goes missing: a table that is asked by a key that is not
// written there, as one of ids is, stays whole. Keys are not put together from parts.
import type { Plugin } from 'vite';

const table = /\/src\/words\/[\w-]+\/(\w+)\.ts$/;

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}
type Parse = (code: string) => unknown;

/**
 * Names of members that `code` reads or takes apart, every string in it, and as `name[]` each object
 * that is asked by a computed key.
 */
export function namesIn(code: string, parse: Parse): Set<string> {
  const names = new Set<string>();
  walk(parse(code), (node) => {
    if (node.type === 'MemberExpression') {
      addName(names, node['property']);
      const object = node['object'] as Node;
      const name = object['name'] ?? (object['property'] as Node | undefined)?.['name'];
      if (node['computed']) names.add(`${String(name)}[]`);
    }
    if (node.type === 'Literal') addName(names, node);
    if (node.type === 'ObjectPattern') {
      for (const { key } of node['properties'] as Node[]) addName(names, key);
    }
  });
  return names;
}

/** `code` of one table without the members of the object `name` that are not `used`. */
export function withoutUnused(
  code: string,
  name: string,
  used: ReadonlySet<string>,
  parse: Parse,
): string {
  let kept = code;
  if (used.has(`${name}[]`)) return kept;
  walk(parse(code), (node) => {
    if (node.type !== 'VariableDeclarator') return;
    const { id, init } = node as unknown as { id: Node; init: Node | null };
    if (String(id['name']).replace(/\$\d+$/, '') !== name || init?.type !== 'ObjectExpression')
      return;
    const members = init['properties'] as Node[];
    const texts = members
      .filter(
        ({ key }) => !key || used.has(String((key as Node)['name'] ?? (key as Node)['value'])),
      )
      .map(({ start, end }) => code.slice(start, end));

    kept = `${code.slice(0, init.start)}{${texts.join(',\n')}}${code.slice(init.end)}`;
  });
  return kept;
}

export const usedWords: Plugin = {
  name: 'used-words',
  apply: 'build',
  renderChunk(code, chunk, _options, { chunks }) {
    const parse = (text: string) => this.parse(text);
    let used: Set<string> | undefined;
    for (const [id, { code: words }] of Object.entries(chunk.modules)) {
      const name = table.exec(id)?.[1];
      if (!name || !words) continue;
      used ??= new Set(
        Object.values(chunks)
          .flatMap(({ modules }) => Object.entries(modules))
          .flatMap(([other, module]) =>
            module.code && !table.test(other) ? [...namesIn(module.code, parse)] : [],
          ),
      );
      code = code.replace(words, () => withoutUnused(words, name, used!, parse));
    }
    return used ? { code, map: null } : null;
  },
};

function addName(names: Set<string>, node: unknown) {
  const { type, name, value } = (node ?? {}) as Node;
  if (type === 'Identifier') names.add(String(name));
  if (typeof value === 'string') names.add(value);
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
  } else if (typeof node === 'object' && node !== null) {
    if ('type' in node && 'start' in node) visit(node as Node);
    for (const value of Object.values(node)) walk(value, visit);
  }
}
