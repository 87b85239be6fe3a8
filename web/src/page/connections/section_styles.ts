// Styles of the section about all connections.
import { css } from 'lit';

export const sectionStyles = css`
  /* The table shows more rows during a search. */
  .searching {
    --table-height: 296px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    font-size: 13px;
    color: var(--ink2);
  }
  .tools details {
    position: relative;
  }
  .tools summary {
    cursor: pointer;
  }
  .tools details ul {
    position: absolute;
    z-index: 4;
    right: 0;
    top: calc(100% + 4px);
    width: max-content;
    padding: 6px 12px;
    list-style: none;
    background: var(--paper);
    border: 1px solid var(--hair2);
    border-radius: 6px;
  }
  .tools li label {
    display: flex;
    gap: 6px;
    line-height: 26px;
  }
  .tools select {
    height: 28px;
    border: 1px solid var(--hair2);
    border-radius: 6px;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
  }
  @media (max-width: 719px), print {
    .tools {
      display: none;
    }
  }
  :host {
    display: block;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    min-height: 30px;
  }
  .head h2 {
    white-space: nowrap;
  }
  .arrows {
    display: flex;
    gap: 2px;
    margin-left: -10px;
  }
  input {
    width: 248px;
    min-width: 120px;
    height: 30px;
    border: 1px solid var(--hair2);
    border-radius: 6px;
    background: none;
    padding: 0 10px;
    font-size: 13px;
  }
  input::placeholder {
    color: var(--ink3);
    opacity: 1;
  }
  .groups {
    display: flex;
    gap: 2px;
    margin-left: auto;
    font-size: 12.5px;
    color: var(--ink2);
  }
  .groups button {
    border: 0;
    background: none;
    height: 26px;
    padding: 0 7px;
    border-radius: 5px;
    cursor: pointer;
    white-space: nowrap;
  }
  .groups button:hover {
    background: var(--sel);
  }
  .groups span {
    color: var(--ink3);
    margin-left: 4px;
  }
  .groups [aria-pressed='true'] {
    color: var(--ink);
    font-weight: 600;
    box-shadow: inset 0 -1.5px 0 var(--ink);
    border-radius: 0;
  }
  @media (forced-colors: active) {
    .groups [aria-pressed='true'] {
      text-decoration: underline 2px;
    }
  }
  .toggle {
    margin-left: auto;
  }
  .toggle kbd {
    font: inherit;
    color: var(--ink3);
  }
  tcp-time-strip {
    margin: 8px 0 2px;
  }
  .none {
    padding: 10px 0;
    font-size: 13px;
    color: var(--ink2);
  }
  @container (min-width: 860px) {
    .groups + .toggle {
      margin-left: 0;
    }
  }
  @container (max-width: 859px) {
    .groups {
      display: none;
    }
  }
  .frame {
    container-type: inline-size;
  }
  @media (max-width: 719px) {
    .frame {
      border-bottom: 1px solid var(--hair);
      padding-bottom: 4px;
    }
    .head {
      gap: 6px;
    }
    h2 {
      font-weight: 400;
    }
    .arrows {
      margin-left: 0;
    }
    .toggle kbd,
    .closed .filter,
    .closed tcp-time-strip {
      display: none;
    }
    input {
      height: 44px;
      width: 100%;
      font-size: 16px;
    }
    .open {
      position: fixed;
      z-index: 3;
      inset: 0;
      background: var(--paper);
      padding: 8px 16px;
      overflow: hidden;
      --table-height: calc(100vh - 200px);
    }
    .open .arrows {
      display: none;
    }
  }
`;
