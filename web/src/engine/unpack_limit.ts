/** Unpacked bytes at most unless told; a capture that goes on behind them is shown up to there. */
export const unpackedLimit = 2 * 1024 * 1024 * 1024;
