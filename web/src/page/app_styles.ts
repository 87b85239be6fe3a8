import { css } from 'lit';

export const appStyles = css`
  /* Skip link for keyboard users. */
  .skip {
    position: fixed;
    z-index: 9;
    top: 8px;
    left: 8px;
    padding: 8px 14px;
    border: 1px solid var(--hair2);
    border-radius: 6px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
    pointer-events: none;
  }
  @media print {
    .skip {
      display: none;
    }
  }
  :host {
    display: block;
    background: var(--paper);
    color: var(--ink);
    font: 14px/21px var(--sans);
    font-variant-numeric: tabular-nums lining-nums;
    text-rendering: optimizeLegibility;
  }
  :host(:lang(zh)) {
    line-height: 23px;
  }
  .top {
    display: flex;
    align-items: center;
    gap: 18px;
    height: 52px;
    padding: 0 28px;
    border-bottom: 1px solid var(--hair);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    font-weight: 650;
    font-size: 15px;
    letter-spacing: -0.005em;
    white-space: nowrap;
  }
  .top .file {
    display: flex;
    gap: 10px;
    align-items: baseline;
    min-width: 0;
    padding-left: 18px;
    border-left: 1px solid var(--hair);
    font-size: 13px;
    white-space: nowrap;
    overflow: hidden;
  }
  .top b {
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    max-width: 75%;
  }
  /* The name shrinks before the counts. */
  .top span {
    flex-shrink: 9999;
    color: var(--ink3);
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .actions {
    margin-left: auto;
    display: flex;
    gap: 8px;
  }
  .grid {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 480px;
  }
  .left {
    padding: 14px 32px 40px 28px;
    min-width: 0;
  }
  .both {
    grid-column: 1 / -1;
  }
  .alone {
    grid-column: 1 / -1;
    width: min(100%, 760px);
    margin: 0 auto;
  }
  .side {
    border-left: 1px solid var(--hair);
    padding: 14px 28px 28px;
    position: sticky;
    top: 0;
    align-self: start;
    height: 100vh;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .drawing {
    max-width: 1040px;
  }
  .over {
    position: fixed;
    inset: 12px;
    z-index: 5;
    display: grid;
    place-items: center;
    border: 2px dashed var(--ink);
    border-radius: 6px;
    background: color-mix(in srgb, var(--paper) 88%, transparent);
    font-size: 19px;
    font-weight: 600;
    pointer-events: none;
  }
  .sheet-head {
    display: none;
  }
  @media (max-width: 1279px) {
    .grid {
      grid-template-columns: minmax(0, 1fr) 400px;
    }
  }
  @media (min-width: 1700px) {
    .grid {
      grid-template-columns: minmax(0, 1fr) 560px;
    }
    .side {
      padding-left: 40px;
      padding-right: 40px;
    }
    .left {
      padding-left: 40px;
      padding-right: 48px;
    }
  }
  @media (max-width: 1099px) {
    .grid {
      display: block;
    }
    .left {
      padding-bottom: 190px;
    }
    .side {
      display: none;
    }
    .side.sheet {
      display: block;
      position: fixed;
      inset: 0;
      z-index: 4;
      height: auto;
      border: 0;
      background: var(--paper);
      overflow-y: auto;
    }
    .sheet > * {
      max-width: 640px;
      margin: 0 auto;
    }
    .side .sheet-head {
      display: flex;
      justify-content: flex-end;
      position: sticky;
      top: -14px;
      margin: -14px auto 0;
      padding-top: 6px;
      background: var(--paper);
      z-index: 1;
    }
  }
  @media (max-width: 719px) {
    .top {
      padding: 0 16px;
      gap: 10px;
      height: 52px;
    }
    .top .file {
      display: none;
    }
    .left {
      padding: 12px 16px 210px;
    }
    .side.sheet {
      padding: 14px 16px 28px;
    }
  }
  @media (max-width: 479px) {
    /* Only the mark is visible; screen readers still read the name. */
    .brand {
      font-size: 0;
      gap: 0;
    }
    .top {
      gap: 6px;
      height: auto;
      min-height: 52px;
      padding: 8px 12px 8px 16px;
    }
    .actions {
      --button-pad: 7px;
      gap: 3px;
      flex-wrap: wrap;
      justify-content: flex-end;
    }
    .actions select {
      appearance: none;
      padding: 0 6px;
      text-align: center;
    }
  }
  @media print {
    :host {
      background: none;
      font-size: 13px;
      line-height: 19px;
    }
    .actions,
    tcp-connections,
    .toolbar,
    .sample,
    .aside,
    .sheet-head,
    .over {
      display: none !important;
    }
    .top {
      padding: 0 0 6px;
      height: auto;
      border: 0;
    }
    .top .file {
      display: flex !important;
      white-space: normal;
      flex-wrap: wrap;
      gap: 0 10px;
    }
    .grid {
      display: block;
    }
    .left {
      padding: 0;
    }
    .verdict {
      padding: 10px 0;
    }
    .drawing {
      max-width: none;
      border-top: 1px solid var(--hair);
      padding-top: 12px;
    }
    .side {
      display: block !important;
      break-inside: avoid;
      position: static;
      border: 0;
      border-top: 1px solid var(--hair);
      padding: 14px 0 0;
      margin-top: 16px;
      height: auto;
      overflow: visible;
    }
    .side.sheet {
      position: static;
    }
  }
`;
