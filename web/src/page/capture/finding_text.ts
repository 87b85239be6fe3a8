// The sentences of findings about the file.
import { findings as findingInfos } from '../../model/names';
import type { PageWords } from '../../words/page';
import type { FindingTable } from '../../model/connection';

/** The sentence of finding `i`; empty if this version of the page does not know it. */
export function messageOf(table: FindingTable, i: number, words: PageWords): string {
  const info = findingInfos[table.id[i]!];
  if (!info) return '';
  const n = (arg: string) => {
    const at = (info.args as readonly string[]).indexOf(arg);
    return at < 0 ? 0 : table.args[3 * i + at]!;
  };
  return words.findings.messageOf[info.name]({ n, times: table.times[i]! });
}

/** Findings whose `frame` is the last packet before them. */
const between: readonly string[] = ['truncated_tail', 'bad_record_length', 'bad_block_length'];

/**
 * The sentence with the first occurrence: a packet, or an offset in the file if none could be read.
 */
export function findingText(table: FindingTable, i: number, words: PageWords): string {
  const text = messageOf(table, i, words);
  const { aside } = words.punctuation;
  const frame = table.frame[i]!;
  if (between.includes(findingInfos[table.id[i]!]?.name ?? '')) {
    return aside(text, words.findings.offset({ offset: table.offset[i]! }));
  }
  return frame > 0 ? aside(text, words.findings.frame({ frame })) : text;
}
