/** The part for two captures and curves; the build makes it a separate file. */
export const analysisPart = () => import('./analysis_part');
