// Parses a Markdown code block that becomes a figure, such as ```tcp part=teardown step=3 edit

/** Attributes of the element that a block may set; types/element.d.ts documents them. */
const attribute =
  /^(part|show|stream|step|numbers|controls|explain|height|theme|lang|loading|page|edit)(?:=(.*))?$/;

export type Attributes = Record<string, string>;

export interface FenceOptions {
  /** First word of the info string; `tcp` by default. */
  name?: string;
  /** Attributes for every element, such as `{ 'v-pre': '' }` if Vue compiles the output. */
  attributes?: Attributes;
}

/** Attributes from the info string; null if it is another kind of block. */
export function attributesOf(words: string, options: FenceOptions): Attributes | null {
  const [name, ...rest] = words.trim().split(/\s+/);
  if (name !== (options.name ?? 'tcp')) return null;
  const set = rest.flatMap((word) => {
    const [, key, value = ''] = attribute.exec(word) ?? [];
    return key ? [[key, value.replace(/^(["'])(.*)\1$/, '$2')] as const] : [];
  });
  return { ...options.attributes, ...Object.fromEntries(set) };
}

/** Marks a `pre` inside the element as its source; without JavaScript the text stays visible. */
export const textMark = { 'data-type': 'text/packetdrill' };
