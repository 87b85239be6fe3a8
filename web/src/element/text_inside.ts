/** The part for texts; the build makes it a separate file. */
export const textPart = () => import('./text_part');
