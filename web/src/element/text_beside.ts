// The part for texts from the script beside the one script, fetched when the first text is shown.
import { partBeside } from './script_beside';
import type * as part from './text_part';

export const textPart = partBeside<typeof part>('tcp-ladder-text.js', 'tcpLadderText');
