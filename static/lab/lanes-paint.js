// Rectangles to pixels. The layout (lanes-layout.js) is in CSS px; here everything is rounded to device pixels, so that rows of
// two or three pixels stay crisp.
import { STATES } from "./lanes-layout.js";
import { hatch } from "./palette.js";
import { ticks } from "./scales.js";

export const GUTTER = 58; // left of the time axis: the names of the lanes
export const AXIS = 26; // below the lanes: the seconds, and the warm-up

// What one canvas needs to be painted again and again: made anew when colours or pixel ratio change.
export function createPaint(context, palette, ratio) {
  const period = Math.round(5 * ratio);
  return {
    context,
    palette,
    ratio,
    period,
    waiting: hatch(context, palette.waiting, { period, line: 1.5 * ratio }),
    warmup: hatch(context, palette.control, { period: Math.round(6 * ratio), line: 1 * ratio, lean: -1 }),
  };
}

const snap = (paint, px) => Math.round(px * paint.ratio);

// scene: {width, height, band, picture, blocked, window, now, info, measured, isolated, moving}
export function paintScene(paint, scene) {
  const { context } = paint;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  // The hatch belongs to the bars: it moves with them when the window moves.
  const moved = (scene.window.from * (scene.width - GUTTER)) / (scene.window.to - scene.window.from);
  paint.waiting.setTransform(new DOMMatrix().translate(-(Math.round(moved * paint.ratio) % paint.period), 0));
  paintGround(paint, scene);
  const area = rows(paint, scene.band.areaTop, scene.band.rowHeight);
  const lanes = rows(paint, scene.band.lanesTop, scene.band.laneHeight);
  for (const state of STATES) {
    context.globalAlpha = scene.isolated && scene.isolated !== state ? 0.1 : 1;
    marks[state](paint, scene.picture.area[state], area, scene.band.every);
    marks[state](paint, scene.picture.lanes[state], lanes, 1);
  }
  context.globalAlpha = 1;
  paintBlocked(paint, scene);
  paintFrame(paint, scene);
}

// Row number -> its top and height in device pixels. Rows of four pixels and more leave one free below them.
function rows(paint, top, height) {
  const free = height >= 4 ? Math.max(1, Math.round(paint.ratio)) : 0;
  return (row) => {
    const y = snap(paint, top + row * height);
    return [y, Math.max(1, snap(paint, top + (row + 1) * height) - y - free)];
  };
}

function each(paint, bars, row, draw) {
  const left = snap(paint, GUTTER);
  for (let i = 0; i < bars.length; i++) {
    const x = left + Math.round(bars.values[3 * i] * paint.ratio);
    const width = Math.max(1, left + Math.round(bars.values[3 * i + 1] * paint.ratio) - x);
    const [y, height] = row(bars.values[3 * i + 2]);
    draw(x, y, width, height, bars.values[3 * i + 2]);
  }
}

const marks = {
  running(paint, bars, row) {
    paint.context.fillStyle = paint.palette.running;
    each(paint, bars, row, (x, y, width, height) => paint.context.fillRect(x, y, width, height));
  },
  waiting(paint, bars, row) {
    const { context } = paint;
    context.fillStyle = paint.waiting;
    each(paint, bars, row, (x, y, width, height) => context.fillRect(x, y, width, height));
    context.fillStyle = paint.palette.waiting;
    each(paint, bars, row, (x, y, width, height) => {
      if (height >= 5 * paint.ratio) outline(paint, x, y, width, height);
    });
  },
  queued(paint, bars, row, every) {
    const { context } = paint;
    context.fillStyle = paint.palette.queued;
    each(paint, bars, row, (x, y, width, height, number) => {
      if (height >= 4 * paint.ratio) return outline(paint, x, y, width, height);
      // A thin row: its upper edge and the two ends are all of the outline that there is room for.
      const line = Math.max(1, Math.round(paint.ratio * 0.75));
      if (number % every === 0) context.fillRect(x, y, width, Math.min(line, height));
      context.fillRect(x, y, line, height);
      context.fillRect(x + width - line, y, line, height);
    });
  },
  error(paint, bars, row) {
    const { context } = paint;
    context.strokeStyle = paint.palette.error;
    context.lineWidth = Math.max(1, 1.5 * paint.ratio);
    context.beginPath();
    each(paint, bars, row, (x, y, _, height) => {
      const arm = Math.max(3 * paint.ratio, Math.min(height / 2, 6 * paint.ratio));
      const middle = y + height / 2;
      context.moveTo(x - arm, middle - arm);
      context.lineTo(x + arm, middle + arm);
      context.moveTo(x - arm, middle + arm);
      context.lineTo(x + arm, middle - arm);
    });
    context.stroke();
  },
};

