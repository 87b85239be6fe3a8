// All texts of a drawing.
import { icmp } from '../icmp';
import { ladder } from '../ladder';
import { punctuation } from '../punctuation';
import { steps } from '../steps';
import { verdict } from '../verdict';

export const drawing = { icmp, ladder, punctuation, step: steps, verdict };
