// A notice that a newer version of the page is ready.
import { css, html, nothing } from 'lit';
import type { PageWords } from '../../words/page';

export const updateStyles = css`
  .update p {
    padding: 8px 28px;
    border-bottom: 1px solid var(--hair);
    background: var(--sel);
    font-size: 13px;
    line-height: 18px;
  }
  @media (max-width: 719px) {
    .update p {
      padding: 8px 16px;
    }
  }
  @media print {
    .update {
      display: none;
    }
  }
`;

/** `apply` switches to that version; null if there is none. */
export function updateNotice(apply: (() => void) | null, words: PageWords) {
  const { updateReady, updateApply } = words.notices;
  // The live region exists before its text, so that screen readers announce the text.
  return html`<div class="update" role="status">
    ${
      apply
        ? html`<p>${updateReady} <button class="link" @click=${apply}>${updateApply}</button></p>`
        : nothing
    }
  </div>`;
}
