// Loads a part of the single-script element from a script next to it. A classic script also runs
// from file://, where a module cannot be imported.
import { SourceError } from './source';

const own = (document.currentScript as HTMLScriptElement | null)?.src;

/** Loads the script `file` once; the script stores the part in the global variable `name`. */
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
    // If loading fails, the next call tries again.
    loading.catch(() => (loading = undefined));
    return loading;
  };
}
