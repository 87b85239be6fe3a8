/** Default limit of unpacked bytes. Only this much of a longer capture is read. */
export const unpackedLimit = 2 * 1024 * 1024 * 1024;
