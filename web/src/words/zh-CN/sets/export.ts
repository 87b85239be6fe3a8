import type { words as english } from '../../en/sets/export';
import { exports } from '../exports';
import { story } from './story';

export const words: typeof english = {
  ...story,
  exports,
};
