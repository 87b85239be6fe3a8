// What a stranger may have put into the name of a file.

/** By what each tries. */
export const hostile: Readonly<Record<string, string>> = {
  markup: '</title><script>alert(1)</script><img src=x onerror=alert(1)>&"\'',
  bidi: 'invoice\u202egpj.exe\u2066\u200f\u061c',
  terminal: '\u001b[2J\u001b]0;owned\u0007\u009b31m\r\n\u0008\u007f',
  lines: 'one\ntwo\u2028three\u2029four\u0085five',
  formula: '=HYPERLINK("http://example.com","click")',
  mermaid: 'a; C->>S: forged\n%%{init: {}}%% #quot; <br/> end style :x#59;; ﬂ°°60¶ß $$x$$',
  surrogate: 'half \ud800 of a pair, \u0000 and \ufffe',
  zalgo: `Z${'\u0335'.repeat(200)}`,
  long: 'x'.repeat(5000),
};

/** Characters that act instead of being read. */
// eslint-disable-next-line no-control-regex -- exactly these are meant
export const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
