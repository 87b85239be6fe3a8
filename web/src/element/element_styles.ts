import { css } from 'lit';

export const elementStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  /* Rules of the page for the host element do not apply to this box. */
  .frame {
    display: block;
    container-type: inline-size;
    background: var(--tcp-ladder-bg, transparent);
    /* Read by the element: the colour of text around it, in a form that is the same for all colours. */
    outline-color: color-mix(in srgb, currentColor, currentColor);
    transition: color 1ms;
  }
  figure {
    margin: 0;
  }
  /* Only the page's colour scheme is inherited; the captions next to it inherit normally. */
  .stage,
  .taps,
  .failure {
    all: initial;
    display: block;
    color-scheme: inherit;
    visibility: inherit;
    color: var(--ink);
    font: 14px/21px var(--sans);
    font-variant-numeric: tabular-nums lining-nums;
  }
  .taps,
  .failure {
    margin: 6px 0 0;
    font-size: 13px;
    line-height: 19px;
    color: var(--ink2);
  }
  .frame[data-ground='light'],
  :host([theme='light']) .frame {
    color-scheme: light;
  }
  .frame[data-ground='dark'],
  :host([theme='dark']) .frame {
    color-scheme: dark;
  }
  :host([theme='light']) .frame,
  :host([theme='dark']) .frame {
    box-sizing: border-box;
    padding: 10px 12px;
    color: var(--ink);
    background: var(--paper);
  }
  :host(:lang(zh)) figcaption {
    line-height: 23px;
  }
  .boxed {
    box-sizing: border-box;
    height: var(--tcp-ladder-height);
    display: flex;
    flex-direction: column;
  }
  .waiting {
    display: block;
    overflow: auto;
  }
  .boxed .stage {
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
  }
  .boxed .drawing {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
  }
  .told,
  .told.boxed {
    display: grid;
    height: auto;
    grid-template-columns: minmax(0, 1fr);
  }
  .told .stage {
    display: block;
    position: sticky;
    top: var(--tcp-ladder-top, 0px);
    z-index: 1;
    background: var(--paper);
    border-bottom: 1px solid var(--hair);
  }
  .told .drawing {
    height: var(--tcp-ladder-height, 46vh);
    overflow: hidden;
  }
  .tall .drawing {
    max-height: 80vh;
    overflow-y: auto;
  }
  .boxed .drawing,
  .tall .drawing,
  .told .drawing {
    padding-inline: 4px;
    margin-inline: -4px;
  }
  .captions {
    padding-block: 24px;
  }
  ::slotted(tcp-step:not(:last-of-type)),
  .captions > :not(:last-child) {
    margin-block-end: var(--tcp-ladder-step-gap, 40px) !important;
  }
  .controls {
    display: flex;
    align-items: center;
    border-top: 1px solid var(--hair);
    margin-top: 10px;
    padding-top: 6px;
  }
  .which {
    border: none;
    margin-top: 0;
    font-size: 13px;
  }
  .which span {
    margin-right: 6px;
  }
  .controls button {
    all: unset;
    box-sizing: border-box;
    width: 30px;
    height: 30px;
    flex: none;
    display: grid;
    place-items: center;
    border-radius: 6px;
    cursor: pointer;
  }
  .controls button:hover {
    background: var(--sel);
  }
  .controls button:disabled {
    color: var(--edge);
    cursor: default;
  }
  .controls .edit {
    width: auto;
    padding-inline: 8px;
    margin-left: 14px;
    font-size: 13px;
    white-space: nowrap;
  }
  .controls .edit[aria-pressed='true'] {
    font-weight: 600;
    box-shadow: inset 0 -2px 0 var(--ink);
    border-radius: 0;
  }
  .controls button:focus-visible,
  .controls a:focus-visible {
    outline: 2px solid var(--ink);
    outline-offset: 1px;
    border-radius: 5px;
  }
  tcp-step-tape {
    flex: 1;
    margin-left: 14px;
  }
  .page {
    margin-left: 14px;
    font-size: 12.5px;
    color: var(--ink3);
    text-decoration: none;
    white-space: nowrap;
  }
  .page:hover {
    text-decoration: underline;
  }
  @container (min-width: 720px) {
    .told {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      column-gap: 40px;
    }
    .told .stage {
      grid-area: 1 / 2;
      align-self: start;
      background: none;
      border: none;
      padding-block: 14px;
    }
    .told .drawing {
      height: auto;
      max-height: var(--tcp-ladder-height, calc(100vh - var(--tcp-ladder-top, 0px) - 28px));
    }
    .captions {
      grid-area: 1 / 1;
      padding-block: 14px;
    }
    ::slotted(tcp-step:not(:last-of-type)),
    .captions > :not(:last-child) {
      margin-block-end: var(--tcp-ladder-step-gap, 14vh) !important;
    }
  }
  @container (max-width: 559px) {
    .controls {
      flex-wrap: wrap;
    }
    .controls button {
      width: 44px;
      height: 44px;
    }
    .page {
      order: 1;
      margin-left: auto;
    }
    tcp-step-tape {
      order: 2;
      flex-basis: 100%;
      margin-left: -5px;
    }
  }
  @media print {
    .frame[data-ground='dark'],
    :host([theme='dark']) .frame {
      color-scheme: light;
    }
    .controls {
      display: none;
    }
    .boxed,
    .boxed .drawing,
    .tall .drawing,
    .told .drawing {
      height: auto;
      max-height: none;
      overflow: visible;
    }
    /* Browsers do not break flex containers across printed pages, so these become blocks. */
    .boxed,
    .boxed .stage {
      display: block;
    }
    .told .stage {
      position: static;
    }
  }
`;

/** Styles of the text below the ladder. */
export const explanationStyles = css`
  figcaption {
    min-height: 46px;
    padding-top: 4px;
    max-width: 76ch;
  }
  figcaption b {
    font-weight: 600;
  }
  figcaption p {
    margin: 6px 0 0;
  }
  figcaption ul {
    list-style: none;
    margin: 8px 0 0;
    padding: 0;
    color: var(--ink2);
  }
  figcaption li {
    padding-inline-start: 22px;
    text-indent: -22px;
  }
  figcaption i {
    display: inline-block;
    width: 22px;
    text-indent: 0;
    font-style: normal;
  }
  .fails i {
    color: var(--rst);
  }
`;
