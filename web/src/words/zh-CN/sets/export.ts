import type { words as english } from '../../en/sets/export';
import { exports } from '../exports';
import { taps } from '../taps';
import { story } from './story';

export const words: typeof english = {
  ...story,
  exports,
  taps,
};
