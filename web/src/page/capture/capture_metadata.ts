// What a capture file says of itself: who wrote it, on which interfaces, with which comments. All of
// it comes from outside and is shown as plain text in its own direction.
import { html, nothing } from 'lit';
import type { CaptureNotes } from '../../engine/client';
import { plainText } from '../../base/plain_text';
import type { PageWords } from '../../words/page_words.ts';

/** Lines shown of a list; the rest is counted. */
const MOST = 50;

const foreign = (text: string) => html`<bdi>${plainText(text)}</bdi>`;

/** Folded away; nothing where the file says nothing. */
export function fileNotes(notes: CaptureNotes, more: PageWords) {
  const { notes: words } = more;
  const line = (label: string, text: string) =>
    text === '' ? [] : [html`<li>${label}${more.colon}${foreign(text)}</li>`];
  const lines = [
    ...line(words.application, notes.application),
    ...line(words.operatingSystem, notes.operatingSystem),
    ...line(words.hardware, notes.hardware),
    ...interfaces(notes, more),
    ...notes.comments.flatMap(({ interface: on, text }) =>
      line(on === null ? words.comment : `${words.interface({ n: on })}, ${words.comment}`, text),
    ),
  ];
  if (lines.length === 0) return nothing;
  const rest = lines.length - MOST;
  return html`<details class="findings notes">
    <summary>${words.title}</summary>
    <ul>
      ${lines.slice(0, MOST)} ${rest > 0 ? html`<li>${words.more({ n: rest })}</li>` : nothing}
    </ul>
  </details>`;
}

function interfaces({ interfaces: all }: CaptureNotes, more: PageWords) {
  const { notes: words } = more;
  return all.flatMap(({ name, description, snapLength, received, dropped }, i) => {
    const facts = [
      snapLength > 0 && snapLength < USUAL_SNAP_LENGTH ? words.snapLength({ n: snapLength }) : '',
      dropped === null ? '' : words.drops({ received: received ?? 0, dropped }),
    ].filter(Boolean);
    const called = [name, description].filter(Boolean).join(', ');
    if (called === '' && facts.length === 0) return [];
    return [
      html`<li>
        ${words.interface({ n: i })}${more.colon}${foreign(called)}${
          facts.length > 0 ? more.aside(facts.join(more.semicolon)) : nothing
        }
      </li>`,
    ];
  });
}

/** From here on a snap length cuts nothing. */
const USUAL_SNAP_LENGTH = 65535;
