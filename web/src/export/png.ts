// The drawing as a bitmap, rendered by the browser.

/** Limits of all browsers: pixels along one side, and in total. */
const LONGEST_SIDE = 16_384;
const MOST_POINTS = 100_000_000;
/** Below this scale, the text of the drawing is not legible. */
const LEAST_SCALE = 0.5;

/** The drawing is too long for a bitmap; a part of it, or the SVG, can still be exported. */
export class TooLargeForPng extends Error {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    super(`${width} by ${height} px are too many for a PNG`);
    this.name = 'TooLargeForPng';
  }
}

/** The largest scale up to `wanted` that a canvas supports. Throws a TooLargeForPng. */
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
 * `svg` is a document of toSvg, best with one theme: a bitmap cannot follow its viewer's theme.
 * `scale` is pixels per px of the drawing. Rejects with a TooLargeForPng, or if the browser cannot
 * render it.
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
