// Before each file of tests: the words of every language are here, as the page has them.
import { commandWords } from '../../../web/src/words/command';
import { elementWords } from '../../../web/src/words/element';
import { exportWords } from '../../../web/src/words/export';
import { fileWords } from '../../../web/src/words/files';
import { pageWords } from '../../../web/src/words/page';
import { panelWords } from '../../../web/src/words/panel';
import { pasteWords } from '../../../web/src/words/paste';
import { shareWords } from '../../../web/src/words/share';
import { storyWords } from '../../../web/src/words/story';

await Promise.all(
  [
    commandWords,
    elementWords,
    exportWords,
    fileWords,
    pageWords,
    panelWords,
    pasteWords,
    shareWords,
    storyWords,
  ].map((set) => set.loadAll()),
);
