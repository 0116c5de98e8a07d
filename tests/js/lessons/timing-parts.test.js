import assert from "node:assert/strict";
import test from "node:test";
import { inMs, navigationParts, shareOfLcp } from "../../../static/lessons/timing-parts.js";

const FIRST_VISIT = {
  redirectStart: 0, redirectEnd: 0, domainLookupStart: 5, domainLookupEnd: 25, connectStart: 25, connectEnd: 65,
  requestStart: 66, responseStart: 166, responseEnd: 180,
};

const by = ({ parts }) => Object.fromEntries(parts.map((part) => [part.name, part.ms]));

test("the parts before the first byte add up to it", () => {
  const timing = navigationParts(FIRST_VISIT);
  assert.equal(timing.ttfb, 166);
  const before = timing.parts.filter((part) => part.name !== "Receiving the page");
  assert.equal(before.reduce((sum, part) => sum + part.ms, 0), 166);
});

test("each part is the difference of its stamps", () => {
  const parts = by(navigationParts(FIRST_VISIT));
  assert.equal(parts["Finding the address"], 20);
  assert.equal(parts.Connecting, 40);
  assert.equal(parts["Waiting for the first byte"], 100);
  assert.equal(parts["Receiving the page"], 14);
  assert.equal(parts["In the browser, before sending"], 6);
});

test("a connection that is kept costs nothing and no part is negative", () => {
  const kept = { ...FIRST_VISIT, domainLookupStart: 3, domainLookupEnd: 3, connectStart: 3, connectEnd: 3, requestStart: 4, responseStart: 9, responseEnd: 8 };
  const { parts } = navigationParts(kept);
  assert.ok(parts.every((part) => part.ms >= 0 && part.from >= 0));
  assert.equal(by({ parts }).Connecting, 0);
});

test("stamps that a browser hides count as nothing", () => {
  assert.equal(navigationParts({}).ttfb, 0);
});

test("the share of the largest paint is between nothing and all, unknown without either", () => {
  assert.equal(shareOfLcp(100, 400), 0.25);
  assert.equal(shareOfLcp(400, 100), 1);
  assert.equal(shareOfLcp(100, 0), null);
  assert.equal(shareOfLcp(0, 100), null);
});

test("milliseconds have one digit below ten", () => {
  assert.deepEqual([0, 9.94, 10.2, 1234.5].map(inMs), ["0.0 ms", "9.9 ms", "10 ms", "1,235 ms"]);
});
