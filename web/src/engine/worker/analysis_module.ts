// The whole engine's worker as a module of the folder form, imported by a page that allows no worker.
import type { Endpoint } from 'comlink';
import { serve } from './analysis_service';

export { serve };

if (!('document' in globalThis)) serve(self as unknown as Endpoint);
