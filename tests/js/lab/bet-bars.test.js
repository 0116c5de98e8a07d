import assert from "node:assert/strict";
import { test } from "node:test";
import { axis, bars, FLOOR, HIGH, LOW, place, WIDTH, words } from "../../../static/lab/bet-bars.js";

const bets = { n: 3, median: 8, low: 2, high: 40, bins: [0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0] };

test("bars stand side by side over the scale, the highest fills the room", () => {
  const found = bars(bets);
  assert.equal(found.length, 16);
  assert.ok(Math.abs(found[7].y + found[7].height - FLOOR) < 1e-9);
  assert.ok(found[7].height === 2 * found[4].height);
  assert.ok(found.every((bar, i) => i === 0 || bar.x > found[i - 1].x + found[i - 1].width));
  assert.ok(Math.abs(found[4].from - 1) < 1e-9, "a power of ten begins a bar");
});

test("the axis spans the plot and a bet stands where its bar is", () => {
  assert.equal(place(LOW), 0);
  assert.equal(place(HIGH), WIDTH);
  assert.deepEqual(axis().map(({ words: said }) => said), ["0.1×", "1×", "10×", "100×", "1,000×"]);
});

test("the words say how many, from where to where, and what was measured", () => {
  assert.equal(words(bets), "3 bets, from 2 to 40 times; half of them at most 8 times.");
  assert.equal(words(bets, 21.5), "3 bets, from 2 to 40 times; half of them at most 8 times. Measured: 21.5 times.");
  assert.equal(words({ n: 1, median: 8, low: 8, high: 8, bins: [] }), "1 bet of 8 times.");
  assert.equal(words({ n: 0, bins: [] }), "No bet has been placed yet.");
});
