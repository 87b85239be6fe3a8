/** Throws a DOMException when `text` is no base64; white space is passed over. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/\s/g, '')), (character) => character.charCodeAt(0));
}
