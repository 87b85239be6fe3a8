// Comments to be written into a capture file.

/** The comments on one frame (from 1), or on the whole file (0). */
export interface FrameComments {
  frame: number;
  /** They replace those that the file has there; may be empty. */
  texts: readonly string[];
}
