// Styles shared by the parts of the page. Colours are tokens of the theme.
import { css } from 'lit';

export const base = css`
  * {
    box-sizing: border-box;
  }
  h1,
  h2,
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
    border-radius: 4px;
  }
  button,
  input {
    font: inherit;
    color: inherit;
    font-variant-numeric: inherit;
  }
  a {
    color: inherit;
    text-underline-offset: 3px;
    text-decoration-color: var(--edge);
  }
  h2 {
    font-size: 13px;
    line-height: 20px;
    font-weight: 600;
  }
  .mono {
    font-family: var(--mono);
    font-size: 0.93em;
    letter-spacing: 0;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

export const controls = css`
  .button {
    height: 30px;
    padding: 0 var(--button-pad, 11px);
    border: 1px solid var(--hair2);
    border-radius: 6px;
    background: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    cursor: pointer;
    white-space: nowrap;
    font-size: 13px;
    line-height: 18px;
    text-decoration: none;
  }
  .button:hover {
    border-color: var(--edge);
    background: var(--sel);
  }
  .button.quiet {
    border-color: transparent;
    padding: 0 8px;
  }
  .button.quiet:hover {
    border-color: var(--hair2);
  }
  .button.solid {
    background: var(--ink);
    color: var(--paper);
    border-color: var(--ink);
  }
  .button.icon {
    width: 30px;
    padding: 0;
  }
  .link {
    border: 0;
    padding: 0;
    background: none;
    cursor: pointer;
    text-decoration: underline;
    text-underline-offset: 3px;
    text-decoration-color: var(--edge);
  }
  @media (max-width: 719px) {
    .button {
      height: 44px;
    }
    .button.icon {
      width: 44px;
    }
  }
`;
