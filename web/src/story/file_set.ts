// Sentences about several files that were opened together.
import { tapNames, type FileSetFound } from '../model/file_set';
import type { fileSet } from '../words/en/file_set';

/**
 * Gaps without packets between two files that are at least this long, in seconds, are mentioned.
 */
const notableGap = 1;

/** Sentences without full stops. `names`: of the files as opened, safe to show. */
export function aboutFiles(
  found: FileSetFound,
  names: readonly string[],
  { fileSet: say }: { fileSet: typeof fileSet },
): string[] {
  const { relation, order, gaps, packets } = found;
  const named = (holds: boolean) =>
    order.filter((i) => packets[i]! > 0 === holds).map((i) => names[i]!);
  const [held, empty] = [named(true), named(false)];
  const gap = (seconds: number, i: number) =>
    say.gap({ seconds, before: held[i]!, after: held[i + 1]! });
  return [
    ...(held.length > 1
      ? [say.relations[relation]({ names: relation === 'taps' ? tapNames(found, names) : held })]
      : []),
    ...(relation === 'pieces'
      ? gaps.flatMap((seconds, i) => (seconds > notableGap ? [gap(seconds, i)] : []))
      : []),
    ...(empty.length > 0 ? [say.withoutPackets({ names: empty })] : []),
  ];
}
