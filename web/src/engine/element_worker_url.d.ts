/** Where element_module.ts lies, built: an expression that build/in_parts.ts puts in its place. */
declare const __ELEMENT_WORKER__: URL;
