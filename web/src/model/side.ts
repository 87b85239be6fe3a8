/** 0 is the client, 1 the server. */
export type Side = 0 | 1;
