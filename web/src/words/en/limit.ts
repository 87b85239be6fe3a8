// What limits a transfer, in a word: for its fact, a list, a ribbon.
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
  /** Before the sentence that says how long. */
  limitedBy: (p: { limit: Limit }) => `Limited by ${limits[p.limit]}`,
  names: limits,
  /** Column of the command's list. */
  head: 'Limited by',
};
