// Rectangles into a buffer of pixels. Pure. A canvas call costs about a microsecond, whatever its size; thousands of bars of a
// few pixels each, sixty times a second, are written faster than they are asked for.
// A colour is one 32-bit number as ImageData holds it: 0xAABBGGRR on every machine that browsers run on.

export const colour = ([r, g, b, a = 255], alpha = 1) => ((Math.round(a * alpha) << 24) | (b << 16) | (g << 8) | r) >>> 0;

// A tile of `period` x `period` alphas (0..255) from the covered share of each pixel.
export function tile(period, cover) {
  return Uint8ClampedArray.from({ length: period * period }, (_, i) => 255 * cover(i % period, Math.floor(i / period)));
}

// A hatch: lines at 45 degrees, `line` pixels thick, smooth at their edges.
export function hatchTile(period, line) {
  return tile(period, (x, y) => {
    const along = (x + y + 1) % period;
    return line / 2 - Math.min(along, period - along) / Math.SQRT2 + 0.5;
  });
}

// The tile in one colour, ready to be copied.
export function tinted(tile, [r, g, b], alpha = 1) {
  return Uint32Array.from(tile, (value) => colour([r, g, b, value], alpha));
}

export function createRaster(width, height, pixels = new Uint32Array(width * height)) {
  return { width, height, pixels };
}

const NARROW = 16; // px

// Fill a rectangle, clipped to the raster. All arguments are whole pixels.
export function fill({ width, height, pixels }, x, y, w, h, value) {
  const left = Math.max(0, x);
  const right = Math.min(width, x + w);
  if (right <= left) return;
  const bottom = Math.min(height, y + h);
  for (let row = Math.max(0, y); row < bottom; row++) {
    const end = row * width + right;
    // Most bars of a busy run are a few pixels, which are written sooner than `fill` is called.
    if (right - left > NARROW) pixels.fill(value, row * width + left, end);
    else for (let at = row * width + left; at < end; at++) pixels[at] = value;
  }
}

// Fill with a tile; `shift` moves it, so that a hatch can travel with its bars.
export function fillTile({ width, height, pixels }, x, y, w, h, tile, period, shift = 0) {
  const left = Math.max(0, x);
  const right = Math.min(width, x + w);
  const bottom = Math.min(height, y + h);
  const phase = ((shift % period) + period) % period;
  for (let row = Math.max(0, y); row < bottom; row++) {
    const from = (row % period) * period;
    let column = (left + phase) % period;
    for (let at = row * width + left, end = row * width + right; at < end; at++) {
      pixels[at] = tile[from + column];
      if (++column === period) column = 0;
    }
  }
}

export function outline(raster, x, y, w, h, line, value) {
  fill(raster, x, y, w, line, value);
  fill(raster, x, y + h - line, w, line, value);
  fill(raster, x, y, Math.min(line, w), h, value);
  fill(raster, x + w - Math.min(line, w), y, Math.min(line, w), h, value);
}