function outline({ context, ratio }, x, y, width, height) {
  const line = Math.max(1, Math.round(ratio));
  context.fillRect(x, y, width, line);
  context.fillRect(x, y + height - line, width, line);
  context.fillRect(x, y, Math.min(line, width), height);
  context.fillRect(x + width - Math.min(line, width), y, Math.min(line, width), height);
}

// Empty lanes, the seconds, and the hatched warm-up on the axis.
function paintGround(paint, { width, height, band, window, measured }) {
  const { context, palette } = paint;
  const left = snap(paint, GUTTER);
  const right = snap(paint, width);
  const bottom = snap(paint, height - AXIS);
  const thin = Math.max(1, Math.round(paint.ratio));
  const x = (at) => left + Math.round(((at - window.from) / (window.to - window.from)) * (right - left));
  context.fillStyle = palette.idle;
  const row = rows(paint, band.lanesTop, band.laneHeight);
  for (let lane = 0; lane < band.lanes; lane++) {
    const [y, tall] = row(lane);
    context.fillRect(left, y, right - left, tall);
  }
  context.fillStyle = palette.rule;
  context.fillRect(left, bottom, right - left, thin);
  if (measured.from_ms > window.from) {
    const strip = snap(paint, 5);
    context.fillStyle = paint.warmup;
    context.fillRect(left, bottom + thin, x(Math.min(measured.from_ms, window.to)) - left, strip);
    context.fillStyle = palette.control;
    context.fillRect(x(measured.from_ms), snap(paint, band.lanesTop), thin, bottom + strip - snap(paint, band.lanesTop));
  }
  context.fillStyle = palette["ink-2"];
  context.font = `${11 * paint.ratio}px ${palette.font}`;
  context.textBaseline = "alphabetic";
  for (const at of ticks(window.from / 1000, window.to / 1000, (right - left) / paint.ratio / 70)) {
    const place = x(at * 1000);
    if (place > right - snap(paint, 14)) continue;
    context.textAlign = place < left + snap(paint, 4) ? "left" : "center";
    context.fillText(at === 0 ? "0 s" : String(at), place, snap(paint, height - 5));
  }
}

// Spans in which the loop stood still: a bracket below its lane, so that it is seen apart from the work itself.
function paintBlocked(paint, { blocked, band }) {
  if (!blocked.length || !band.lanes) return;
  const { context, palette } = paint;
  const y = snap(paint, band.lanesTop + band.laneHeight + 1);
  const tall = snap(paint, 5);
  const line = Math.max(1, Math.round(1.5 * paint.ratio));
  context.fillStyle = palette.error;
  for (const [from, to] of blocked) {
    const x = snap(paint, GUTTER + from);
    const width = Math.max(2 * line, snap(paint, GUTTER + to) - x - line);
    context.fillRect(x, y + tall - line, width, line);
    context.fillRect(x, y, line, tall);
    context.fillRect(x + width - line, y, line, tall);
  }
}

// The names of the lanes, and the playhead.
function paintFrame(paint, { height, band, names, window, now, width, moving }) {
  const { context, palette } = paint;
  context.font = `${11 * paint.ratio}px ${palette.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = palette["ink-2"];
  const everyLane = band.laneHeight >= 11;
  for (let lane = 0; lane < band.lanes; lane++) {
    if (!everyLane && lane > 0) break;
    const name = everyLane ? names.lane(lane) : names.lanes;
    const tall = everyLane ? band.laneHeight : band.laneHeight * band.lanes;
    context.fillText(name, 0, snap(paint, band.lanesTop + (lane + 0.5) * tall));
  }
  context.fillText(names.area, 0, snap(paint, band.areaTop + 7));
  if (!moving) return;
  const x = snap(paint, GUTTER + ((Math.min(now, window.to) - window.from) / (window.to - window.from)) * (width - GUTTER));
  const line = Math.max(1, Math.round(paint.ratio));
  context.fillStyle = palette.ink;
  context.fillRect(Math.min(x, snap(paint, width) - line), 0, line, snap(paint, height - AXIS));
}
