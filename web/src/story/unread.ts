// Why a capture with packets has no segment, from its findings.
import { findings } from '../model/names';
import type { FindingName } from '../model/names';
import type { FindingTable } from '../model/connection';

/** Contents of packets without TCP segments, by the finding's name and numbers. */
export interface Unread {
  finding: FindingName;
  packets: number;
  args: Record<string, number>;
}

/**
 * The findings about link layer, IP and TCP header, each a reason why packets were not read
 * completely.
 */
export function unreadOf(table: FindingTable): Unread[] {
  const layers: readonly string[] = ['link', 'ip', 'tcp'];
  const unread: Unread[] = [];
  for (let i = 0; i < table.count; i += 1) {
    const info = findings[table.id[i]!];
    if (!info || !layers.includes(info.layer)) continue;
    const args = info.args.map((arg, at) => [arg, table.args[3 * i + at]!] as const);
    unread.push({ finding: info.name, packets: table.times[i]!, args: Object.fromEntries(args) });
  }
  return unread;
}

/** One sentence, in the words of the page or the command. */
export function unreadReason(
  { finding, packets, args }: Unread,
  words: {
    findings: {
      messageOf: Record<FindingName, (p: { n: (arg: string) => number; times: number }) => string>;
    };
  },
): string {
  return words.findings.messageOf[finding]({ n: (arg) => args[arg] ?? 0, times: packets });
}
