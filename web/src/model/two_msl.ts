// Length of TIME-WAIT. No segment shows it, so the reader chooses.

/** As in Linux, 2MSL by RFC 9293 section 3.4.2, or not shown. */
export type TwoMsl = 'linux' | 'rfc' | 'off';

/** Length in seconds. */
export const twoMslSeconds = { rfc: 240, linux: 60 } as const;
