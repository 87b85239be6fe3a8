// The names for the ids in the engine's columns, and their types. wasm/generate.mjs writes the
// lists from the core's .def tables.
import type {
  analyses,
  certainties,
  closers,
  copyKinds,
  events,
  fileRelations,
  findings,
  ipFields,
  layers,
  openings,
  outcomes,
  pcapngBlocks,
  problems,
  retryKinds,
  stallCauses,
  states,
  summaryItems,
  tapFates,
  textFormats,
  zeekStates,
} from '../../generated/names';
import { pcapngBlocks as blocks } from '../../generated/names';

export * from '../../generated/names';

export type LayerName = (typeof layers)[number];
/** Spelled as in RFC 9293. */
export type StateName = (typeof states)[number];
export type Certainty = (typeof certainties)[number];
/** The index is the bit in SegmentTable.analysis. */
export type AnalysisName = (typeof analyses)[number];
export type OutcomeName = (typeof outcomes)[number];
export type OpeningName = (typeof openings)[number];
/** The end whose FIN or RST came first; `both` if the FINs crossed, `none` if no end closed. */
export type Closer = (typeof closers)[number];
export type ZeekState = (typeof zeekStates)[number];
export type RetryKind = (typeof retryKinds)[number];
/** Kinds of problems in a script. */
export type ProblemName = (typeof problems)[number];
export type TextFormat = (typeof textFormats)[number];
/** Fate of a segment, as two captures show it. */
export type TapFate = (typeof tapFates)[number];
export type StallCause = (typeof stallCauses)[number];
export type CopyKind = (typeof copyKinds)[number];
export type IpField = (typeof ipFields)[number];
export type PcapngBlockName = (typeof pcapngBlocks)[keyof typeof pcapngBlocks];
/** Relation of several files to each other. */
export type FileRelation = (typeof fileRelations)[number];
export type SummaryItemName = (typeof summaryItems)[number]['name'];
export type FindingName = (typeof findings)[number]['name'];
export type EventName = (typeof events)[number]['name'];
type EventNamed<K extends string> = Extract<(typeof events)[number], { kind: K }>['name'];
export type CheckName = EventNamed<'check'>;
export type TransitionName = EventNamed<'transition'>;

/** Name of a type of pcapng block; undefined for a type without a name. */
export const pcapngBlockName = (type: number): PcapngBlockName | undefined =>
  (blocks as Readonly<Record<number, PcapngBlockName>>)[type];
