// The examples of the editor: scripts that travel with it.
const files = import.meta.glob<string>('../../../../samples/scripts/*', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const texts = new Map(
  Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.\w+$/g, ''), text]),
);

/** The text of an example by its name; empty where there is none. */
export const exampleText = (name: string): string => texts.get(name) ?? '';
