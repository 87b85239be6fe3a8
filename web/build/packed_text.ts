// Decodes deflated bytes in base64: the shortest text for files whose uncompressed size counts.
import { inflateSync } from 'fflate';
import { decodeBase64 } from '../src/base/base64';

export const decode = (text: string): Uint8Array<ArrayBuffer> => inflateSync(decodeBase64(text));
