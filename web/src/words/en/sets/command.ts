// The command line.
import { command } from '../command';
import { exports } from '../exports';
import { files } from '../files';
import { findings } from '../findings';
import { summary } from '../summary';
import { story } from './story';

export const words = {
  ...story,
  command,
  exports,
  files,
  findings,
  summary,
};
