/** The engine's wasm, deflated (RFC 1951), as base64; see vite.engine.ts. */
declare module 'virtual:engine-wasm' {
  const packed: string;
  export default packed;
}
