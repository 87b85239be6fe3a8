// Values of attributes that the element does not know, for the author of the page.
import type { ElementWords } from '../words/element';
import { controlSets, explanations, oneOf, views } from './options';
import { isPlace } from './place';

const known: Record<string, readonly string[]> = {
  view: views,
  sender: ['client', 'server'],
  numbers: ['relative', 'absolute'],
  controls: controlSets,
  explain: explanations,
  theme: ['auto', 'light', 'dark'],
  loading: ['lazy', 'eager'],
};

/** A few places, as examples. */
const places = ['handshake', 'data', 'teardown', '4-9', 'syn'];

/** One sentence per attribute. */
export function attributeFaults(element: HTMLElement, { embed }: ElementWords): string[] {
  const faults = Object.entries(known).flatMap(([name, values]) => {
    const value = element.getAttribute(name);
    return value === null || oneOf(values, value)
      ? []
      : [embed.unknownValue({ name, value, values: values.join(', ') })];
  });
  // In a shadow tree, `part` may be a name for ::part().
  const part = element.getRootNode() instanceof ShadowRoot ? null : element.getAttribute('part');
  if (part !== null && !element.hasAttribute('show') && !isPlace(part)) {
    faults.push(embed.unknownPlace({ value: part, values: places.join(', ') }));
  }
  return faults;
}
