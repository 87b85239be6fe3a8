// Who ended a connection, as a name that programs can compare.
import type { OutcomeName } from './names';
import type { Connection } from './connection';
import { outcomeName } from './connection';

/** The end whose FIN or RST came first; `both` where the FINs crossed, `none` where nobody ended it. */
export type Closer = 'client' | 'server' | 'both' | 'none';

const closers: Record<OutcomeName, Closer> = {
  closed_by_client: 'client',
  closed_by_server: 'server',
  closed_together: 'both',
  half_closed_by_client: 'client',
  half_closed_by_server: 'server',
  reset_by_client: 'client',
  reset_by_server: 'server',
  refused: 'server',
  no_answer: 'none',
  unreachable: 'none',
  half_open: 'none',
  still_open: 'none',
  unclear: 'none',
};

export const closerOf = (connection: Pick<Connection, 'outcome'>): Closer =>
  closers[outcomeName(connection)];
