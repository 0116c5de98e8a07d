// The bets of all who watch as a histogram over a logarithmic scale. Pure: geometry and words; lab-bets.js draws them.
import { logPosition, logTicks, number, plural } from "./scales.js";

export const LOW = 0.1;
export const HIGH = 1000;
export const WIDTH = 420;
export const HEIGHT = 120;
export const FLOOR = 96; // px from the top to the axis

// {n, bins} -> bars [{x, y, width, height, count, from, to}], in px.
export function bars({ bins }) {
  const most = Math.max(1, ...bins);
  const width = WIDTH / bins.length;
  const edge = (i) => LOW * (HIGH / LOW) ** (i / bins.length);
  return bins.map((count, i) => ({ x: i * width + 1, width: width - 2, y: FLOOR - (count / most) * (FLOOR - 14), height: (count / most) * (FLOOR - 14), count, from: edge(i), to: edge(i + 1) }));
}

export const place = (value) => logPosition(value, LOW, HIGH) * WIDTH;
export const axis = () => logTicks(LOW, HIGH, [1]).map((value) => ({ x: place(value), words: `${number(value)}×` }));

export function words({ n, median, low, high }, measured = null) {
  if (!n) return "No bet has been placed yet.";
  const spread = n > 1 ? `, from ${number(low)} to ${number(high)} times; half of them at most ${number(median)} times` : ` of ${number(median)} times`;
  return `${plural(n, "bet")}${spread}.${measured ? ` Measured: ${number(measured)} times.` : ""}`;
}
