import { css } from 'lit';

export const comparisonStyles = css`
  :host {
    display: block;
    container: comparison / inline-size;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 18px;
    align-items: center;
    padding: 4px 0 12px;
    font-size: 12.5px;
    color: var(--ink2);
  }
  .choices label {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    min-width: 0;
  }
  select {
    font: inherit;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--hair2);
    border-radius: 6px;
    height: 30px;
    padding: 0 6px;
    min-width: 0;
    max-width: min(420px, 60vw);
  }
  .first {
    font-size: 15px;
    line-height: 22px;
    margin: 0 0 6px;
    overflow-wrap: anywhere;
  }
  .saving {
    margin: 0 0 10px;
    font-size: 12.5px;
    line-height: 20px;
    color: var(--ink2);
  }
  .saving button {
    min-height: 24px;
    margin-right: 14px;
  }
  .choices input {
    height: 28px;
    padding: 0 6px;
    border: 1px solid var(--hair2);
    border-radius: 6px;
    background: var(--paper);
    color: var(--ink);
  }
  .later {
    font-size: 13px;
    line-height: 20px;
    color: var(--ink2);
    margin: 0 0 10px;
  }
  .later summary {
    cursor: pointer;
    width: fit-content;
    min-height: 24px;
  }
  .later li {
    padding: 2px 0;
  }
  .later button,
  .first button {
    text-align: left;
    line-height: inherit;
    min-height: 24px;
  }
  .ladders {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 0 40px;
    border-top: 1px solid var(--hair);
    padding-top: 10px;
  }
  h2 {
    font-size: 12.5px;
    line-height: 18px;
    font-weight: 400;
    color: var(--ink2);
    margin: 0 0 2px;
    height: 36px;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  h2 b {
    color: var(--ink);
    font-weight: 600;
    margin-right: 6px;
  }
  .shown {
    display: none;
  }
  .count {
    color: var(--ink3);
    font-size: 12.5px;
  }
  @container comparison (max-width: 619px) {
    .ladders {
      grid-template-columns: minmax(0, 1fr);
    }
    .ladders[data-shown='0'] .one:last-child,
    .ladders[data-shown='1'] .one:first-child {
      display: none;
    }
    .shown {
      display: flex;
      gap: 4px;
    }
    .shown button {
      border: 0;
      background: none;
      min-width: 44px;
      height: 44px;
      cursor: pointer;
      color: var(--ink2);
    }
    .shown button[aria-pressed='true'] {
      color: var(--ink);
      font-weight: 600;
      box-shadow: inset 0 -2px 0 var(--ink);
    }
    .choices label {
      flex-wrap: wrap;
    }
    select {
      height: 44px;
      max-width: 100%;
    }
    .later button,
    .first button {
      min-height: 44px;
    }
  }
`;
