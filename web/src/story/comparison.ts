// What two connections differ in, as sentences.
import type { Divergence } from '../model/comparison';
import { tcpOptionName } from '../model/tcp_options';
import type { CompareWords } from '../words/compare';

/** Without a full stop. */
export function divergenceText(divergence: Divergence, words: Pick<CompareWords, 'sentences'>) {
  const { kind, detail } = divergence;
  const option = kind === 'option' ? (tcpOptionName(detail) ?? null) : null;
  return words.sentences[kind]({ ...divergence, option });
}
