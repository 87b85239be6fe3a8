// Simplified Chinese. Protocol words, flags and states stay English; see nouns.ts for the rest.
import type { Words } from './words';
import { closing } from './zh-CN/closing';
import { exchange } from './zh-CN/exchange';
import { findings } from './zh-CN/findings';
import { icmp } from './zh-CN/icmp';
import { ladder } from './zh-CN/ladder';
import { layers } from './zh-CN/layers';
import { opening } from './zh-CN/opening';
import { page } from './zh-CN/page';
import { panel } from './zh-CN/panel';
import { predict } from './zh-CN/predict';
import { verdict } from './zh-CN/verdict';

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
