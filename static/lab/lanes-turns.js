// A run in turns: each variant has the machine to itself for a while, once or in several rounds. Pure.
import { duration, number, plural } from "./scales.js";

// The turns of a variant: [{start, from, to}] in ms of the run; what counts begins at `from`.
export function turnsOf(run, name) {
  const own = (run.turns ?? []).filter(({ variants }) => variants.includes(name));
  if (!own.length) return [{ start: 0, from: run.measured.from_ms, to: Infinity }];
  return own.map(({ start_ms, from_ms, to_ms }) => ({ start: start_ms, from: from_ms, to: to_ms }));
}

export const inTurns = (run) => (run.turns ?? []).length > 1;

// The finished picture of a variant that had one turn of several shows that turn; null for what shows the whole run.
export function ownView(run, turns, whole, zoom = 1) {
  if (!whole || !inTurns(run) || turns.length > 1) return null;
  const [{ start, to }] = turns;
  return { from: to - (to - start) / zoom, to };
}

// What stands above the lanes while it is not the variant's turn; undefined in its turn, and of a run without turns.
export function turnLine(run, info, now, whole, numbers) {
  if (!inTurns(run)) return undefined;
  const turns = turnsOf(run, info.name);
  const over = turns.filter(({ to }) => to <= now).length;
  const answered = `${number(numbers?.completed ?? 0)} answered`;
  if (whole || over === turns.length) return `${turns.length === 1 ? "Its turn" : `${plural(turns.length, "turn")}`} of ${duration(turns[0].to - turns[0].start)}: ${answered}`;
  if (turns.some(({ start, to }) => start <= now && now < to)) return undefined;
  const next = turns.find(({ start }) => start > now);
  return `${over ? `${plural(over, "turn")} over` : "Not its turn yet"} · the next begins at ${duration(next.start)}`;
}
