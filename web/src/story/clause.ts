// Where a clause can be read: "RFC 9293 3.10.7.4" as text and address.

export interface ClauseLink {
  /** "RFC 9293 §3.10.7.4" */
  text: string;
  href: string;
}

const form = /^RFC (\d+) ([\d.]+)$/;

/** Null for a clause of another form. */
export function clauseLink(clause: string): ClauseLink | null {
  const [, rfc, section] = form.exec(clause) ?? [];
  if (!rfc || !section) return null;
  return {
    text: `RFC ${rfc} §${section}`,
    href: `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`,
  };
}

/** The clauses once each, in order of first use. */
export function clauseLinks(clauses: readonly string[]): ClauseLink[] {
  return [...new Set(clauses)].flatMap((clause) => clauseLink(clause) ?? []);
}
