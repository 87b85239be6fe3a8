import type { story as english } from '../../en/sets/story';
import { closing } from '../closing';
import { exchange } from '../exchange';
import { opening } from '../opening';
import { step } from '../step';
import { drawing } from './drawing';

export const story: typeof english = { ...drawing, closing, exchange, opening, step };
