// The page's mark as SVG and as PNG, from one geometry: two rails and three segments between them.
import { crc32, deflateSync } from 'node:zlib';

interface Stroke {
  from: readonly [number, number];
  to: readonly [number, number];
  width: number;
  colour: string;
}

/** In a square of this size. */
const side = 22;
const paper = '#fcfcfb';
const strokes: readonly Stroke[] = [
  { from: [3, 1], to: [3, 21], width: 4, colour: '#2a62d6' },
  { from: [19, 1], to: [19, 21], width: 4, colour: '#b86a06' },
  { from: [6, 4.5], to: [16, 7], width: 1.6, colour: '#868c92' },
  { from: [16, 10], to: [6, 12.5], width: 1.6, colour: '#868c92' },
  { from: [6, 15.5], to: [16, 18], width: 1.6, colour: '#868c92' },
];
/** Room around the mark, so that a mask of any shape leaves it whole. */
const margin = 8;

export function iconSvg(): string {
  const paths = strokes.map(
    ({ from, to, width, colour }) =>
      `<path d="M${from.join(' ')}L${to.join(' ')}" stroke="${colour}" stroke-width="${width}"/>`,
  );
  const box = `${-margin} ${-margin} ${side + 2 * margin} ${side + 2 * margin}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">` +
    `<rect x="${-margin}" y="${-margin}" width="100%" height="100%" fill="${paper}"/>` +
    `${paths.join('')}</svg>\n`
  );
}

/** `size` px wide and high. */
export function iconPng(size: number): Buffer {
  const scale = (side + 2 * margin) / size;
  // Each line begins with the octet of its filter: none.
  const lines = Buffer.alloc(size * (1 + 3 * size));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const point = [(x + 0.5) * scale - margin, (y + 0.5) * scale - margin] as const;
      let pixel = rgb(paper);
      for (const stroke of strokes) {
        const cover = Math.min(1, Math.max(0, 0.5 - distance(point, stroke) / scale));
        const ink = rgb(stroke.colour);
        pixel = pixel.map((channel, i) => channel + (ink[i]! - channel) * cover);
      }
      pixel.forEach((channel, i) => {
        lines[y * (1 + 3 * size) + 1 + 3 * x + i] = Math.round(channel);
      });
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const rgb = (colour: string) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** From a point to the rectangle that a stroke covers; negative inside. */
function distance([x, y]: readonly [number, number], { from, to, width }: Stroke): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const along = ((x - from[0]) * dx + (y - from[1]) * dy) / length;
  const across = ((x - from[0]) * dy - (y - from[1]) * dx) / length;
  return Math.max(Math.abs(along - length / 2) - length / 2, Math.abs(across) - width / 2);
}

/** PNG (RFC 2083 section 3.2): length, type, data, CRC of the last two. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
