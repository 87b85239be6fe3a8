// Styles of the step panel; colours are tokens of the theme.
import { css } from 'lit';
import { PRINT_ZOOM } from './paper';
import { partStyles } from './part_styles';

export const panelStyles = css`
  :host {
    display: block;
    min-width: 0;
    font-size: 14px;
    line-height: 21px;
    overflow-wrap: break-word;
  }
  :host(:lang(zh)) {
    line-height: 23px;
  }
  .comment,
  .layers {
    margin: 8px 0 0;
    color: var(--ink2);
    font-size: 13px;
    line-height: 19px;
    overflow-wrap: anywhere;
  }
  .comment bdi {
    white-space: pre-wrap;
  }
  .comment b,
  .layers b {
    font-weight: 600;
    color: var(--ink3);
  }
  .controls {
    display: flex;
    align-items: center;
    gap: 4px;
    margin: 0 -6px 2px;
  }
  .controls .button {
    border-color: transparent;
  }
  .controls .button:hover:enabled {
    border-color: var(--hair2);
  }
  .controls .button:disabled {
    color: var(--edge);
    cursor: default;
  }
  .position {
    margin-left: auto;
    padding-right: 6px;
    color: var(--ink3);
    font-size: 12.5px;
    white-space: nowrap;
  }
  .tape {
    display: flex;
    margin: 0 0 14px -7px;
    border-bottom: 1px solid var(--hair);
  }
  .tape button {
    flex: 0 1 38px;
    min-width: 24px;
    height: 32px;
    padding: 0;
    border: 0;
    background: none;
    position: relative;
    cursor: pointer;
    font: 600 12.5px/30px var(--mono);
  }
  .tape button:hover {
    background: var(--sel);
  }
  .tape .client {
    color: var(--ct);
  }
  .tape .server {
    color: var(--st);
  }
  .tape .reset {
    color: var(--rst);
  }
  .tape [aria-current] {
    color: var(--ink);
  }
  .tape [aria-current]::after {
    content: '';
    position: absolute;
    inset: auto 5px -1px;
    height: 2px;
    background: var(--ink);
  }
  h2 {
    font-size: 19px;
    line-height: 26px;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  :host(:lang(zh)) h2 {
    letter-spacing: 0;
  }
  .meta {
    margin: 3px 0 10px;
    color: var(--ink3);
    font-size: 12.5px;
    line-height: 19px;
  }
  .meta b {
    margin-right: 8px;
    font-weight: 600;
  }
  .client-text {
    color: var(--ct);
  }
  .server-text {
    color: var(--st);
  }
  .reset-text {
    color: var(--rst);
  }
  .flags {
    display: grid;
    grid-template-columns: repeat(9, 1fr);
    gap: 3px;
    margin: 2px 0 7px;
    padding: 0;
    list-style: none;
  }
  .flags i {
    font-style: normal;
    height: 22px;
    border: 1px solid var(--hair);
    border-radius: 3px;
    color: var(--ink3);
    font-size: 11.5px;
    line-height: 20px;
    text-align: center;
  }
  .flags .on {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--paper);
    font-weight: 600;
  }
  .meanings {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 10px;
    margin: 0 0 12px;
    font-size: 13px;
    line-height: 20px;
  }
  .meanings dt {
    font-weight: 600;
  }
  .meanings dd {
    margin: 0;
    color: var(--ink2);
  }
  .text {
    max-width: 60ch;
    margin: 0 0 6px;
  }
  ${partStyles}
  .checks {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .checks li {
    display: grid;
    grid-template-columns: 18px 1fr;
    font-size: 13px;
    line-height: 20px;
  }
  .checks .sign {
    font-weight: 700;
  }
  .checks .fails .sign {
    color: var(--rst);
  }
  .states {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    line-height: 20px;
  }
  :host(:lang(zh)) :is(.states, .checks li, .meanings) {
    line-height: 22px;
  }
  .states th {
    font-weight: 400;
    text-align: left;
  }
  .states :is(td, th) {
    padding: 1px 0;
    vertical-align: baseline;
    white-space: nowrap;
  }
  .states :is(td, th) + td {
    padding-left: 6px;
  }
  .states .name {
    font-size: 12px;
    font-weight: 600;
    letter-spacing: 0.015em;
  }
  .states .glyph {
    margin-right: 6px;
    vertical-align: -3.5px;
  }
  .states .arrow {
    color: var(--ink3);
  }
  .states .sure {
    color: var(--ink3);
    font-size: 12.5px;
    text-align: right;
    white-space: normal;
    text-wrap: balance;
  }
  .states .why td {
    padding: 0 0 4px;
    color: var(--ink2);
    font-size: 12.5px;
    line-height: 18px;
    white-space: normal;
    text-wrap: pretty;
  }
  .diagram {
    margin-top: 8px;
    overflow-x: auto;
  }
  .fields {
    overflow-x: auto;
  }
  .help {
    min-height: 20px;
    margin: 6px 0 0;
    color: var(--ink2);
    font-size: 12.5px;
    line-height: 20px;
  }
  .faults {
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
    font-size: 12.5px;
    line-height: 20px;
  }
  .faults code {
    font: 12px/19px var(--mono);
  }
  .bytes {
    margin: 4px 0 0;
    color: var(--ink3);
    font: 12px/19px var(--mono);
  }
  .bytes span {
    display: inline-block;
    margin-right: 1.1ch;
  }
  .bytes .pointed {
    border-bottom: 1.5px solid var(--ink);
    color: var(--ink);
    font-weight: 600;
  }
  @container panel (max-width: 359px) {
    .states {
      font-size: 12.5px;
    }
    .states .name {
      font-size: 11px;
    }
    .states :is(td, th) + td {
      padding-left: 5px;
    }
    .flags {
      gap: 2px;
    }
    .flags i {
      font-size: 10.5px;
    }
  }
  .panel {
    container: panel / inline-size;
  }
  @media (forced-colors: active) {
    .flags .on {
      forced-color-adjust: none;
      background: CanvasText;
      color: Canvas;
    }
    .tape [aria-current]::after {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
  @media print {
    .controls,
    .tape,
    .clauses,
    .help {
      display: none;
    }
    .story {
      zoom: ${PRINT_ZOOM};
      columns: 2;
      column-gap: 12mm;
    }
    .story > * {
      break-inside: avoid;
    }
    .story svg {
      max-width: 100%;
      height: auto;
    }
    .flags .on {
      print-color-adjust: exact;
    }
    h3 {
      break-after: avoid;
    }
  }
`;
