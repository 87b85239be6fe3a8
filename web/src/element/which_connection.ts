// "Connection 1 of 26", and buttons to the ones before and after.
import { html } from 'lit';
import { icons } from '../ui/icons';
import type { ElementWords } from '../words/element';

/** `index` counts from 0; `go` takes the index of the connection to show. */
export function whichConnection(
  index: number,
  of: number,
  { embed }: ElementWords,
  go: (index: number) => void,
) {
  return html`<div class="controls which">
    <span aria-live="polite">${embed.whichConnection({ n: index + 1, of })}</span>
    <button
      aria-label=${embed.previousConnection}
      ?disabled=${index === 0}
      @click=${() => go(index - 1)}
    >
      ${icons.previous}
    </button>
    <button
      aria-label=${embed.nextConnection}
      ?disabled=${index === of - 1}
      @click=${() => go(index + 1)}
    >
      ${icons.next}
    </button>
  </div>`;
}
