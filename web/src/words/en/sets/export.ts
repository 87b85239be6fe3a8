// Drawings and texts of a connection.
import { exports } from '../exports';
import { story } from './story';

export const words = {
  ...story,
  exports,
};
