// The element's worker as a module of the split form, which a page imports where no worker may run.
import type { Endpoint } from 'comlink';
import { serve } from './element_service';

export { serve };

if (!('document' in globalThis)) serve(self as unknown as Endpoint);
