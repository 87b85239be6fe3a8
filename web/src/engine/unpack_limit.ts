/** Default limit of unpacked bytes; a longer capture is shown up to there. */
export const unpackedLimit = 2 * 1024 * 1024 * 1024;
