import type { CommandWords } from '../words/command';

/** What is wrong, in the language that was asked for. */
type Saying = (words: CommandWords['command']) => string;

/** The command was called in a way it does not know. */
export class UsageError extends Error {
  override name = 'UsageError';
  constructor(readonly say: Saying) {
    super('wrong usage');
  }
}

/** The file, or what was asked of it, is refused. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(readonly say: (words: CommandWords) => string) {
    super('refused');
  }
}
