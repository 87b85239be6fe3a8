import type { CommandWords } from '../words/command';

/** The error message, in the requested language. */
type Saying = (words: CommandWords['command']) => string;

/** The command line is invalid. */
export class UsageError extends Error {
  override name = 'UsageError';
  constructor(readonly say: Saying) {
    super('wrong usage');
  }
}

/** The file, or the request, is refused. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(readonly say: (words: CommandWords) => string) {
    super('refused');
  }
}
