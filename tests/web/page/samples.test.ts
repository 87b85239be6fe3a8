// Every capture in samples/ is offered under a title, in both languages.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pageWords } from '../../../web/src/words/page';

const folder = new URL('../../../samples/', import.meta.url).pathname;
const names = readdirSync(folder)
  .filter((file) => /\.pcap(ng)?$/.test(file))
  .map((file) => file.replace(/\.pcap(ng)?$/, ''))
  .sort();

it.each(['en', 'zh-CN'] as const)(
  'has a title for each sample and none besides: %s',
  (language) => {
    expect(Object.keys(pageWords.of(language).page.samples).sort()).toEqual(names);
  },
);
