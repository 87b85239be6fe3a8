// Size of a sheet of paper in the print styles.

/** A4 portrait within the margins of 13 mm in page.css, in px. */
export const PAPER = { width: 695, height: 1024 } as const;
