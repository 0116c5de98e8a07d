// The parts of one request as the Resource Timing interface gives them, and what they add up to. Pure.
import { duration, plural } from "./scales.js";

// A PerformanceResourceTiming (or an object like it) -> {start, end, ttfb, parts: [{part, from, to}], server: [{name, words, ms}]},
// in ms on the page's clock. A connection that was there already takes no time to make.
export function partsOf(entry) {
  const sent = entry.requestStart || entry.fetchStart;
  const connecting = entry.connectEnd > entry.connectStart && entry.connectStart >= entry.fetchStart;
  const bounds = [
    ["stalled", entry.startTime, connecting ? entry.connectStart : sent],
    ["connect", connecting ? entry.connectStart : sent, connecting ? entry.connectEnd : sent],
    ["waiting", sent, entry.responseStart],
    ["download", entry.responseStart, entry.responseEnd],
  ];
  return {
    start: entry.startTime,
    end: entry.responseEnd,
    ttfb: entry.responseStart - entry.startTime,
    parts: bounds.map(([part, from, to]) => ({ part, from, to: Math.max(from, to) })),
    server: [...(entry.serverTiming ?? [])].map(({ name, description, duration: ms }) => ({ name, words: description, ms })),
  };
}

export const serverMs = (found, name) => found.server.find((each) => each.name === name)?.ms ?? null;
const lengthOf = (found, part) => found.parts.filter((each) => each.part === part).reduce((sum, { from, to }) => sum + to - from, 0);

// Rows of the table: a request each.
export function rowsOf(all) {
  return all.map((found, i) => [String(i + 1), ...["stalled", "waiting"].map((part) => duration(lengthOf(found, part))), duration(found.ttfb), duration(serverMs(found, "wait")), duration(serverMs(found, "view"))]);
}

// What came of it in a sentence or two.
export function wordsOf(kind, all, refused = 0, why = "") {
  if (!all.length) return why ? `Not answered: ${why}` : "No answer came.";
  const first = all.map(({ ttfb }) => ttfb).sort((a, b) => a - b);
  const whole = Math.max(...all.map(({ end }) => end)) - Math.min(...all.map(({ start }) => start));
  const stalled = all.filter((found) => lengthOf(found, "stalled") > 50).length;
  const told = all.length === 1 ? `first byte after ${duration(first[0])}` : `first bytes after ${duration(first[0])} to ${duration(first.at(-1))}, all done in ${duration(whole)}`;
  const waits = stalled ? ` ${plural(stalled, "request")} stalled in the browser for more than 50 ms before being sent.` : "";
  const not = refused ? ` ${plural(refused, "request")} refused: ${why}` : "";
  return `${plural(all.length, "request")} to the ${kind} view: ${told}.${waits}${not}`;
}
