/** Addresses of the built element_module.ts and analysis_module.ts: expressions that build/in_parts.ts replaces. */
declare const __ELEMENT_WORKER__: URL;
declare const __ANALYSIS_WORKER__: URL;
