// <tcp-ladder>, before it tells of a segment.
import { embed } from '../embed';
import { drawing } from './drawing';

export const words = {
  ...drawing,
  embed,
};
