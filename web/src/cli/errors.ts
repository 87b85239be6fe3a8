/** The command was called in a way it does not know. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The file, or what was asked of it, is refused. */
export class Refusal extends Error {
  override name = 'Refusal';
}
