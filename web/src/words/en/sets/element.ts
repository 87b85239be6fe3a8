// All texts of <tcp-ladder> except its story.
import { embed } from '../embed';
import { drawing } from './drawing';

export const words = {
  ...drawing,
  embed,
};
