// Metadata in the capture file: the program that wrote it, interfaces, comments. All of it comes
// from outside and is shown as plain text, isolated in its own direction.
import { html, nothing } from 'lit';
import type { CaptureNotes } from '../../engine/client';
import { plainText } from '../../base/plain_text';
import type { PageWords } from '../../words/page';

/** Maximum number of list items shown; the rest is counted. */
const MOST = 50;

const foreign = (text: string) => html`<bdi>${plainText(text)}</bdi>`;

/** The metadata, collapsed; nothing if the file has none. */
export function fileNotes(notes: CaptureNotes, words: PageWords) {
  const { notes: own } = words.notices;
  const { colon, list } = words.punctuation;
  const line = (label: string, text: string) =>
    text === '' ? [] : [html`<li>${label}${colon}${foreign(text)}</li>`];
  const lines = [
    ...line(own.application, notes.application),
    ...line(own.operatingSystem, notes.operatingSystem),
    ...line(own.hardware, notes.hardware),
    ...interfaces(notes, words),
    ...notes.comments.flatMap(({ interface: on, text }) =>
      line(on === null ? own.comment : list([own.interface({ n: on }), own.comment]), text),
    ),
  ];
  if (lines.length === 0) return nothing;
  const rest = lines.length - MOST;
  return html`<details class="findings notes">
    <summary>${own.title}</summary>
    <ul>
      ${lines.slice(0, MOST)} ${rest > 0 ? html`<li>${own.more({ n: rest })}</li>` : nothing}
    </ul>
  </details>`;
}

function interfaces({ interfaces: all }: CaptureNotes, words: PageWords) {
  const { notes: own } = words.notices;
  const { aside, clauses, colon } = words.punctuation;
  return all.flatMap(({ name, description, snapLength, received, dropped }, i) => {
    const facts = [
      snapLength > 0 && snapLength < USUAL_SNAP_LENGTH ? own.snapLength({ n: snapLength }) : '',
      dropped === null ? '' : own.drops({ received: received ?? 0, dropped }),
    ].filter(Boolean);
    const called = [name, description].filter(Boolean).join(', ');
    if (called === '' && facts.length === 0) return [];
    return [
      html`<li>
        ${own.interface({ n: i })}${colon}${foreign(called)}${
          facts.length > 0 ? aside('', clauses(facts)) : nothing
        }
      </li>`,
    ];
  });
}

/** A snap length from here on truncates no packet. */
const USUAL_SNAP_LENGTH = 65535;
