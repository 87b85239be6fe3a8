// The filter of the table that leaves the connections of an incident.
import type { Incident } from '../../model/incidents';
import type { PageWords } from '../../words/page';

export function incidentQuery(incident: Incident, { filter }: PageWords): string {
  const { kind, who, other } = incident;
  const ends = kind === 'busy_pair' ? [other, who] : [who];
  const finding =
    kind === 'busy_pair'
      ? []
      : [filter.findings[kind === 'no_answer' ? 'never_answered' : kind][0]!];
  return [...finding, ...ends].filter((word) => word !== null).join(' ');
}
