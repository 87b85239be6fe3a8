// The samples inside the page in one file: packed, as the page unpacks gzip anyway.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

export const packedSamples: Plugin = {
  name: 'packed-samples',
  enforce: 'pre',
  load(id) {
    const [path, query] = id.split('?');
    if (query !== 'url' || !/\/samples\/[^/]*\.pcap(ng)?$/.test(path!)) return undefined;
    const packed = gzipSync(readFileSync(path!), { level: 9 }).toString('base64');
    return `export default "data:application/gzip;base64,${packed}";`;
  },
};
