export type Random = (bound: number) => number;

export function randomNumbers(seed: number): Random;
export function mutated(octets: Uint8Array, other: Uint8Array, random: Random): Uint8Array;
