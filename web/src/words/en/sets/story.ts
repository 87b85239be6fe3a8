// All texts about a connection that every product needs.
import { closing } from '../closing';
import { exchange } from '../exchange';
import { opening } from '../opening';
import { step } from '../step';
import { drawing } from './drawing';

export const story = { ...drawing, closing, exchange, opening, step };
