import type { words as english } from '../../en/sets/page';
import { endpoints } from '../endpoints';
import { exports } from '../exports';
import { files } from '../files';
import { filter } from '../filter';
import { findings } from '../findings';
import { notices } from '../notices';
import { page } from '../page';
import { panel } from '../panel';
import { summary } from '../summary';
import { drawing } from './drawing';

export const words: typeof english = {
  ...drawing,
  endpoints,
  exports,
  files,
  filter,
  findings,
  notices,
  page,
  panel,
  summary,
};
