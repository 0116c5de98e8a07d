// A run as columns: what the engine's lines add up to. Pure; the twin of lab.metrics.snapshot.merge.
// All times are milliseconds since load start.

const TICKS = ["t", "in_flight", "queued", "running", "waiting", "throughput", "p50", "p95", "p99", "completed", "errors", "loop_lag", "threads", "rss_mb"];
const EVENTS = ["id", "lane", "thread", "intended", "sent", "view", "backend", "backend_end", "left", "first_byte", "done", "status"];
const OPEN = ["id", "lane", "sent", "view", "backend", "backend_end"];
const BLOCKED = ["from", "to"];

const columns = (names) => Object.fromEntries(names.map((name) => [name, []]));

export const emptyVariant = () => ({
  ticks: columns(TICKS),
  events: columns(EVENTS),
  open: columns(OPEN),
  blocked: columns(BLOCKED),
});

// `offset` is the last engine line applied; -1 stands for nothing yet.
export const emptyRun = () => ({ offset: -1, run: null, phase: null, done: null, error: null, variants: {} });

// Every column of `target` grows by the same number of rows, so that a row never loses its neighbours: a column that
// the source lacks is filled with null, one that is new is padded in front.
export function extend(target, source = {}) {
  const keys = Object.keys(source);
  if (keys.length === 0) return;
  const before = Math.max(0, ...Object.values(target).map((column) => column.length));
  const added = Math.max(...keys.map((key) => source[key].length));
  for (const key of keys) {
    target[key] ??= new Array(before).fill(null);
  }
  for (const [key, column] of Object.entries(target)) {
    const from = source[key] ?? [];
    for (let row = 0; row < added; row++) column.push(from[row] ?? null);
  }
}

const copy = (source) => Object.fromEntries(Object.entries(source).map(([key, column]) => [key, [...column]]));

function addPart(variant, part) {
  extend(variant.ticks, part.ticks);
  extend(variant.events, part.events);
  extend(variant.blocked, part.blocked);
  if (part.open) variant.open = copy(part.open); // state: the latest wins
}

// One snapshot line that says what all of them say together. The lines given stay as they are.
export function merge(snapshots) {
  const merged = { type: "snapshot", variants: {} };
  for (const snapshot of snapshots) {
    for (const [name, part] of Object.entries(snapshot.variants)) {
      merged.variants[name] ??= { ticks: {}, events: {}, open: {}, blocked: {} };
      addPart(merged.variants[name], part);
    }
  }
  return merged;
}

export function applyLine(state, line) {
  switch (line.type) {
    case "run":
      state.run = line;
      for (const { name } of line.variants) state.variants[name] ??= emptyVariant();
      break;
    case "snapshot":
      for (const [name, part] of Object.entries(line.variants)) {
        state.variants[name] ??= emptyVariant();
        // The finished requests are kept once, as the rows that the lanes draw (requests.js).
        addPart(state.variants[name], { ...part, events: undefined });
      }
      break;
    case "phase":
      state.phase = line;
      break;
    case "done":
      state.done = line;
      break;
    case "error":
      state.error = line;
      break;
  }
}

// A frame stands for the engine lines o-n+1 … o. Returns "applied", "old" (all of it is known already) or "gap"
// (something before it is missing: nothing was applied, the caller has to ask again from `state.offset`).
export function applyFrame(state, { o, n = 1, d }) {
  if (o <= state.offset) return "old";
  if (o - n !== state.offset) return "gap";
  applyLine(state, d);
  state.offset = o;
  return "applied";
}

// The newest moment that the run has reported, in ms; 0 before the first tick.
export function newest(state) {
  let last = 0;
  for (const { ticks } of Object.values(state.variants)) {
    last = Math.max(last, ticks.t.at(-1) ?? 0);
  }
  return last;
}

// Index of the last value <= `at` in a sorted column; -1 when all are later.
export function indexAt(column, at) {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle] <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
