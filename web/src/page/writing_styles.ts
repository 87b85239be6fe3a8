// Layout while a script is written: text, drawing, and the step below it.
import { css } from 'lit';

export const writingStyles = css`
  .write[aria-pressed='true'] {
    border-color: var(--ink);
    font-weight: 600;
  }
  .tabs {
    display: none;
  }
  .tabs .wrong {
    margin-left: auto;
    color: var(--rst);
    font-size: 13px;
  }
  .writing {
    grid-template-columns: 520px minmax(0, 1fr);
  }
  tcp-write-pane {
    border-right: 1px solid var(--hair);
    min-height: calc(100vh - 53px);
  }
  .writing .left {
    padding-bottom: 24px;
  }
  .writing .side {
    display: none;
  }
  .writing .side.sheet {
    display: block;
    position: fixed;
    inset: 0 0 0 auto;
    width: 520px;
    z-index: 4;
    height: auto;
    background: var(--paper);
  }
  .writing .sheet .sheet-head {
    display: flex;
    justify-content: flex-end;
  }
  @media (min-width: 1100px) {
    .writing + .dock {
      display: block;
      position: sticky;
      bottom: 0;
      z-index: 2;
      margin-left: 520px;
      padding: 6px 28px 14px;
      background: var(--paper);
      border-top: 1px solid var(--hair2);
    }
    .writing + .dock .row {
      display: flex;
      align-items: center;
      gap: 6px;
      margin: 0 -8px;
    }
    .writing + .dock .button {
      border-color: transparent;
    }
    .writing + .dock .position {
      margin-left: auto;
      color: var(--ink3);
      font-size: 12.5px;
    }
    .writing + .dock h2 {
      font-size: 15px;
      line-height: 24px;
    }
    .writing + .dock p {
      color: var(--ink2);
    }
  }
  @media (min-width: 1700px) {
    .writing {
      grid-template-columns: 520px minmax(0, 1fr) 480px;
    }
    .writing .side {
      display: block;
    }
    .writing + .dock {
      display: none;
    }
  }
  @media (max-width: 1099px) {
    .tabs {
      display: flex;
      align-items: center;
      gap: 18px;
      padding: 4px 16px 0;
      border-bottom: 1px solid var(--hair);
    }
    .tabs button {
      min-height: 44px;
      border: 0;
      padding: 0 2px;
      background: none;
      color: var(--ink2);
      font-size: 13.5px;
      cursor: pointer;
    }
    .tabs [aria-pressed='true'] {
      color: var(--ink);
      font-weight: 600;
      box-shadow: inset 0 -2px 0 var(--ink);
    }
    .text-in-view .left,
    .ladder-in-view tcp-write-pane {
      display: none;
    }
    tcp-write-pane {
      border-right: 0;
      min-height: 0;
      padding-bottom: 190px;
    }
    .writing .side.sheet {
      inset: 0;
      width: auto;
    }
  }
  @media print {
    tcp-write-pane,
    .tabs {
      display: none;
    }
    .writing {
      display: block;
    }
  }
`;
