/** The part for two captures and curves, which the build makes a file of its own. */
export const analysisPart = () => import('./analysis_part');
