// English, the source of all words. A function takes the numbers it needs by name; sequence numbers
// come as text, because the reader chooses how they count; rows count from 0 and show from 1.
import { closing } from './en/closing';
import { exchange } from './en/exchange';
import { findings } from './en/findings';
import { icmp } from './en/icmp';
import { ladder } from './en/ladder';
import { layers } from './en/layers';
import { opening } from './en/opening';
import { page } from './en/page';
import { panel } from './en/panel';
import { predict } from './en/predict';
import { verdict } from './en/verdict';

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
