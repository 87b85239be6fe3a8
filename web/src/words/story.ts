// The words that the story of a connection and its drawing need, in every product.
import type { story } from './en/sets/story';
import type { Spoken } from './word_set';

export type Words = Spoken<typeof story>;
