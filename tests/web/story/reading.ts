// What is checked of any text in either language, and connections with events.
import { events as infos } from '../../../web/src/model/names';
import type { EventName } from '../../../web/src/model/names';
import type { Connection } from '../../../web/src/model/connection';
import type { Side } from '../../../web/src/model/segment';
import { storyOf } from '../../../web/src/story/story';
import type { SegmentStory } from '../../../web/src/story/story';
import type { StoryOptions } from '../../../web/src/story/segment_context';
import { panelWords } from '../../../web/src/words/panel';

export const en = panelWords.of('en');
export const zh = panelWords.of('zh-CN');

/** One event of the tracker: about row, by name, about an end, with its arguments in order. */
export type Said = [row: number, name: EventName, end: Side, args: number[], passed?: boolean];

/** The connection with these events; rows must ascend. */
export function saying(connection: Connection, ...said: Said[]): Connection {
  const args = new Float64Array(4 * said.length);
  said.forEach(([, , , values], i) => args.set(values, 4 * i));
  return {
    ...connection,
    events: {
      count: said.length,
      row: Uint32Array.from(said, ([row]) => row),
      id: Uint16Array.from(said, ([, name]) => infos.findIndex((info) => info.name === name)),
      end: Uint8Array.from(said, ([, , end]) => end),
      passed: Uint8Array.from(said, ([, , , , passed]) => (passed === false ? 0 : 1)),
      args,
    },
  };
}

/** The story of a segment by its number, which counts from 1. */
export function told(
  connection: Connection,
  number: number,
  options: Partial<StoryOptions> = {},
): SegmentStory {
  return storyOf(connection, number - 1, { words: en, ...options });
}

/** All sentences of a story as one text. */
export function textOf(story: SegmentStory): string {
  return [
    story.title,
    story.time,
    ...story.meanings.map(({ name, meaning }) => `${name}: ${meaning}`),
    ...story.paragraphs,
    story.gist,
    story.caption,
    ...story.checks.map(({ text }) => text),
    ...story.states.flatMap(({ howSure, reasons }) => [howSure, ...reasons]),
  ].join('\n');
}

/** What is wrong with a text, as a list that should be empty. */
export function faultsOf(text: string, language: 'en' | 'zh-CN'): string[] {
  const common = [/undefined/, /NaN/, /Infinity/, /\[object/, / {2}/, /#0\b/, /-\d/];
  const own =
    language === 'en'
      ? [/[\u3000-\u9fff\uff00-\uffef]/, /\b1 (bytes|segments|SYNs|packets|numbers)\b/, /\.\./]
      : [
          // A space between Han and Latin, none before or behind full-width punctuation.
          /[\u4e00-\u9fff][A-Za-z0-9#µ]/,
          /[A-Za-z0-9µ][\u4e00-\u9fff]/,
          /\s[，。；：（）、]/,
          /[，。；：（）、] /,
          /[\u4e00-\u9fff][,;:]/,
          /。。/,
        ];
  return [...common, ...own].flatMap((fault) => {
    const hit = fault.exec(text);
    return hit ? [`${fault} in “${text.slice(Math.max(0, hit.index - 30), hit.index + 30)}”`] : [];
  });
}
