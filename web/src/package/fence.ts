// A block of Markdown that becomes a figure, as ```tcp part=teardown step=3 edit

/** Attributes of the element that a block may set; types/element.d.ts says what they mean. */
const attribute =
  /^(part|show|stream|step|numbers|controls|explain|height|theme|lang|loading|page|edit)(?:=(.*))?$/;

export type Attributes = Record<string, string>;

export interface FenceOptions {
  /** First word of such a block; `tcp` by default. */
  name?: string;
  /** Attributes of every element, as `{ 'v-pre': '' }` where Vue reads what was made. */
  attributes?: Attributes;
}

/** What a block sets, by the words behind its fence; null where it is another block. */
export function attributesOf(words: string, options: FenceOptions): Attributes | null {
  const [name, ...rest] = words.trim().split(/\s+/);
  if (name !== (options.name ?? 'tcp')) return null;
  const set = rest.flatMap((word) => {
    const [, key, value = ''] = attribute.exec(word) ?? [];
    return key ? [[key, value.replace(/^(["'])(.*)\1$/, '$2')] as const] : [];
  });
  return { ...options.attributes, ...Object.fromEntries(set) };
}

/** Says that a `pre` inside the element is what it draws; without JavaScript it stays on view. */
export const textMark = { 'data-type': 'text/packetdrill' };
