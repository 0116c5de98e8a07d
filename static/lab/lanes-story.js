// One request among the lanes: which one stands at a place, which one is next to it, and what happened to it. Pure.
import { isError } from "./lanes-layout.js";
import { duration } from "./scales.js";

// The side of the canvas that time runs along and the other one, in CSS px -> {part: "lanes" | "area", row, at (ms)}; null beside
// the plot. `band` is what lanes-layout's `bands` gave, `width` the plot's length without its gutter.
export function placeAt({ along, across, gutter, width, band, window }) {
  const share = (along - gutter) / width;
  if (share < 0 || share > 1) return null;
  const at = window.from + share * (window.to - window.from);
  if (across < band.areaTop) {
    const row = Math.floor((across - band.lanesTop) / band.laneHeight);
    return row >= 0 && row < band.lanes ? { part: "lanes", row, at } : null;
  }
  const row = Math.floor((across - band.areaTop) / band.rowHeight);
  return { part: "area", row, at };
}

// The bars of request `i` up to the moment `now`: [{part, row, from, to}], in ms.
export function barsOf(table, i, now) {
  const sent = table.sent[i];
  const view = table.view[i];
  const done = table.done[i];
  if (sent > now) return [];
  const until = (value) => Math.min(value ?? now, now);
  const entered = view != null && view <= now;
  if (!table.pool) return [{ part: "area", row: table.row[i], from: sent, to: until(done) }];
  const bars = [{ part: "area", row: table.row[i], from: sent, to: until(view ?? done) }];
  if (entered) bars.push({ part: "lanes", row: table.lane[i], from: view, to: until(table.left[i] ?? done) });
  return bars;
}

// The request whose bar covers a place; -1 for none. Of several the last one sent: it is drawn over the others. `slack` ms on
// either side, so that a bar of a pixel can be hit.
export function requestAt(table, { part, row, at }, now, slack = 0) {
  let found = -1;
  let off = Infinity;
  for (let i = 0; i < table.count; i++) {
    if (table.sent[i] > at + slack || (table.done[i] ?? Infinity) < at - slack) continue;
    for (const bar of barsOf(table, i, now)) {
      if (bar.part !== part || bar.row !== row) continue;
      const away = Math.max(bar.from - at, at - bar.to, 0);
      if (away <= slack && away <= off) [found, off] = [i, away];
    }
  }
  return found;
}

// Where the keyboard goes: "next" and "previous" in the order of sending; "up" and "down" to the request in the nearest row that
// has one at the same moment. -1 stays where it is.
export function neighbour(table, i, direction, now) {
  if (direction === "next" || direction === "previous") {
    const place = table.ordered.indexOf(i) + (direction === "next" ? 1 : -1);
    const other = table.ordered[place];
    return other === undefined || table.sent[other] > now ? -1 : other;
  }
  const home = barsOf(table, i, now).at(-1);
  if (!home) return -1;
  const at = (home.from + home.to) / 2;
  const by = direction === "down" ? 1 : -1;
  for (let step = 1; step <= Math.max(table.rows, 64); step++) {
    const row = home.row + by * step;
    if (row < 0) break;
    const found = requestAt(table, { part: home.part, row, at }, now);
    if (found >= 0) return found;
  }
  // Past the last worker stands the queue, and above the queue stand the workers.
  if (!table.pool) return -1;
  const part = home.part === "lanes" ? "area" : "lanes";
  const rows = part === "area" ? [...Array(table.rows).keys()] : [...Array(64).keys()].reverse();
  if ((part === "area") !== (direction === "down")) return -1;
  return rows.map((row) => requestAt(table, { part, row, at }, now)).find((found) => found >= 0) ?? -1;
}

// Why a request got no good answer, in words.
const FAULTS = { error: "the backend answered with an error", reset: "the backend reset the connection", late: "the backend did not answer in time" };
const whyNot = (table, i) => FAULTS[table.fault[i]] ?? (table.status[i] === 499 ? "the client gave up" : "no good answer");

// What happened to request `i`, as far as it is known at `now`: {title, steps: [{state, what, at, lasted}], more,
// failed (why, or false)}.
export function storyOf(table, i, now) {
  const known = (value) => (value != null && value <= now ? value : null);
  const [sent, view, backend, back, left, first, done] = ["sent", "view", "backend", "backend_end", "left", "first_byte", "done"].map((column) => known(table[column]?.[i]));
  const steps = [];
  const add = (state, what, from, to) => from !== null && steps.push({ state, what, at: from, lasted: (to ?? now) - from, open: to === null });
  add("queued", "queued", sent, view ?? done);
  if (view !== null) {
    add("running", "view", view, backend ?? left ?? done);
    add("waiting", "backend", backend, back ?? left ?? done);
    add("running", "view again", back, left ?? done);
    add("sending", "first byte", left, first ?? done);
    if (first !== null && done !== null && done > first) add("sending", "rest of the answer", first, done);
  }
  const failed = done !== null && isError(table.status[i]);
  const took = done === null ? `under way for ${duration(now - sent)}` : `${failed ? "failed" : "done"} after ${duration(done - sent)}`;
  const status = done === null ? "" : table.status[i] ? `, status ${table.status[i]}` : ", no answer";
  const lane = table.pool && view !== null ? `, worker ${table.lane[i] + 1}` : "";
  return { title: `Request ${table.id[i]}`, more: `sent at ${duration(sent)}${lane}, ${took}${status}`, steps, failed: failed && whyNot(table, i) };
}

// The story as one sentence, for who listens.
export function storyWords({ title, more, steps }) {
  return `${title}: ${more}. ${steps.map(({ what, lasted, open }) => `${what} ${duration(lasted)}${open ? " so far" : ""}`).join(", ")}.`;
}
