import type { punctuation as english } from '../en/punctuation';

export const punctuation: typeof english = {
  sentences: (items) => items.join(''),
  sentence: (text) => `${text}。`,
  list: (items) => items.join('，'),
  clauses: (items) => items.join('；'),
  aside: (text, added) => `${text}（${added}）`,
  colon: '：',
  space: '',
};
