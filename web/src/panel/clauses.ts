// Clauses of RFCs as links, in order of mention.
import { html, nothing } from 'lit';
import { clauseLinks } from '../story/clause';

export function clauses(names: readonly string[]) {
  const links = clauseLinks(names);
  return links.length === 0
    ? nothing
    : html`<span class="clauses"
        >${links.map(
          ({ text, href }, i) =>
            html`${i > 0 ? ', ' : nothing}<a href=${href} target="_blank" rel="noreferrer"
                >${text}</a
              >`,
        )}</span
      >`;
}
