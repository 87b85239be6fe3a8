// The part for two captures and curves from the script beside the one script.
import type * as part from './analysis_part';
import { partBeside } from './script_beside';

export const analysisPart = partBeside<typeof part>('tcp-ladder-analysis.js', 'tcpLadderAnalysis');
