import { css } from 'lit';

export const editorStyles = css`
  :host {
    display: block;
    position: relative;
    font: 12.5px/22px var(--mono);
    letter-spacing: 0;
    tab-size: 8;
  }
  .lines {
    padding: 6px 0 22px;
    min-height: 140px;
  }
  .line {
    position: relative;
    padding: 0 40px 0 46px;
    min-height: 22px;
  }
  .line.chosen {
    background: var(--sel);
  }
  .line.wrong {
    box-shadow: inset 2px 0 0 var(--rst);
  }
  /* The code has the same box and line breaks as the text area above it. */
  .code,
  textarea {
    white-space: pre-wrap;
    overflow-wrap: break-word;
    word-break: normal;
  }
  .code {
    display: block;
  }
  .number,
  .step {
    position: absolute;
    top: 0;
    color: var(--ink3);
    font-size: 12px;
  }
  .number {
    left: 0;
    width: 32px;
    text-align: right;
  }
  .step {
    right: 12px;
    font-family: var(--sans);
  }
  .step b {
    display: inline-block;
    min-width: 20px;
    height: 20px;
    margin: 1px -6px 0 0;
    padding: 0 4px;
    border-radius: 10px;
    line-height: 20px;
    font-weight: 600;
    text-align: center;
    color: var(--paper);
    background: var(--ink);
  }
  .value {
    color: var(--ink);
  }
  .key,
  .note {
    color: var(--ink3);
  }
  .way {
    font-weight: 700;
  }
  .client .way {
    color: var(--ct);
  }
  .server .way {
    color: var(--st);
  }
  .token {
    box-shadow: inset 0 -2px 0 var(--rst);
  }
  textarea {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    border: 0;
    padding: 6px 40px 22px 46px;
    overflow: hidden;
    resize: none;
    font: inherit;
    letter-spacing: inherit;
    tab-size: inherit;
    color: transparent;
    caret-color: var(--ink);
    background: none;
  }
  textarea::placeholder {
    color: var(--ink3);
    opacity: 1;
  }
  textarea::selection {
    color: transparent;
    background: color-mix(in srgb, var(--c2) 28%, transparent);
  }
  textarea:focus-visible {
    outline-offset: -2px;
  }
  .mistake {
    position: absolute;
    left: 2px;
    right: 2px;
    z-index: 1;
    padding: 2px 28px 6px 44px;
    border-bottom: 1px solid var(--hair2);
    font: 12.5px/19px var(--sans);
    color: var(--ink2);
    background: var(--paper);
  }
  .mistake.over {
    border-top: 1px solid var(--hair2);
    border-bottom: 0;
  }
  .mistake strong {
    color: var(--rst);
    font-weight: 600;
  }
  @media (max-width: 719px) {
    :host {
      font: 12px/20px var(--mono);
    }
    .line,
    textarea {
      padding-left: 34px;
      padding-right: 34px;
    }
    .line {
      min-height: 20px;
    }
    .number {
      width: 24px;
    }
    .mistake {
      padding-left: 32px;
      padding-right: 16px;
    }
    .mistake .link {
      min-height: 44px;
    }
  }
  @media (forced-colors: active) {
    textarea {
      forced-color-adjust: none;
    }
    .line.chosen {
      outline: 1px solid CanvasText;
    }
  }
`;
