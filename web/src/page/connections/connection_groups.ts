// The connections on view grouped by server, client, port or outcome, with sums. An outlier points
// to the cause.
import { css, html } from 'lit';
import { bytes, count, duration } from '../../base/format';
import type { PageWords } from '../../words/page';
import type { ConnectionRows } from './connection_rows';

export const groupings = ['none', 'server', 'client', 'port', 'outcome'] as const;
export type Grouping = (typeof groupings)[number];
type GroupedBy = Exclude<Grouping, 'none'>;

export interface Group {
  label: string;
  /** Filter term that selects the group's connections, to be added to the query. */
  query: string;
  connections: number;
  retransmissions: number;
  /** Total stall time in seconds. */
  stalls: number;
  /** Number of connections with findings. */
  findings: number;
  sent: number;
  received: number;
}

/** Maximum number of groups shown; a filter reduces them. */
const most = 200;

/** Groups by most retransmissions, then most stalls, then most connections. */
export function groupsOf(
  rows: ConnectionRows,
  shown: Uint32Array,
  by: GroupedBy,
  words: PageWords,
): Group[] {
  const { table, measures } = rows;
  const key = keyOf(rows, by);
  const groups = new Map<number, Group>();
  for (const i of shown) {
    const id = key(i);
    let group = groups.get(id);
    if (!group) {
      group = { ...named(rows, i, by, words), ...nothing };
      groups.set(id, group);
    }
    group.connections += 1;
    group.retransmissions += table.retransmissions[2 * i]! + table.retransmissions[2 * i + 1]!;
    group.stalls += measures?.stalls[i] ?? 0;
    group.findings += Number((measures?.incidents[i] ?? 0) !== 0);
    group.sent += table.payload[2 * i]!;
    group.received += table.payload[2 * i + 1]!;
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.retransmissions - a.retransmissions || b.stalls - a.stalls || b.connections - a.connections,
  );
}

const nothing = {
  ...{ connections: 0, retransmissions: 0, stalls: 0, findings: 0, sent: 0, received: 0 },
};

function keyOf({ table, addresses }: ConnectionRows, by: GroupedBy): (i: number) => number {
  const { ports, outcome } = table;
  switch (by) {
    case 'server':
      return (i) => addresses.of[2 * i + 1]! * 65536 + ports[2 * i + 1]!;
    case 'client':
      return (i) => addresses.of[2 * i]!;
    case 'port':
      return (i) => ports[2 * i + 1]!;
    case 'outcome':
      return (i) => outcome[i]!;
  }
}

function named(rows: ConnectionRows, i: number, by: GroupedBy, words: PageWords) {
  const row = rows.at(i);
  switch (by) {
    case 'server':
      return { label: row.server, query: row.server };
    case 'client': {
      const address = row.client.slice(0, row.client.lastIndexOf(':'));
      return { label: address, query: address };
    }
    case 'port': {
      const port = row.server.slice(row.server.lastIndexOf(':'));
      return { label: port, query: port };
    }
    case 'outcome':
      return { label: words.summary.outcomes[row.outcome], query: row.outcome };
  }
}

export const groupStyles = css`
  .grouped {
    max-height: var(--table-height, 270px);
    overflow: auto;
    border-bottom: 1px solid var(--hair);
  }
  .grouped table {
    border-collapse: collapse;
    font-size: 12.5px;
    line-height: 18px;
  }
  .grouped th {
    font-weight: 500;
    color: var(--ink3);
  }
  .grouped th,
  .grouped td {
    padding: 4px 18px 4px 0;
    border-bottom: 1px solid var(--hair);
    text-align: right;
    white-space: nowrap;
  }
  .grouped th:first-child,
  .grouped td:first-child {
    text-align: left;
  }
`;

/** `choose` is called with the query of a group. */
export function groupTable(
  groups: readonly Group[],
  by: GroupedBy,
  words: PageWords,
  choose: (query: string) => void,
) {
  const { heads } = words.summary;
  return html`<div class="grouped" tabindex="0" role="region" aria-label=${words.page.groupBy}>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.page.groupings[by]}</th>
          <th scope="col">${words.page.connections}</th>
          <th scope="col">${heads.retransmissions}</th>
          <th scope="col">${heads.stalls}</th>
          <th scope="col">${heads.findings}</th>
          <th scope="col">${heads.sent}</th>
          <th scope="col">${heads.received}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.slice(0, most).map(
          (group) =>
            html`<tr>
              <td>
                <button class="link" @click=${() => choose(group.query)}>${group.label}</button>
              </td>
              <td>${count(group.connections)}</td>
              <td>${group.retransmissions ? count(group.retransmissions) : ''}</td>
              <td>${group.stalls ? duration(group.stalls) : ''}</td>
              <td>${group.findings ? count(group.findings) : ''}</td>
              <td>${bytes(group.sent)}</td>
              <td>${bytes(group.received)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
