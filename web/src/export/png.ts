// The drawing as a picture of points, made by the browser itself.

/** What every browser can hold: points along one side, and in all. */
const LONGEST_SIDE = 16_384;
const MOST_POINTS = 100_000_000;
/** Below this, text of the drawing cannot be read any more. */
const LEAST_SCALE = 0.5;

/** The drawing is too long for a picture; a part of it, or the SVG itself, is the way out. */
export class TooLargeForPng extends Error {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    super(`${width} by ${height} px are too many for a PNG`);
    this.name = 'TooLargeForPng';
  }
}

/** The largest scale up to `wanted` that a canvas can hold. Throws a TooLargeForPng. */
export function scaleFor(width: number, height: number, wanted: number): number {
  const scale = Math.min(
    wanted,
    LONGEST_SIDE / Math.max(width, height),
    Math.sqrt(MOST_POINTS / (width * height)),
  );
  if (!(scale >= LEAST_SCALE)) throw new TooLargeForPng(width, height);
  return scale;
}

/**
 * `svg` is a document of toSvg, best with one theme: a picture cannot follow its viewer. `scale` is
 * points per px of the drawing. Rejects with a TooLargeForPng, or where the browser cannot draw it.
 */
export async function toPng(svg: string, scale = 2): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const fit = scaleFor(width, height, scale);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * fit);
    canvas.height = Math.round(height * fit);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser gives no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('this browser wrote no PNG'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
