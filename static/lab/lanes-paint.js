// Rectangles to pixels. The layout (lanes-layout.js) is in CSS px; here everything is rounded to device pixels, so that rows of
// two or three pixels stay crisp.
import { hatch, parts } from "./palette.js";
import { colour, createRaster, fill, fillTile, hatchTile, outline, tinted } from "./raster.js";
import { ticks } from "./scales.js";

// Room beside the plot, in CSS px: `gutter` for the names of the lanes, `axis` for the seconds. On a phone time runs downwards.
export const ACROSS = { gutter: 58, axis: 26 };
export const DOWN = { gutter: 18, axis: 22 };
const FADED = 0.1; // what is left of the other states while one is looked at alone

// What one canvas needs to be painted again and again: made anew when colours or pixel ratio change.
export function createPaint(context, palette, ratio) {
  const period = Math.round(5 * ratio);
  const tile = hatchTile(period, 1.4 * ratio);
  const tones = (alpha) => ({
    running: colour(parts(palette.running), alpha),
    waiting: colour(parts(palette.waiting), alpha),
    queued: colour(parts(palette.queued), alpha),
    hatch: tinted(tile, parts(palette.waiting), alpha),
  });
  return {
    context,
    palette,
    ratio,
    period,
    tones: { full: tones(1), faded: tones(FADED) },
    warmup: hatch(context, palette.control, { period: Math.round(6 * ratio), line: 1 * ratio, lean: -1 }),
    layer: document.createElement("canvas"),
    raster: null,
  };
}

const snap = (paint, px) => Math.round(px * paint.ratio);

// scene: {width, height, gutter, axis, down, band, picture, blocked, window, now, names, turns, isolated, moving}. `width` is
// the side that time runs along, `height` the one that rows are stacked along, whichever way the canvas stands.
export function paintScene(paint, scene) {
  const { context } = paint;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(...turn(scene));
  paintGround(paint, scene);
  paintBars(paint, scene);
  context.globalAlpha = scene.isolated && scene.isolated !== "error" ? FADED : 1;
  paintErrors(paint, scene);
  context.globalAlpha = 1;
  paintBlocked(paint, scene);
  paintFrame(paint, scene);
  paintChosen(paint, scene);
}

// Turned, the picture is mirrored at its diagonal.
const turn = ({ down }) => (down ? [0, 1, 1, 0, 0, 0] : [1, 0, 0, 1, 0, 0]);

// Text stays upright. `x` and `y` are device pixels of the unturned scene.
function write(paint, scene, text, x, y) {
  const { context } = paint;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillText(text, ...(scene.down ? [y, x] : [x, y]));
  context.setTransform(...turn(scene));
}

// The layer for the bars: the plot without gutter and axis, as large as the canvas has it just now.
function layerOf(paint, scene) {
  const width = Math.max(1, snap(paint, scene.width) - snap(paint, scene.gutter));
  const height = Math.max(1, snap(paint, scene.height - scene.axis));
  const { layer } = paint;
  if (paint.raster?.width !== width || paint.raster.height !== height) {
    layer.width = width;
    layer.height = height;
    paint.pen = layer.getContext("2d");
    paint.image = paint.pen.createImageData(width, height);
    paint.raster = createRaster(width, height, new Uint32Array(paint.image.data.buffer));
  }
  return paint.raster;
}

function paintBars(paint, scene) {
  const raster = layerOf(paint, scene);
  raster.pixels.fill(0);
  // The hatch belongs to the bars: it moves with them when the window moves.
  const shift = Math.round((scene.window.from * raster.width) / (scene.window.to - scene.window.from));
  const bands = [
    [scene.picture.area, rows(paint, scene.band.areaTop, scene.band.rowHeight), scene.band.every],
    [scene.picture.lanes, rows(paint, scene.band.lanesTop, scene.band.laneHeight), 1],
  ];
  // Work last: a view runs for a fraction of a pixel, and is what parts one request of a lane from the next.
  for (const state of ["waiting", "queued", "running"]) {
    const tones = scene.isolated && scene.isolated !== state ? paint.tones.faded : paint.tones.full;
    for (const [board, row, every] of bands) marks[state](paint, raster, board[state], row, { tones, every, shift });
    if (state === "waiting") scene.over?.paint(paint, scene, raster, bands, shift);
  }
  paint.pen.putImageData(paint.image, 0, 0);
  paint.context.imageSmoothingEnabled = false;
  paint.context.drawImage(paint.layer, snap(paint, scene.gutter), 0);
}

