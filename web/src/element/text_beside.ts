// Loads the part for texts from the script next to the single-script element, when the first text
// is shown.
import { partBeside } from './script_beside';
import type * as part from './text_part';

export const textPart = partBeside<typeof part>('tcp-ladder-text.js', 'tcpLadderText');
