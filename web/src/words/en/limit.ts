// Short names of what limits a transfer, for facts, lists and the ribbon.
import type { Limit } from '../../model/insight';

const limits: Record<Limit, string> = {
  application: 'application',
  receiver_window: 'receiver’s window',
  sender_buffer: 'sender’s buffer',
  path_rate: 'path rate',
  loss: 'loss',
  slow_start: 'slow start',
  nagle_delayed_ack: 'Nagle and delayed ACK',
  unknown: 'unknown',
};

export const limit = {
  /** Precedes the sentence with the duration. */
  limitedBy: (p: { limit: Limit }) => `Limited by ${limits[p.limit]}`,
  names: limits,
  /** Column header in the command's list. */
  head: 'Limited by',
};
