// Drawings and texts of a connection.
import { exports } from '../exports';
import { taps } from '../taps';
import { story } from './story';

export const words = {
  ...story,
  exports,
  taps,
};
