// The whole engine's worker as one script. `self` is a port if build/worker.ts turns it into a
// function.
import type { Endpoint } from 'comlink';
import { serve } from './analysis_service';

serve(self as unknown as Endpoint);
