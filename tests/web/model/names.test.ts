// The tuples of the page against the tables of the core, so that drift fails before the module is
// built.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as names from '../../../web/src/model/names';

const core = new URL('../../../core/', import.meta.url).pathname;

/** The arguments of each MACRO(…) entry of a .def file, quotes taken off. */
function entries(file: string, macro: string): string[][] {
  const text = readFileSync(core + file, 'utf8');
  const found = [...text.matchAll(new RegExp(`^${macro}\\(([^)]*)\\)`, 'gm'))];
  expect(found.length, `${file} has entries`).toBeGreaterThan(0);
  return found.map(([, args]) => args!.split(',').map((arg) => arg.trim().replace(/^"|"$/g, '')));
}

const first = (file: string, macro: string) => entries(file, macro).map(([name]) => name);
const used = (args: string[]) => args.filter((arg) => arg !== '_');

describe('the names', () => {
  it('of states', () => {
    expect(names.states).toEqual(entries('tcp/states.def', 'STATE').map(([, name]) => name));
  });

  it('of layers', () => {
    expect(names.layers).toEqual([...first('net/layers.def', 'LAYER'), 'tcp']);
  });

  it('of certainties', () => {
    const text = readFileSync(`${core}tcp/state.h`, 'utf8');
    const list = /kCertaintyNames = \{([^}]*)\}/.exec(text)![1]!;
    expect(names.certainties).toEqual([...list.matchAll(/"(\w+)"/g)].map(([, name]) => name));
  });

  it.each([
    ['analyses', 'analysis/analyses.def', 'ANALYSIS'],
    ['outcomes', 'tcp/outcomes.def', 'OUTCOME'],
    ['openings', 'tcp/openings.def', 'OPENING'],
    ['zeekStates', 'analysis/zeek_states.def', 'ZEEK_STATE'],
    ['retryKinds', 'engine/retry_kinds.def', 'RETRY_KIND'],
    ['stallCauses', 'engine/stall_causes.def', 'STALL_CAUSE'],
  ] as const)('of %s', (list, file, macro) => {
    expect(names[list]).toEqual(first(file, macro));
  });

  it('of findings, with severity, layer and arguments', () => {
    expect(names.findings).toEqual(
      entries('findings/findings.def', 'FINDING').map(([name, severity, layer, ...args]) => ({
        name,
        severity,
        layer,
        args: used(args),
      })),
    );
  });

  it('of facts and of the terms of analyses, with arguments', () => {
    expect(names.summaryItems).toEqual(
      entries('engine/summary_items.def', 'SUMMARY_ITEM').map(([name, ...args]) => ({
        name,
        args: used(args),
      })),
    );
    expect(names.analysisTerms).toEqual(
      entries('analysis/analysis_terms.def', 'ANALYSIS_TERMS').map(([, ...args]) => used(args)),
    );
  });

  it('of statements, with kind, clause and arguments', () => {
    expect(names.events).toEqual(
      entries('tcp/events.def', 'EVENT').map(([name, kind, clause, ...args]) => ({
        name,
        kind,
        clause,
        args: used(args),
      })),
    );
  });
});
