// How the element in parts runs the whole engine, for analyses that its own engine does not have.
import { moduleStrategies } from './spawn_module';

export const spawnAnalysis = moduleStrategies(
  () => new Worker(__ANALYSIS_WORKER__, { type: 'module' }),
  () => __ANALYSIS_WORKER__.href,
  { first: 0 },
);
