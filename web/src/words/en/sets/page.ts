// All texts of the page.
import { endpoints } from '../endpoints';
import { exports } from '../exports';
import { files } from '../files';
import { filter } from '../filter';
import { findings } from '../findings';
import { flags } from '../flags';
import { layers } from '../layers';
import { notices } from '../notices';
import { options } from '../options';
import { page } from '../page';
import { panel } from '../panel';
import { predict } from '../predict';
import { summary } from '../summary';
import { wireshark } from '../wireshark';
import { story } from './story';

export const words = {
  ...story,
  endpoints,
  exports,
  files,
  filter,
  findings,
  flags,
  layers,
  notices,
  options,
  page,
  panel,
  predict,
  summary,
  wireshark,
};
