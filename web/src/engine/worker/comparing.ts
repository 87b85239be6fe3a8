// Two connections side by side: of the open capture, or one of it and one of another capture, which is
// read with the same module and kept until the next one takes its place.
import type { ConnectionStory, ConnectionTable, PartsOnDemand } from '../../../../wasm/engine.mjs';
import type { Compared } from '../../model/comparison';
import type { Connection } from '../../model/connection';
import type { Insight } from '../../model/insight';
import { addInsight } from '../../model/sent_by_others';

/** What tells a connection of an open capture. */
export interface StoryTeller {
  story(index: number): Promise<ConnectionStory>;
  connection(index: number): Promise<Connection>;
  insight(index: number): Promise<Insight>;
}

/** The capture beside the one that is open. */
export interface Beside {
  /** Of no rows where the file is no capture, or has no TCP. */
  table: ConnectionTable;
}

/** Connection `index` of `first` and `other` of `second`. */
export async function comparedWith(
  part: PartsOnDemand,
  first: StoryTeller,
  index: number,
  second: StoryTeller,
  other: number,
): Promise<Compared> {
  const stories: ConnectionStory[] = [];
  try {
    // One after the other: they use the same buffer.
    const a = await first.story(index);
    stories.push(a);
    const b = await second.story(other);
    stories.push(b);
    const differs = part.compare(a, b);
    // Its ladder says which segments something in the middle sent.
    const insight = await second.insight(other);
    const connection = await second.connection(other);
    addInsight(connection, insight);
    return { second: connection, ...differs };
  } finally {
    for (const story of stories) story.delete();
  }
}
