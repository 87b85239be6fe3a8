// The rules as Lit styles for shadow roots.
import { css, unsafeCSS } from 'lit';
import { drawingRules } from './drawing';
import { tokenRules } from './tokens';

/** Tokens of an element in someone else's page. */
export const hostTokens = css`
  ${unsafeCSS(tokenRules(':host'))}
`;

/** Classes of the drawings and marks; the host declares the tokens. */
export const drawingStyles = css`
  ${unsafeCSS(drawingRules)}
`;