// Row number -> its top and height in device pixels. Rows of four pixels and more leave one free below them.
export function rows(paint, top, height) {
  const free = height >= 4 ? Math.max(1, Math.round(paint.ratio)) : 0;
  const known = [];
  return (row) => {
    if (known[row]) return known[row];
    const y = snap(paint, top + row * height);
    return (known[row] = [y, Math.max(1, snap(paint, top + (row + 1) * height) - y - free)]);
  };
}

// Each bar in whole pixels from the left edge of the plot, none narrower than one.
export function each(paint, bars, row, draw) {
  const { ratio } = paint;
  for (let i = 0, at = 0; i < bars.length; i++, at += 3) {
    const x = Math.round(bars.values[at] * ratio);
    const [y, height] = row(bars.values[at + 2]);
    draw(x, y, Math.max(1, Math.round(bars.values[at + 1] * ratio) - x), height, bars.values[at + 2]);
  }
}

const marks = {
  running(paint, raster, bars, row, { tones }) {
    each(paint, bars, row, (x, y, width, height) => fill(raster, x, y, width, height, tones.running));
  },
  waiting(paint, raster, bars, row, { tones, shift }) {
    const line = Math.max(1, Math.round(paint.ratio));
    each(paint, bars, row, (x, y, width, height) => {
      fillTile(raster, x, y, width, height, tones.hatch, paint.period, shift);
      if (height >= 5 * paint.ratio) outline(raster, x, y, width, height, line, tones.waiting);
    });
  },
  queued(paint, raster, bars, row, { tones, every }) {
    const line = Math.max(1, Math.round(paint.ratio * 0.75));
    each(paint, bars, row, (x, y, width, height, number) => {
      if (height >= 4 * paint.ratio) return outline(raster, x, y, width, height, line, tones.queued);
      // A thin row: its upper edge and the two ends are all of the outline that there is room for.
      if (number % every === 0) fill(raster, x, y, width, Math.min(line, height), tones.queued);
      fill(raster, x, y, line, height, tones.queued);
      fill(raster, x + width - line, y, line, height, tones.queued);
    });
  },
};

function paintErrors(paint, { picture, band, gutter }) {
  const { context } = paint;
  const left = snap(paint, gutter);
  context.strokeStyle = paint.palette.error;
  context.lineWidth = Math.max(1, 1.5 * paint.ratio);
  context.beginPath();
  for (const [bars, row] of [
    [picture.area.error, rows(paint, band.areaTop, band.rowHeight)],
    [picture.lanes.error, rows(paint, band.lanesTop, band.laneHeight)],
  ]) {
    each(paint, bars, row, (x, y, _, height) => {
      const arm = Math.max(3 * paint.ratio, Math.min(height / 2, 6 * paint.ratio));
      const middle = y + height / 2;
      context.moveTo(left + x - arm, middle - arm);
      context.lineTo(left + x + arm, middle + arm);
      context.moveTo(left + x - arm, middle + arm);
      context.lineTo(left + x + arm, middle - arm);
    });
  }
  context.stroke();
}

// One request's bars, outlined: it may stand in the queue and in a worker's lane.
function paintChosen(paint, { chosen, band, gutter }) {
  if (!chosen?.length) return;
  const { context, palette, ratio } = paint;
  const line = Math.max(2, Math.round(2 * ratio));
  context.strokeStyle = palette.ink;
  context.lineWidth = line;
  for (const { part, row, x0, x1 } of chosen) {
    const [y, height] = part === "lanes" ? rows(paint, band.lanesTop, band.laneHeight)(row) : rows(paint, band.areaTop, band.rowHeight)(row);
    const x = snap(paint, gutter + x0);
    context.strokeRect(x - line / 2, y - line / 2, Math.max(1, snap(paint, gutter + x1) - x) + line, height + line);
  }
}

