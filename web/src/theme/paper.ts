// A sheet of paper as print styles have it.

/** A4 upright within the margins of 13 mm that page.css asks for, px. */
export const PAPER = { width: 695, height: 1024 } as const;
