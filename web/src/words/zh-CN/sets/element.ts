import type { words as english } from '../../en/sets/element';
import { embed } from '../embed';
import { files } from '../files';
import { story } from './story';

export const words: typeof english = {
  ...story,
  embed,
  files,
};
