// All texts of the command line.
import { command } from '../command';
import { compare } from '../compare';
import { exports } from '../exports';
import { fileSet } from '../file_set';
import { files } from '../files';
import { findings } from '../findings';
import { incidents } from '../incidents';
import { limit } from '../limit';
import { payload } from '../payload';
import { summary } from '../summary';
import { text } from '../text';
import { taps } from '../taps';
import { story } from './story';

export const words = {
  ...story,
  command,
  compare,
  exports,
  fileSet,
  files,
  findings,
  incidents,
  limit,
  payload,
  summary,
  text,
  taps,
};
