// The heading of a part of the panel, with the clauses of RFCs next to it.
import { css } from 'lit';

export const partStyles = css`
  h3 {
    display: flex;
    align-items: baseline;
    flex-wrap: wrap;
    gap: 0 8px;
    margin: 16px 0 5px;
    font-size: 12.5px;
    line-height: 18px;
    font-weight: 600;
  }
  .clauses {
    margin-left: auto;
    color: var(--ink3);
    font-size: 12px;
    font-weight: 400;
  }
  .clauses a {
    color: inherit;
    text-decoration: none;
  }
  .clauses a:hover {
    text-decoration: underline;
  }
`;
