// A run as the page shows it: its columns, and the requests of each variant laid in rows. Pure.
import { applyFrame, applyLine, emptyRun, indexAt, newest } from "./columns.js";
import { hasPool } from "./kinds.js";
import { addRequests, createRequests } from "./requests.js";

export const createModel = () => ({ state: emptyRun(), requests: {} });

const infoOf = (model, name) => model.state.run?.variants.find((variant) => variant.name === name) ?? { name, label: name };


function lay(model, line) {
  if (line.type !== "snapshot") return;
  for (const [name, part] of Object.entries(line.variants)) {
    model.requests[name] ??= createRequests({ pool: hasPool(infoOf(model, name)) });
    addRequests(model.requests[name], part);
    model.more?.(model.requests[name], part);
  }
}

// Returns what applyFrame says: "applied", "old" or "gap".
export function takeFrame(model, frame) {
  const said = applyFrame(model.state, frame);
  if (said === "applied") lay(model, frame.d);
  return said;
}

export function takeLines(model, lines) {
  for (const line of lines) {
    applyLine(model.state, line);
    lay(model, line);
  }
  model.state.offset = lines.length - 1;
  return model;
}

// Where the time axis ends, in ms: the planned end of load. Answers that come later are not counted, and not shown at the end.
export function endOf(model) {
  return model.state.run?.measured?.to_ms || Math.max(newest(model.state), 1000);
}

// The last moment that can be shown: a run that broke off is known up to there only.
export function knownTo(model) {
  return Math.min(endOf(model), newest(model.state));
}

// The numbers of one variant at the moment `now`, from the engine's own ticks; null before the first one.
export function numbersAt(model, name, now) {
  const ticks = model.state.variants[name]?.ticks;
  const row = ticks ? indexAt(ticks.t, now) : -1;
  if (row < 0) return null;
  const at = (column) => ticks[column]?.[row] ?? null;
  const info = infoOf(model, name);
  const inside = (at("running") ?? 0) + (at("waiting") ?? 0);
  return {
    inFlight: at("in_flight"),
    queued: at("queued"),
    running: at("running"),
    waiting: at("waiting"),
    busy: hasPool(info) ? Math.min(info.workers, inside) : inside,
    throughput: at("throughput"),
    p50: at("p50"),
    p99: at("p99"),
    completed: at("completed"),
    errors: at("errors"),
    threads: at("threads"),
  };
}
