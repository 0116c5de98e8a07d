// Ticks of all variants -> the aligned columns that a chart wants. Pure.
import { indexAt } from "./columns.js";

// metrics: [["throughput"], ["p50", "p99"], …]; the result is [seconds, a, b, …]: for each metric one column a variant, all
// over the same moments, up to `now`. A variant that has no tick at a moment has null there.
export function chartColumns(model, metrics, now) {
  const names = (model.state.run?.variants ?? []).map(({ name }) => name);
  const tables = names.map((name) => model.state.variants[name].ticks);
  const every = momentsOf(tables);
  const moments = every.slice(0, indexAt(every, now) + 1);
  const columns = [moments.map((t) => t / 1000)];
  for (const metric of metrics) {
    for (const ticks of tables) columns.push(column(ticks, metric, moments));
  }
  return columns;
}

// The moments of all ticks. Variants that run side by side share them; those that take turns have each their own.
function momentsOf(tables) {
  const longest = tables.reduce((a, b) => (b.t.length > a.length ? b.t : a), []);
  const apart = tables.some(({ t }) => t.length > 0 && (t[0] < longest[0] || t.at(-1) > longest.at(-1)));
  return apart ? [...new Set(tables.flatMap(({ t }) => t))].sort((a, b) => a - b) : longest;
}

function column(ticks, metric, moments) {
  const values = ticks[metric] ?? [];
  const together = moments.length === 0 || (ticks.t[0] === moments[0] && ticks.t[moments.length - 1] === moments.at(-1));
  if (together) return Array.from(moments, (_, i) => values[i] ?? null);
  const at = new Map(ticks.t.map((t, i) => [t, values[i]]));
  return moments.map((t) => at.get(t) ?? null);
}

// The largest value of the columns of `metrics` over the whole run so far; 0 when there is none.
export function largest(model, metrics) {
  let most = 0;
  for (const { ticks } of Object.values(model.state.variants)) {
    for (const metric of metrics) {
      for (const value of ticks[metric] ?? []) if (value > most) most = value;
    }
  }
  return most;
}
