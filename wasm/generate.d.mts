/** Brings web/generated/ up to date with the tables of the core. */
export function generate(): void;
