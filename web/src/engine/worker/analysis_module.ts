// The whole engine's worker as a module of the element in parts. Pages that allow no worker import
// it.
import type { Endpoint } from 'comlink';
import { serve } from './analysis_service';

export { serve };

if (!('document' in globalThis)) serve(self as unknown as Endpoint);
