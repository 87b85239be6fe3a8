// All texts of drawings and text exports.
import { exports } from '../exports';
import { taps } from '../taps';
import { story } from './story';

export const words = {
  ...story,
  exports,
  taps,
};