// Empty lanes, and the hatched warm-up on the axis.
function paintGround(paint, scene) {
  const { band, window, turns } = scene;
  const clamp = (at) => Math.min(Math.max(at, window.from), window.to);
  const { context, palette } = paint;
  const left = snap(paint, scene.gutter);
  const right = snap(paint, scene.width);
  const bottom = snap(paint, scene.height - scene.axis);
  const thin = Math.max(1, Math.round(paint.ratio));
  const x = (at) => left + Math.round(((at - window.from) / (window.to - window.from)) * (right - left));
  context.fillStyle = palette.idle;
  const row = rows(paint, band.lanesTop, band.laneHeight);
  for (let lane = 0; lane < band.lanes; lane++) {
    const [y, tall] = row(lane);
    for (const { start, to } of turns) context.fillRect(x(clamp(start)), y, x(clamp(to)) - x(clamp(start)), tall);
  }
  context.fillStyle = palette.rule;
  context.fillRect(left, bottom, right - left, thin);
  for (const { start, from } of turns) {
    if (from <= window.from || start >= window.to) continue;
    const strip = snap(paint, 5);
    context.fillStyle = paint.warmup;
    context.fillRect(x(clamp(start)), bottom + thin, x(clamp(from)) - x(clamp(start)), strip);
    context.fillStyle = palette.control;
    if (from < window.to) context.fillRect(x(from), snap(paint, band.lanesTop), thin, bottom + strip - snap(paint, band.lanesTop));
  }
  paintSeconds(paint, scene, x, left, right);
}

function paintSeconds(paint, scene, x, left, right) {
  const { context, palette } = paint;
  const { window } = scene;
  context.fillStyle = palette["ink-2"];
  context.font = `${11 * paint.ratio}px ${palette.font}`;
  context.textBaseline = scene.down ? "middle" : "alphabetic";
  for (const at of ticks(window.from / 1000, window.to / 1000, (right - left) / paint.ratio / (scene.down ? 40 : 70))) {
    const place = x(at * 1000);
    if (place > right - snap(paint, scene.down ? 6 : 14)) continue;
    const first = place < left + snap(paint, 4);
    context.textAlign = scene.down ? "right" : first ? "left" : "center";
    const along = scene.down && first ? place + snap(paint, 6) : place;
    write(paint, scene, at === 0 ? "0 s" : String(at), along, snap(paint, scene.down ? scene.height : scene.height - 5));
  }
}

// Spans in which the loop stood still: a bracket below its lane, so that it is seen apart from the work itself.
function paintBlocked(paint, { blocked, band, gutter }) {
  if (!blocked.length || !band.lanes) return;
  const { context, palette } = paint;
  const y = snap(paint, band.lanesTop + band.laneHeight + 1);
  const tall = snap(paint, 5);
  const line = Math.max(1, Math.round(1.5 * paint.ratio));
  context.fillStyle = palette.error;
  for (const [from, to] of blocked) {
    const x = snap(paint, gutter + from);
    const width = Math.max(2 * line, snap(paint, gutter + to) - x - line);
    context.fillRect(x, y + tall - line, width, line);
    context.fillRect(x, y, line, tall);
    context.fillRect(x + width - line, y, line, tall);
  }
}

// The names of the lanes, and the playhead.
function paintFrame(paint, scene) {
  const { band, names, window, down } = scene;
  const { context, palette } = paint;
  context.font = `${11 * paint.ratio}px ${palette.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = palette["ink-2"];
  const name = (text, y) => {
    for (const [i, line] of (down ? [text.replace("\n", " ")] : text.split("\n")).entries()) write(paint, scene, line, down ? snap(paint, 7) : 0, snap(paint, y + 12 * i));
  };
  if (down || band.laneHeight < 11) {
    if (band.lanes) name(names.lanes, band.lanesTop + (down ? 0 : 7));
  } else {
    for (let lane = 0; lane < band.lanes; lane++) name(names.lane(lane), band.lanesTop + (lane + 0.5) * band.laneHeight);
  }
  if (band.slots) name("backend", band.slotsTop + (down ? 0 : 7));
  name(names.area, band.areaTop + (down ? 0 : 7));
  if (!scene.moving) return;
  const share = (Math.min(scene.now, window.to) - window.from) / (window.to - window.from);
  const x = snap(paint, scene.gutter + share * (scene.width - scene.gutter));
  const line = Math.max(1, Math.round(paint.ratio));
  context.fillStyle = palette.ink;
  context.fillRect(Math.min(x, snap(paint, scene.width) - line), 0, line, snap(paint, scene.height - scene.axis));
}
