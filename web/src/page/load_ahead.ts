// Loads what the reader may ask for next, once the first drawing is done: from then on the page asks
// for nothing.
import { pageWords } from '../words/page';

/** After the first drawing, milliseconds. */
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
      import('./export/export_choices'),
      import('../curves/curves_view'),
      import('../panel/payload_part'),
      import('../export'),
    ];
    // What fails now is asked for again when it is wanted.
    void Promise.allSettled(parts);
  }, pause);
}
