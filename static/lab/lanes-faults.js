// What the backend did to a request: a colour and a pattern for each kind of fault. Pure, but for `painter` at the end.
//
// A fault is drawn over the request's waiting: failed with an error, reset, hanging until the client gave up; and, where the
// backend's times vary, the part by which it was slower than usual.
import { parts, readPalette } from "./palette.js";
import { colour, fill, fillTile, tile, tinted } from "./raster.js";
import { Bars, firstSeen } from "./lanes-layout.js";
import { each, rows } from "./lanes-paint.js";

export const FAULTS = ["late", "failed", "reset", "hang", "nobody"];
const GAVE_UP = 499;
const SLACK = 0.15; // share of the usual time by which a call has to be slower to be called slow
const LEAST = 5; // ms

// How long a call usually takes, in ms; null where all take equally long, so that none is slow.
export function usualWait(config, info) {
  const varies = config.jitter_ms > 0 || config.slow_start_s > 0 || (config.distribution ?? "constant") !== "constant";
  return varies ? config.latency_ms * (info.waits ?? 1) : null;
}

// What befell request `i` as known at `now`: {kind, from, to} in ms, or null.
export function faultOf(table, i, { usual = null, hangs = false }, now) {
  const from = table.backend[i];
  if (from == null || from > now) return null;
  const back = table.backend_end[i];
  const done = table.done[i] != null && table.done[i] <= now;
  const to = Math.min(back ?? table.left[i] ?? table.done[i] ?? now, now);
  if (done) {
    const fault = table.fault[i];
    if (fault === "error") return { kind: "failed", from, to };
    if (fault === "reset") return { kind: "reset", from, to };
    if (fault === "late" || (hangs && back == null && table.status[i] === GAVE_UP)) return { kind: "hang", from, to };
  }
  if (usual !== null && to - from > usual * (1 + SLACK) + LEAST) return { kind: "late", from: from + usual, to };
  return null;
}

// The slots of a backend that serves `capacity` calls at once, as far as their ends tell: a call held a slot for its service
// time before it was answered, and had waited for one until then. [{slot, from, to, i}], by end. What was found stays: only the
// calls that have ended since the last look are placed.
export function slotsOf(table, capacity, latency) {
  const known = (table.slots ??= { held: [], free: new Array(capacity).fill(-Infinity), open: [], next: 0 });
  while (known.next < table.ordered.length) known.open.push(table.ordered[known.next++]);
  const ended = known.open.filter((i) => table.backend_end[i] != null && table.backend[i] != null);
  if (!ended.length) return known.held;
  known.open = known.open.filter((i) => table.backend_end[i] == null && table.done[i] == null);
  ended.sort((a, b) => table.backend_end[a] - table.backend_end[b]);
  for (const i of ended) {
    const to = table.backend_end[i];
    let from = Math.max(table.backend[i], to - latency);
    let slot = known.free.findIndex((at) => at <= from + 1);
    if (slot < 0) {
      slot = known.free.indexOf(Math.min(...known.free));
      from = Math.min(to, Math.max(from, known.free[slot]));
    }
    known.free[slot] = to;
    known.held.push({ slot, from, to, i });
  }
  return known.held;
}

// A view may go on when its client has left: a thread cannot be cancelled. A snapshot names the request when the client leaves, and
// a later one says when its view ended.
export function takeLater(table, { events, later }) {
  table.abandoned ??= [];
  (events?.id ?? []).forEach((id, row) => {
    if (events.status[row] === GAVE_UP && events.view[row] != null && events.left[row] == null) table.abandoned.push(table.byId.get(id));
  });
  (later?.id ?? []).forEach((id, row) => {
    const i = table.byId.get(id);
    if (i === undefined) return;
    [table.backend_end[i], table.left[i]] = [later.backend_end[row], later.left[row]];
    if (!table.pool && table.freeAt[table.row[i]] === Infinity) table.freeAt[table.row[i]] = table.left[i];
  });
}

// For nobody: the workers (or threads) whose client has left at `now`, and whose view goes on.
export const forNobody = (table, now) => (table.abandoned ?? []).filter((i) => table.done[i] <= now && (table.left[i] ?? Infinity) > now);

const board = () => Object.fromEntries(FAULTS.map((kind) => [kind, new Bars()]));

