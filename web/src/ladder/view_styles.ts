// Styles of the drawing in the page, and on paper.
import { css } from 'lit';

export const viewStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
  }
  svg + svg {
    top: 0;
    pointer-events: none;
  }
  svg {
    position: absolute;
    left: 0;
    overflow: visible;
  }
  :host([printing]) {
    height: auto !important;
  }
  :host([printing]) svg:not(.sheet) {
    display: none;
  }
  svg.sheet {
    display: block;
    position: static;
    break-inside: avoid;
  }
`;
