/** Attributes of the element, by their names. */
export type Attributes = Record<string, string>;

export interface FenceOptions {
  /** First word of such a block; `tcp` by default. */
  name?: string;
  /** Attributes of every element, as `{ 'v-pre': '' }` where Vue reads what was made. */
  attributes?: Attributes;
}
