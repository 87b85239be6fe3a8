/** Address of the built element_module.ts: an expression that build/in_parts.ts replaces. */
declare const __ELEMENT_WORKER__: URL;
