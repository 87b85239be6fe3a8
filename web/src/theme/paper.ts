// A sheet of paper as in the print styles.

/** A4 upright within the margins of 13 mm in page.css, in px. */
export const PAPER = { width: 695, height: 1024 } as const;
