// How the element in parts runs the whole engine, for what its own does not do.
import { moduleStrategies } from './spawn_module';

export const spawnAnalysis = moduleStrategies(
  () => new Worker(__ANALYSIS_WORKER__, { type: 'module' }),
  () => __ANALYSIS_WORKER__.href,
  { first: 0 },
);
