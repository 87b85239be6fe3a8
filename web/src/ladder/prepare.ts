// Passes over all segments of a connection, for the drawing and the story. They run one by one with
// pauses in between, so that a connection of hundreds of thousands of segments never blocks the
// page for long.
import type { Connection } from '../model/connection';
import { anotherTask } from '../base/another_task';
import { phasesOf } from '../model/phases';
import { roundTripOf } from './plan';
import { prepareRows, rowsOf } from '../model/rows';
import { runsOf } from './runs';
import { chooseScale, pausesOf } from './time_scale';

/** Connections with fewer segments are prepared when they are drawn. */
const MANY = 4_000;

/** Each stores its result by connection; all read the rows. */
const passes: readonly ((connection: Connection) => unknown)[] = [phasesOf, pausesOf, usualRunsOf];

export async function prepare(connection: Connection): Promise<void> {
  if (connection.segments.count < MANY) return;
  await prepareRows(connection, anotherTask);
  for (const pass of passes) {
    await anotherTask();
    pass(connection);
  }
  await anotherTask();
}

/** The runs of a drawing that folds idle times, the default. */
function usualRunsOf(connection: Connection) {
  const roundTrip = roundTripOf(phasesOf(connection));
  return runsOf(rowsOf(connection), chooseScale(pausesOf(connection), roundTrip, true, 0).silence);
}
