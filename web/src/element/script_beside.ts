// A part of the element in one script, from a script beside it. A classic script runs from file:// too,
// where a module could not be imported.
import { SourceError } from './source';

const own = (document.currentScript as HTMLScriptElement | null)?.src;

/** Loads the script `file` once; it leaves the part in the global variable `name`. */
export function partBeside<Part>(file: string, name: string): () => Promise<Part> {
  const address = new URL(file, own ?? document.baseURI).href;
  let loading: Promise<Part> | undefined;
  return () => {
    loading ??= new Promise<Part>((resolve, reject) => {
      const element = document.createElement('script');
      element.src = address;
      element.onload = element.onerror = () => {
        element.remove();
        const part = (globalThis as Record<string, unknown>)[name] as Part | undefined;
        if (part) resolve(part);
        else reject(new SourceError(address, 0));
      };
      document.head.append(element);
    });
    // One that could not be loaded is asked for again.
    loading.catch(() => (loading = undefined));
    return loading;
  };
}