// Bars of the faults between `from` and `to`, into {lanes, area}; and of the backend's slots, into `slots`.
export function layFaults(over, table, { from, to, now, width }, { config, info }) {
  for (const part of [over.lanes, over.area]) for (const kind of FAULTS) part[kind].clear();
  over.slots.clear();
  const scale = width / (to - from);
  const seen = Math.min(to, now);
  const put = (bars, start, end, row) => {
    if (end >= from && start <= seen) bars.add((Math.max(start, from) - from) * scale, (Math.min(end, seen) - from) * scale, row, 0.75);
  };
  const facts = { usual: usualWait(config, info), hangs: config.hang_percent > 0 };
  if (facts.usual !== null || facts.hangs || config.error_percent > 0 || config.reset_percent > 0) {
    for (let at = firstSeen(table, from); at < table.ordered.length; at++) {
      const i = table.ordered[at];
      if (table.done[i] != null && table.done[i] < from) continue;
      if (table.sent[i] > seen) continue;
      const fault = faultOf(table, i, facts, now);
      if (fault) put((table.pool ? over.lanes : over.area)[fault.kind], fault.from, fault.to, table.pool ? table.lane[i] : table.row[i]);
    }
  }
  for (const i of table.abandoned ?? []) {
    if (table.done[i] <= seen) put((table.pool ? over.lanes : over.area).nobody, table.done[i], table.left[i] ?? seen, table.pool ? table.lane[i] : table.row[i]);
  }
  if (config.capacity > 0) for (const held of slotsOf(table, config.capacity, config.latency_ms)) put(over.slots, held.from, held.to, held.slot);
}

export const slotsShown = (config) => (config.capacity > 0 && config.capacity <= 16 ? config.capacity : 0);

// The patterns, as distances in px from the nearest line: across the hatch of waiting, both ways, upright, level.
const PATTERNS = {
  late: (x, y, p) => Math.abs(((x - y + p) % p) - p / 2) / Math.SQRT2,
  failed: (x, y, p) => Math.min(Math.abs(((x + y) % p) - p / 2), Math.abs(((x - y + p) % p) - p / 2)) / Math.SQRT2,
  reset: (x, y, p) => Math.abs((x % p) - p / 2),
  hang: (x, y, p) => Math.abs((y % p) - p / 2),
  nobody: (x, y, p) => Math.hypot((x % p) - p / 2, (y % p) - p / 2) - p / 12,
};

// Draws the faults of one panel over its bars; kept for the panel, since colours and patterns are made once.
export class Over {
  constructor(host, ratio) {
    this.period = Math.round(6 * ratio);
    this.palette = readPalette(host, ["waiting", "idle", ...FAULTS.map((kind) => `fault-${kind}`)]);
    this.tiles = Object.fromEntries(
      FAULTS.map((kind) => [kind, tinted(tile(this.period, (x, y) => 0.8 * ratio - PATTERNS[kind](x, y, this.period) + 0.5), parts(this.palette[`fault-${kind}`]))]),
    );
    Object.assign(this, { lanes: board(), area: board(), slots: new Bars() });
  }

  static slotsShown = slotsShown;
  static lost = (table, now) => (table?.pool ? forNobody(table, now).length : 0);

  lay(table, frame, config, info) {
    layFaults(this, table, frame, { config, info });
  }

  // Called by lanes-paint.js when the waiting is drawn, and before what is queued and running.
  paint(paint, { band, isolated: alone }, raster, [[, inArea], [, inLanes]], shift) {
    const inSlots = rows(paint, band.slotsTop, band.slotHeight);
    for (const [part, row] of [
      [this.area, inArea],
      [this.lanes, inLanes],
    ]) {
      for (const kind of FAULTS) {
        if (alone && alone !== kind) continue;
        each(paint, part[kind], row, (x, y, width, height) => fillTile(raster, x, y, width, height, this.tiles[kind], this.period, shift));
      }
    }
    const idle = colour(parts(this.palette.idle));
    for (let slot = 0; slot < band.slots; slot++) {
      const [y, height] = inSlots(slot);
      fill(raster, 0, y, raster.width, height, idle);
    }
    if (alone && alone !== "waiting") return;
    const held = colour(parts(this.palette.waiting));
    each(paint, this.slots, inSlots, (x, y, width, height) => fill(raster, x, y, Math.max(1, width - 1), height, held));
  }
}
