// Before each file of tests: the words of every language are here, as the page has them.
import { commandWords } from '../../../web/src/words/command';
import { elementWords } from '../../../web/src/words/element';
import { exportWords } from '../../../web/src/words/export';
import { pageWords } from '../../../web/src/words/page';
import { pasteWords } from '../../../web/src/words/paste';
import { shareWords } from '../../../web/src/words/share';

await Promise.all(
  [commandWords, elementWords, exportWords, pageWords, pasteWords, shareWords].map((set) =>
    set.loadAll(),
  ),
);
