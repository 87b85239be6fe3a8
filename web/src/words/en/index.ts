// English, the source of all words. A function takes the numbers it needs by name; sequence numbers
// come as text, because the reader chooses how they count; rows count from 0 and show from 1.
import { closing } from './closing';
import { exchange } from './exchange';
import { findings } from './findings';
import { icmp } from './icmp';
import { ladder } from './ladder';
import { layers } from './layers';
import { opening } from './opening';
import { page } from './page';
import { panel } from './panel';
import { predict } from './predict';
import { verdict } from './verdict';

export const en = {
  /** Joins sentences to a paragraph. */
  sentences: (items: readonly string[]) => items.join(' '),
  opening,
  exchange,
  closing,
  panel,
  predict,
  verdict,
  icmp,
  ladder,
  layers,
  findings,
  page,
};
