// Everything that is said of the samples, in a language made from English: what stays English is not
// translated.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import createEngine from '#engine';
import { CaptureSession } from '../../../web/src/engine/worker/session';
import { toMermaid, toSvg, toText } from '../../../web/src/export';
import type { Connection } from '../../../web/src/model/connection';
import { flagSentences } from '../../../web/src/page/verdict/flag_sentences';
import { wiresharkStory } from '../../../web/src/panel/wireshark';
import { storyOf } from '../../../web/src/story/story';
import { verdictOf } from '../../../web/src/story/verdict';
import type { Language } from '../../../web/src/words';
import type * as command from '../../../web/src/words/command';
import { panelWords, type PanelWords } from '../../../web/src/words/panel';
import { sample, tcpLadder } from '../cli/command';
import { textOf } from '../story/reading';
import { accent, englishIn, pseudo } from './pseudo';

vi.mock('../../../web/src/words/command', async (original) => {
  const { commandWords } = await original<typeof command>();
  const { pseudo: made } = await import('./pseudo');
  const words = made(commandWords.of('en'));
  return { commandWords: { load: () => undefined, of: () => words } };
});

const tag = 'en-XA' as Language;
const words: PanelWords = { ...pseudo(panelWords.of('en')), lang: tag };
const samples = readdirSync(sample('')).filter((name) => /\.pcap(ng)?$/.test(name));

/** Of a flood or scan, which has hundreds alike. */
const enough = 3;

async function connectionsOf(name: string): Promise<Connection[]> {
  const session = new CaptureSession(() => createEngine());
  const { info } = await session.open(new Blob([new Uint8Array(readFileSync(sample(name)))]));
  const all: Connection[] = [];
  for (let i = 0; i < Math.min(info.connections, enough); i += 1) {
    all.push(await session.connection(i));
  }
  session.dispose();
  return all;
}

/** What stands between the tags of an SVG, without its styles. */
const textIn = (svg: string) =>
  svg.replace(/<style.*?<\/style>/gs, ' ').replace(/<[^>]*>|&[a-z]+;/g, ' ');

describe('the language', () => {
  it('is about a third longer, and keeps the names of the protocol', () => {
    const sentence = words.opening.synTakesOne({ seq: '0', next: '1' });
    const english = panelWords.of('en').opening.synTakesOne({ seq: '0', next: '1' });
    expect(sentence.length / english.length).toBeGreaterThan(1.25);
    expect(sentence).toContain('SYN');
    expect(sentence).toContain('ack 1 = 0 + 1');
    expect(englishIn(sentence)).toEqual([]);
  });

  it('lets plain English be seen', () => {
    expect(englishIn(`${accent('The client closes.')} The server, too.`)).toEqual([
      'The',
      'server',
      'too',
    ]);
  });

  it('does not make a sentence out of what a sentence was given', () => {
    const file = 'my holiday.pcap';
    expect(words.files.notACapture).not.toContain('capture');
    expect(words.notices.refusedInside({ file, packing: 'gzip', kind: 'x' })).toContain(file);
  });
});

describe.each(samples)('%s', (name) => {
  it('has no word of English left', async () => {
    const connections = await connectionsOf(name);
    for (const connection of connections) {
      const options = { words, numbers: 'relative', part: 'all', title: null } as const;
      const { headline, facts } = verdictOf(connection, words);
      const texts = [
        headline,
        ...facts.filter((fact) => !fact.mono).flatMap(({ label, text }) => [label, text]),
        ...flagSentences(connection, words, 'linux').map(({ text }) => text),
        toText(connection, options).replace(/ {2,}\S*$/gm, ' '),
        textIn(toSvg(connection, options)),
      ];
      for (let row = 0; row < Math.min(40, connection.segments.count); row += 1) {
        texts.push(textOf(storyOf(connection, row, { words })));
        const wireshark = wiresharkStory(connection, row, { words });
        texts.push(...(wireshark?.words.flatMap(({ terms }) => terms) ?? []));
        texts.push(wireshark?.difference ?? '', ...(wireshark?.fields ?? []));
      }
      expect(texts.flatMap(englishIn)).toEqual([]);
      const mermaid = toMermaid(connection, options).replace(
        /^ *(?:[CS]--?(?:>>|x)[CS]|sequenceDiagram|accTitle|accDescr|title|participant [CS] as|Note (?:over|left of|right of)[^:]*)|#\d+;/gm,
        ' ',
      );
      expect(englishIn(mermaid)).toEqual([]);
    }
  });
});

describe('the command line', () => {
  it.each([
    [['--help']],
    [['list', sample('syn-scan.pcap')]],
    [['text', sample('http-1688.pcap'), '--part', 'teardown']],
    [['check', sample('http-1688.pcap'), '--expect', 'segments=1']],
    [['svg', sample('refused.pcap'), '--part', '90-99']],
    [['list']],
    [[]],
    [['svg', 'x.pcap', '--width', '-1']],
    [['svg', sample('README.md')]],
  ])('%j', async (argv) => {
    const { out, err } = await tcpLadder(argv);
    const said = `${out}${err}`.replace(/\/\S+/g, ' ').replace(/segments=1/g, ' ');
    expect(said.trim()).not.toBe('');
    expect(englishIn(said)).toEqual([]);
  });
});
