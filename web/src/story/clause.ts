// The address of a clause: "RFC 9293 3.10.7.4" as text and link.

export interface ClauseLink {
  /** "RFC 9293 §3.10.7.4" */
  text: string;
  href: string;
}

const form = /^RFC (\d+) ([\d.]+)$/;

/** Null for a clause in another form. */
export function clauseLink(clause: string): ClauseLink | null {
  const [, rfc, section] = form.exec(clause) ?? [];
  if (!rfc || !section) return null;
  return {
    text: `RFC ${rfc} §${section}`,
    href: `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`,
  };
}

/** Each clause once, in order of first use; the RFC is named when it changes. */
export function clauseLinks(clauses: readonly string[]): ClauseLink[] {
  const links = [...new Set(clauses)].flatMap((clause) => clauseLink(clause) ?? []);
  return links.map((link, i) => {
    const [rfc, section] = split(link.text);
    const before = links[i - 1];
    return before && split(before.text)[0] === rfc ? { ...link, text: section } : link;
  });
}

function split(text: string): [string, string] {
  const at = text.indexOf('§');
  return [text.slice(0, at), text.slice(at)];
}
