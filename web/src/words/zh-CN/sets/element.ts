import type { words as english } from '../../en/sets/element';
import { embed } from '../embed';
import { drawing } from './drawing';

export const words: typeof english = {
  ...drawing,
  embed,
};
