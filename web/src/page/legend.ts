// The meaning of the drawing's hues and textures.
import { css, html } from 'lit';
import { certainties } from '../model/names';
import type { PageWords } from '../words/page';
import { glyph } from '../marks/glyph';

export const legendStyles = css`
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 22px;
    border-top: 1px solid var(--hair);
    margin-top: 14px;
    padding-top: 12px;
    font-size: 12px;
    line-height: 18px;
    color: var(--ink2);
  }
  .key li {
    display: inline-flex;
    gap: 7px;
    align-items: center;
  }
  .key i {
    width: 7px;
    height: 14px;
    flex: none;
  }
  .key .client {
    background: var(--c2);
  }
  .key .server {
    background: var(--s2);
  }
  @media print {
    .key {
      break-inside: avoid;
    }
    .key i {
      print-color-adjust: exact;
    }
  }
`;

export const legend = ({ page, step }: PageWords) =>
  html`<ul class="key" aria-label=${page.key}>
    <li><i class="client"></i>${step.direction({ from: 0 })}</li>
    <li><i class="server"></i>${step.direction({ from: 1 })}</li>
    ${certainties.map(
      (certainty) =>
        html`<li>${glyph('ESTABLISHED', 0, certainty)}${page.keyCertainty[certainty]}</li>`,
    )}
  </ul>`;
