// The field in which a reader edits the text of a figure. It is a native text area, so that
// keyboards, dictation, undo and screen readers work as usual.
import type { textWords } from '../words/text';

const styles = `
  :host {
    display: block;
    margin-bottom: 10px;
  }
  p {
    display: flex;
    gap: 14px;
    justify-content: space-between;
    margin: 0 0 6px;
    font-size: 12.5px;
    color: var(--ink3);
  }
  textarea {
    box-sizing: border-box;
    display: block;
    width: 100%;
    margin: 0;
    padding: 8px 4px;
    border: solid var(--hair);
    border-width: 1px 0;
    border-radius: 0;
    resize: vertical;
    overflow: auto;
    background: transparent;
    color: var(--ink);
    font: 12.5px/22px var(--mono);
    tab-size: 8;
    white-space: pre;
  }
  button {
    all: unset;
    flex: none;
    cursor: pointer;
  }
  button:hover {
    text-decoration: underline;
  }
  textarea:focus-visible,
  button:focus-visible {
    outline: 2px solid var(--ink);
    outline-offset: 1px;
  }
`;

const mostLines = 12;

export interface FieldEvents {
  edited: (text: string) => void;
  /** The caret moved to another line, counted from 1. */
  line: (line: number) => void;
}

export function textField(
  text: string,
  { field, lang }: ReturnType<typeof textWords.of>,
  { edited, line }: FieldEvents,
): HTMLElement {
  const area = document.createElement('textarea');
  area.value = text;
  area.rows = Math.min(mostLines, text.split('\n').length + 1);
  area.spellcheck = false;
  area.autocapitalize = 'off';
  area.setAttribute('aria-label', field.label);
  area.addEventListener('input', () => edited(area.value));
  let at = 1;
  const look = () => {
    const now = area.value.slice(0, area.selectionStart).split('\n').length;
    if (now !== at) line((at = now));
  };
  for (const event of ['input', 'keyup', 'click']) area.addEventListener(event, look);
  const back = document.createElement('button');
  back.textContent = field.back;
  back.addEventListener('click', () => {
    area.value = text;
    edited(text);
  });
  const note = document.createElement('p');
  note.append(field.note, back);
  const element = document.createElement('div');
  element.lang = lang;
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  root.append(note, area);
  return element;
}
