/** The part for texts, which the build makes a file of its own. */
export const textPart = () => import('./text_part');
