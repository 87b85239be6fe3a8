import type { words as english } from '../../en/sets/panel';
import { flags } from '../flags';
import { layers } from '../layers';
import { options } from '../options';
import { predict } from '../predict';
import { wireshark } from '../wireshark';
import { words as page } from './page';
import { story } from './story';

export const words: typeof english = {
  ...page,
  ...story,
  flags,
  layers,
  options,
  predict,
  wireshark,
};
