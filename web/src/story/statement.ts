// The tracker's statements about one segment.
import { statements as infos } from '../model/names';
import type { StatementName } from '../model/names';
import type { StatementTable } from '../model/connection';
import type { Side } from '../model/segment';

export interface Statement {
  row: number;
  name: StatementName;
  kind: 'check' | 'transition' | 'remark';
  /** RFC and section. */
  clause: string;
  /** Whom it is about. */
  end: Side;
  /** Of a check. */
  passed: boolean;
  /** Numbers by the argument names of core/tcp/statements.def. */
  args: Readonly<Record<string, number>>;
}

/** The statements about segment `row`, in the tracker's order. */
export function statementsAt(table: StatementTable, row: number): Statement[] {
  const found: Statement[] = [];
  for (let i = firstAt(table, row); i < table.count && table.row[i] === row; i += 1) {
    const statement = statementOf(table, i);
    if (statement) found.push(statement);
  }
  return found;
}

/** Entry `i` of the table; null for an id this page does not know. */
function statementOf(table: StatementTable, i: number): Statement | null {
  const info = infos[table.id[i]!];
  if (!info) return null;
  const args: Record<string, number> = {};
  info.args.forEach((name, k) => {
    args[name] = table.args[i * 4 + k]!;
  });
  return {
    row: table.row[i]!,
    name: info.name,
    kind: info.kind,
    clause: info.clause,
    end: table.end[i] === 1 ? 1 : 0,
    passed: table.passed[i] !== 0,
    args,
  };
}

// Rows ascend, so the first entry of a row is found by halving.
function firstAt(table: StatementTable, row: number): number {
  let low = 0;
  let high = table.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table.row[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
