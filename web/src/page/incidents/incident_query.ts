// The table filter that selects the connections of an incident.
import type { Incident, IncidentKind } from '../../model/incidents';
import type { PageWords } from '../../words/page';

/** The filter word of an incident; a busy pair is selected by its ends. */
export const findingOf = (kind: IncidentKind): keyof PageWords['filter']['findings'] =>
  kind === 'no_answer' ? 'never_answered' : kind === 'busy_pair' ? 'findings' : kind;

export function incidentQuery(incident: Incident, { filter }: PageWords): string {
  const { kind, who, other } = incident;
  const ends = kind === 'busy_pair' ? [other, who] : [who];
  const finding = kind === 'busy_pair' ? [] : [filter.findings[findingOf(kind)][0]!];
  return [...finding, ...ends].filter((word) => word !== null).join(' ');
}
