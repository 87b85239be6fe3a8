import { css } from 'lit';

export const elementStyles = css`
  :host {
    display: block;
    color: var(--ink);
    font: 14px/21px var(--sans);
    font-variant-numeric: tabular-nums lining-nums;
    container-type: inline-size;
  }
  :host(:lang(zh)) figcaption {
    line-height: 23px;
  }
  figure {
    margin: 0;
    font: 14px/21px var(--sans);
    text-align: start;
    letter-spacing: normal;
  }
  .controls {
    display: flex;
    align-items: center;
    border-top: 1px solid var(--hair);
    margin-top: 10px;
    padding-top: 6px;
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
  figcaption {
    min-height: 46px;
    padding-top: 4px;
    max-width: 68ch;
  }
  figcaption b {
    font-weight: 600;
  }
  .failure {
    margin: 6px 0 0;
    font-size: 13px;
    line-height: 19px;
    color: var(--ink2);
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
    .controls {
      display: none;
    }
  }
`;
