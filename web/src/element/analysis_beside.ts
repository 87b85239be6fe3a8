// Loads the part for two captures and curves from the script next to the single-script element.
import type * as part from './analysis_part';
import { partBeside } from './script_beside';

export const analysisPart = partBeside<typeof part>('tcp-ladder-analysis.js', 'tcpLadderAnalysis');
