import { css } from 'lit';

export const pasteStyles = css`
  dialog {
    width: min(760px, calc(100vw - 32px));
    max-width: none;
    max-height: calc(100dvh - 32px);
    padding: 22px 24px 20px;
    border: 1px solid var(--hair2);
    border-radius: 6px;
    background: var(--paper);
    color: var(--ink);
    overflow: auto;
  }
  dialog::backdrop {
    background: #0006;
  }
  h1 {
    margin-bottom: 12px;
    font-size: 17px;
    line-height: 24px;
    font-weight: 600;
  }
  label {
    font-size: 13px;
    font-weight: 600;
  }
  p {
    font-size: 13px;
    line-height: 19px;
    color: var(--ink2);
    text-wrap: pretty;
  }
  textarea {
    display: block;
    width: 100%;
    margin: 8px 0;
    padding: 8px 10px;
    border: 1px solid var(--edge);
    border-radius: 6px;
    background: none;
    color: inherit;
    font: 12.5px/18px var(--mono);
    tab-size: 4;
    resize: vertical;
    min-height: 76px;
  }
  .fault {
    margin-bottom: 8px;
    color: var(--ink);
  }
  .fault:empty {
    margin: 0;
  }
  .last {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 18px;
    align-items: center;
    justify-content: space-between;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-left: auto;
    justify-content: flex-end;
  }
  @media (max-width: 719px) {
    dialog {
      padding: 16px;
    }
    textarea {
      /* Phones zoom in on smaller text. */
      font-size: 16px;
      line-height: 22px;
      height: 30dvh;
    }
  }
`;
