// Words about the payload that an end sent; loaded with it.
import { payload as english } from './en/payload';
import { WordSet } from './word_set';

export const payloadWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/payload.ts', '!./en/**'], { import: 'payload' }),
);
