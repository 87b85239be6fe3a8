// Simplified Chinese. Protocol words, flags and states stay English; see nouns.ts for the rest.
import type { Words } from '../words';
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

export const zhCN: Words = {
  sentences: (items) => items.join(''),
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
