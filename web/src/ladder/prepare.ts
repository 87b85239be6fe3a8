// The passes over all segments of a connection that its drawing and its story look things up in,
// made one by one with a pause between, so that a connection of hundreds of thousands of segments
// never holds up the page for long.
import type { Connection } from '../model';
import { landmarksOf } from '../story/landmarks';
import { phasesOf } from './phases';
import { rowsOf } from './rows';
import { pausesOf } from './time_scale';

/** Connections below this are prepared as they are drawn. */
const MANY = 20_000;

/** Each remembers what it found, by the connection. */
const passes: readonly ((connection: Connection) => unknown)[] = [
  rowsOf,
  landmarksOf,
  phasesOf,
  pausesOf,
];

export async function prepare(connection: Connection): Promise<void> {
  if (connection.segments.count < MANY) return;
  for (const pass of passes) {
    pass(connection);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
