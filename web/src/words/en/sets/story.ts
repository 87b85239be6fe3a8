// What every product says of a connection.
import { closing } from '../closing';
import { exchange } from '../exchange';
import { icmp } from '../icmp';
import { ladder } from '../ladder';
import { opening } from '../opening';
import { punctuation } from '../punctuation';
import { step } from '../step';
import { verdict } from '../verdict';

export const story = { closing, exchange, icmp, ladder, opening, punctuation, step, verdict };
