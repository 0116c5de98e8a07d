// Axes and the numbers on them. Pure.

const STEPS = [1, 2, 5];

// Round numbers between `low` and `high`, about `count` of them.
export function ticks(low, high, count = 5) {
  if (!(high > low) || count < 1) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((s) => s * power >= rough) ?? 10);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const out = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) out.push(Number((i * step).toFixed(digits)));
  return out;
}

// 1, 2, 5, 10, 20, … between `low` and `high` (both > 0).
export function logTicks(low, high, steps = STEPS) {
  const out = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++) {
    for (const step of steps) {
      const value = Number((step * 10 ** power).toPrecision(3));
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) out.push(value);
    }
  }
  return out;
}

// The smallest of 1, 2, 5, 10, … that holds `value`: an axis that grows by jumps does not tremble.
export function ceiling(value, steps = [1, 1.5, 2, 3, 4, 5, 6, 8]) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = steps.find((s) => s * power >= value * (1 - 1e-9));
  return Number(((step ?? 10) * power).toPrecision(3));
}

// Position 0..1 on a logarithmic axis, clamped to it.
export function logPosition(value, low, high) {
  const at = Math.log(value / low) / Math.log(high / low);
  return Math.min(1, Math.max(0, at));
}

export function logValue(position, low, high) {
  return low * (high / low) ** position;
}

const group = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

// Three significant digits at most, thousands grouped: 7.94, 182, 1,062. A missing number is a dash.
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  if (size >= 100) return group(String(Math.round(value)));
  return String(Number(value.toFixed(size >= 10 ? 1 : 2)));
}

// Milliseconds in words: 480 ms, 1.25 s, 12.5 s.
export function duration(ms) {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return "–";
  if (Math.abs(ms) < 1000) return `${number(ms)} ms`;
  return `${number(ms / 1000)} s`;
}

export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
