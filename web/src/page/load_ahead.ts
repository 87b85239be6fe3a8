// Loads everything the reader may need next, once the first drawing is done. After that, the page
// makes no more requests.
import { pageWords } from '../words/page';

/** Delay after the first drawing, in milliseconds. */
const pause = 500;
let begun = false;

export function loadAhead() {
  if (begun) return;
  begun = true;
  setTimeout(() => {
    const parts = [
      pageWords.loadAll(),
      import('./connections/connections_section'),
      import('./share/share_panel'),
      import('./compare/comparison_view'),
      import('./notes/note_field'),
      import('./export/export_choices'),
      import('../curves/curves_view'),
      import('../panel/payload_part'),
      import('../export'),
      import('../words/export').then(({ exportWords }) => exportWords.loadAll()),
      import('../panel/part').then(({ panelWords }) => panelWords.loadAll()),
    ];
    // Whatever fails now is requested again when it is needed.
    void Promise.allSettled(parts);
  }, pause);
}
