// The command line.
import { command } from '../command';
import { exports } from '../exports';
import { files } from '../files';
import { findings } from '../findings';
import { limit } from '../limit';
import { summary } from '../summary';
import { text } from '../text';
import { story } from './story';

export const words = {
  ...story,
  command,
  exports,
  files,
  findings,
  limit,
  summary,
  text,
};
