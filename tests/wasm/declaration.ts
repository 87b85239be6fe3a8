// Reads the interfaces of a declaration file, and says where a value differs from one of them.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

export type Interfaces = Map<string, Map<string, string>>;

/** Members and their types, as text, by interface; methods read "method". */
export function interfacesOf(path: string): Interfaces {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const interfaces: Interfaces = new Map();
  source.forEachChild((node) => {
    if (!ts.isInterfaceDeclaration(node)) return;
    const members = new Map<string, string>();
    for (const member of node.members) {
      const name = member.name!.getText(source);
      if (ts.isMethodSignature(member)) members.set(name, 'method');
      if (ts.isPropertySignature(member)) {
        members.set(
          name,
          member
            .type!.getText(source)
            .replace(/\/\*.*?\*\//g, '')
            .trim(),
        );
      }
    }
    interfaces.set(node.name.text, members);
  });
  return interfaces;
}

/** Each way in which `value` is not what the declaration says, with the path to it. */
export function differences(
  interfaces: Interfaces,
  type: string,
  value: unknown,
  path = type,
): string[] {
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${path}: not an array`];
    const element = type.slice(0, -2);
    return value.flatMap((item, i) => differences(interfaces, element, item, `${path}[${i}]`));
  }
  if (type === 'number' || type === 'string' || type === 'boolean') {
    return typeof value === type ? [] : [`${path}: ${typeof value}, declared ${type}`];
  }
  const members = interfaces.get(type) ?? inlineMembers(type);
  if (members) return memberDifferences(interfaces, members, value, path);
  if (/Array$/.test(type)) {
    const found = Object.prototype.toString.call(value).slice(8, -1);
    return found === type ? [] : [`${path}: ${found}, declared ${type}`];
  }
  if (type === 'Status')
    return [0, 1, 2, 3].includes(value as number) ? [] : [`${path}: ${String(value)}`];
  return [`${path}: the test knows no type ${type}`];
}

function memberDifferences(
  interfaces: Interfaces,
  members: Map<string, string>,
  value: unknown,
  path: string,
): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: no object`];
  const object = value as Record<string, unknown>;
  const found = [...members].flatMap(([name, type]) => {
    if (!(name in object)) return [`${path}.${name}: missing`];
    if (type === 'method')
      return typeof object[name] === 'function' ? [] : [`${path}.${name}: no method`];
    return differences(interfaces, type, object[name], `${path}.${name}`);
  });
  const undeclared = Object.keys(object).filter((name) => !members.has(name));
  return [...found, ...undeclared.map((name) => `${path}.${name}: not declared`)];
}

/** `{ name: string; args: string[] }` */
function inlineMembers(type: string): Map<string, string> | undefined {
  const body = /^\{([^{}]*)\}$/.exec(type)?.[1];
  if (body === undefined) return undefined;
  const fields = body
    .split(';')
    .map((field) => field.trim())
    .filter(Boolean);
  return new Map(fields.map((field) => field.split(/:\s*/, 2) as [string, string]));
}
