import { parseAst } from 'rolldown/parseAst';
import { expect, it } from 'vitest';
import { namesIn, withoutUnused } from '../../../web/build/words';

const parse = (code: string) => parseAst(code);
const table = `
  const messages = { a: 'far away' };
  const page$1 = { open: 'Open', 'aria-label': 'Label', close: () => 'Close', messages, name: 'Name' };`;

it('counts what is read, taken apart or named in a string', () => {
  const { open, close } = { open: 'open', close: 'close' };
  const names = namesIn(`say(words.page.${open}); const { ${close}: c } = page; at('name')`, parse);
  expect([...names].sort()).toEqual(['close', 'name', 'open', 'page']);
});

it('leaves out what is not used, and nothing else', () => {
  const kept = withoutUnused(table, 'page', new Set(['close', 'aria-label']), parse);
  expect(kept).toContain(`{'aria-label': 'Label',\nclose: () => 'Close'};`);
  expect(kept).toContain('far away');
  expect(withoutUnused(table, 'other', new Set(), parse)).toBe(table);
});

it('keeps a table whole that is asked by a key it cannot see', () => {
  const used = namesIn('say(words.page[id])', parse);
  expect(withoutUnused(table, 'page', used, parse)).toBe(table);
});
