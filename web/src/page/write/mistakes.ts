// Mistakes in a script, for the editor: in words, and with the word that was probably meant.
import type { TextProblem } from '../../model/text_notes';
import type { ProblemName } from '../../model/names';
import type { PageWords } from '../../words/page';
import { textWords } from '../../words/text';
import { writeWords } from '../../words/write';
import type { Mistake } from './script_editor';

/** Words that are valid at the position of a problem. */
const candidates: Partial<Record<ProblemName, readonly string[]>> = {
  unexpected_word_after_packet: ['ack', 'win', 'urg'],
  unknown_tcp_option: ['mss', 'sackOK', 'wscale', 'TS', 'nop', 'eol', 'sack', 'FO'],
};

export function mistakesOf(problems: readonly TextProblem[], { lang }: PageWords): Mistake[] {
  const words = textWords.of(lang);
  const { change } = writeWords.of(lang);
  return problems.map((problem) => {
    const to = meant(problem);
    return {
      ...problem,
      place: words.at(problem),
      message: words.problems[problem.name](problem),
      change: to === null ? null : { to, label: change({ to }) },
    };
  });
}

function meant({ name, found }: TextProblem): string | null {
  const near = candidates[name]?.find((word) => isNear(word.toLowerCase(), found.toLowerCase()));
  return near ?? null;
}

/**
 * Whether the words differ by one letter: added, missing, replaced, or swapped with its neighbour.
 */
function isNear(word: string, found: string): boolean {
  if (Math.abs(word.length - found.length) > 1 || found === '') return false;
  let at = 0;
  while (at < word.length && word[at] === found[at]) at += 1;
  const [a, b] = [word.slice(at), found.slice(at)];
  return (
    a.slice(1) === b ||
    a === b.slice(1) ||
    a.slice(1) === b.slice(1) ||
    (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}
