// Styles of notices.
import { css } from 'lit';

export const noticeStyles = css`
  .drop {
    border: 1px dashed var(--edge);
    border-radius: 6px;
    min-height: 228px;
    padding: 28px 24px;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    text-align: center;
    margin-top: 18px;
  }
  .drop h2,
  .notice h1 {
    font-size: 17px;
    line-height: 24px;
    font-weight: 600;
  }
  .drop p,
  .notice p {
    max-width: 64ch;
    color: var(--ink2);
  }
  .notice {
    padding: 26px 0 8px;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 6px;
  }
  .notice .button {
    margin-top: 8px;
  }
  .notice code {
    font-family: var(--mono);
    font-size: 0.93em;
    color: var(--ink);
    white-space: nowrap;
  }
  .notice .file {
    overflow-wrap: anywhere;
  }
  .progress {
    padding: 18px 0 14px;
    font-size: 13px;
    color: var(--ink2);
  }
  .progress strong {
    color: var(--ink);
    font-weight: 600;
  }
  .bar {
    height: 3px;
    background: var(--hair);
    margin: 6px 0;
  }
  .bar div {
    height: 3px;
    background: var(--ink);
    transform-origin: left;
  }
  .partial {
    padding: 10px 0 2px;
    color: var(--ink2);
    font-size: 13px;
    line-height: 19px;
  }
  .partial strong {
    color: var(--ink);
    font-weight: 600;
  }
  /* Summaries share a row; their contents open on lines of their own below it. */
  .aside {
    display: flex;
    flex-wrap: wrap;
    column-gap: 28px;
    padding: 6px 0;
    font-size: 13px;
    line-height: 19px;
    color: var(--ink2);
  }
  .findings {
    display: contents;
  }
  .findings::details-content {
    order: 1;
    flex-basis: 100%;
  }
  .findings summary {
    padding: 3px 0;
    cursor: pointer;
  }
  .findings li {
    padding: 2px 0 2px 14px;
  }
  .health {
    padding: 8px 0 2px;
    font-size: 13px;
    line-height: 19px;
    color: var(--ink2);
  }
  .health li {
    text-wrap: pretty;
    padding: 2px 0 2px 10px;
    border-left: 2px solid var(--edge);
    margin-bottom: 4px;
  }
  .rest {
    margin: 4px 0;
    font-size: 13px;
    color: var(--ink2);
  }
  .rest summary {
    cursor: pointer;
  }
  .rest ul {
    padding-top: 4px;
  }
  /* Nothing can be opened on paper. */
  @media print {
    .rest::details-content {
      content-visibility: visible;
    }
    .rest summary {
      display: none;
    }
  }
  .sample {
    padding: 0 0 12px;
    font-size: 13px;
    color: var(--ink2);
    line-height: 24px;
  }
  .samples a {
    white-space: nowrap;
  }
  details.samples {
    display: inline;
  }
  details.samples summary {
    display: inline;
    white-space: nowrap;
    cursor: pointer;
    text-decoration: underline;
    text-underline-offset: 3px;
    text-decoration-color: var(--edge);
  }
  details.samples[open] summary {
    display: none;
  }
  details.samples[open]::details-content {
    display: inline;
  }
`;
