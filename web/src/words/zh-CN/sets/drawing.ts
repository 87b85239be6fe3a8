import type { drawing as english } from '../../en/sets/drawing';
import { icmp } from '../icmp';
import { ladder } from '../ladder';
import { punctuation } from '../punctuation';
import { steps } from '../steps';
import { verdict } from '../verdict';

export const drawing: typeof english = { icmp, ladder, punctuation, step: steps, verdict };
