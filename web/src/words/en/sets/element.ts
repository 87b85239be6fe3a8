// <tcp-ladder>.
import { embed } from '../embed';
import { files } from '../files';
import { story } from './story';

export const words = {
  ...story,
  embed,
  files,
};
