import assert from "node:assert/strict";
import { test } from "node:test";
import { ceiling, duration, logPosition, logTicks, logValue, number, plural, ticks } from "../../../static/lab/scales.js";

test("ticks are round and inside", () => {
  assert.deepEqual(ticks(0, 7, 7), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(ticks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(3.2, 4.9, 4), [3.5, 4, 4.5]);
  assert.deepEqual(ticks(5, 5), [5]);
});

test("log ticks are 1, 2, 5 a decade", () => {
  assert.deepEqual(logTicks(1, 100), [1, 2, 5, 10, 20, 50, 100]);
  assert.deepEqual(logTicks(0.5, 3), [0.5, 1, 2]);
});

test("an axis ends at a round number that holds the value", () => {
  assert.equal(ceiling(182), 200);
  assert.equal(ceiling(100), 100);
  assert.equal(ceiling(0), 1);
  assert.equal(ceiling(12_480), 15_000);
  assert.equal(ceiling(0.07), 0.08);
});

test("a logarithmic position goes there and back, and stays on the axis", () => {
  for (const value of [1, 3, 10, 77, 1000]) assert.ok(Math.abs(logValue(logPosition(value, 1, 1000), 1, 1000) - value) < 1e-6);
  assert.equal(logPosition(0.1, 1, 100), 0);
  assert.equal(logPosition(500, 1, 100), 1);
});

test("numbers are short and missing ones are a dash", () => {
  assert.deepEqual([7.944, 182.4, 1062, 12.48, 0.5, 0, null, undefined].map(number), ["7.94", "182", "1,062", "12.5", "0.5", "0", "–", "–"]);
});

test("durations carry their unit", () => {
  assert.deepEqual([480, 1250, 12_480, 999.6, null].map(duration), ["480 ms", "1.25 s", "12.5 s", "1,000 ms", "–"]);
});

test("plurals agree with their number", () => {
  assert.equal(plural(1, "request"), "1 request");
  assert.equal(plural(96, "request"), "96 requests");
});
