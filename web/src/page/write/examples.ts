// The example scripts bundled with the editor.
const files = import.meta.glob<string>('../../../../samples/scripts/*', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const texts = new Map(
  Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.\w+$/g, ''), text]),
);

/** The text of an example; empty if there is none of that name. */
export const exampleText = (name: string): string => texts.get(name) ?? '';
