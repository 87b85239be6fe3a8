// How long an end waits in TIME-WAIT: nothing on the wire tells, so the reader chooses.

/** As Linux waits, 2MSL by RFC 9293 section 3.4.2, or not shown. */
export type TwoMsl = 'linux' | 'rfc' | 'off';

/** Seconds. */
export const twoMslSeconds = { rfc: 240, linux: 60 } as const;
