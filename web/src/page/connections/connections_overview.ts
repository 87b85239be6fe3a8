// Shown above the ladder of a capture with several connections: endpoint statistics, and the table
// of connections.
import { html, nothing } from 'lit';
import type { Connection } from '../../model/connection';
import type { PageWords } from '../../words/page';
import type { CaptureController } from '../capture_controller';
import { durationOf } from '../capture_stage';
import type { Chosen } from './connections_section';
import { endpointStatisticsList } from './endpoint_statistics';

export interface OverviewCommands {
  /** Shows the connections that match a query. */
  filterBy: (query: string) => void;
  show: (index: number, step?: number) => void;
}

/** `chosen`: the connection on view. */
export function connectionsOverview(
  capture: CaptureController,
  chosen: Connection,
  words: PageWords,
  { filterBy, show }: OverviewCommands,
) {
  const { rows, stage, endpointStatistics, incidents, hasPayload, ask } = capture;
  if (!rows || rows.count <= 1) return nothing;
  const duration = durationOf(stage);
  return html`${endpointStatisticsList(endpointStatistics, duration, words, filterBy)}<tcp-connections
      .rows=${rows}
      .measures=${rows.measures}
      .incidents=${incidents}
      .chosen=${chosen}
      .duration=${duration}
      .words=${words}
      .findPayload=${hasPayload ? ask.findPayload : null}
      @choose=${({ detail }: CustomEvent<Chosen>) => show(detail.index, detail.step)}
    ></tcp-connections>`;
}
