import assert from "node:assert/strict";
import { test } from "node:test";
import { applyFrame, applyLine, emptyRun, extend, indexAt, merge, newest } from "../../../static/lab/columns.js";

const snapshot = (t, ids, open = []) => ({
  type: "snapshot",
  variants: {
    sync: {
      ticks: { t: [t], in_flight: [open.length] },
      events: { id: ids, done: ids.map(() => t) },
      open: { id: open },
      blocked: { from: [], to: [] },
    },
  },
});
const run = { type: "run", variants: [{ name: "sync" }] };

test("merging concatenates ticks and events and keeps the latest open requests", () => {
  const merged = merge([snapshot(50, [1], [2, 3]), snapshot(100, [2], [3])]);
  assert.deepEqual(merged.variants.sync.ticks, { t: [50, 100], in_flight: [2, 1] });
  assert.deepEqual(merged.variants.sync.events.id, [1, 2]);
  assert.deepEqual(merged.variants.sync.open.id, [3]);
});

test("merging leaves the lines that it was given as they are", () => {
  const lines = [snapshot(50, [1], [2]), snapshot(100, [2])];
  const before = structuredClone(lines);
  merge(lines);
  assert.deepEqual(lines, before);
});

test("merging in pieces says the same as merging at once", () => {
  const lines = [1, 2, 3, 4, 5, 6, 7].map((i) => snapshot(50 * i, [i], [i + 1]));
  for (let cut = 0; cut <= lines.length; cut++) {
    const pieces = [lines.slice(0, cut), lines.slice(cut)].filter((piece) => piece.length).map(merge);
    assert.deepEqual(merge(pieces), merge(lines));
  }
});

test("a column that one line lacks is filled, so that rows stay together", () => {
  const target = { t: [50], p50: [7] };
  extend(target, { t: [100, 150], lag: [1, 2] });
  assert.deepEqual(target, { t: [50, 100, 150], p50: [7, null, null], lag: [null, 1, 2] });
});

test("frames are applied in order and a gap changes nothing", () => {
  const state = emptyRun();
  assert.equal(applyFrame(state, { o: 0, n: 1, d: run }), "applied");
  assert.equal(applyFrame(state, { o: 1, n: 1, d: snapshot(50, [1]) }), "applied");
  assert.equal(applyFrame(state, { o: 4, n: 2, d: snapshot(150, [2]) }), "gap");
  assert.equal(state.offset, 1);
  assert.deepEqual(state.variants.sync.ticks.t, [50]);
  assert.equal(applyFrame(state, { o: 4, n: 3, d: snapshot(150, [2]) }), "applied");
  assert.equal(state.offset, 4);
});

test("a frame that is known already is not counted twice", () => {
  const state = emptyRun();
  applyFrame(state, { o: 0, n: 1, d: run });
  applyFrame(state, { o: 1, n: 1, d: snapshot(50, [1]) });
  assert.equal(applyFrame(state, { o: 1, n: 1, d: snapshot(50, [1]) }), "old");
  assert.deepEqual(state.variants.sync.ticks.t, [50]);
  assert.deepEqual(state.variants.sync.events.id, [], "finished requests are kept in rows, and only there");
});

test("live lines and one merged catch-up end in the same columns", () => {
  const lines = [run, snapshot(50, [1], [2]), snapshot(100, [2], [3]), snapshot(150, [3])];
  const live = emptyRun();
  lines.forEach((d, o) => applyFrame(live, { o, n: 1, d }));
  const late = emptyRun();
  applyFrame(late, { o: 0, n: 1, d: run });
  applyFrame(late, { o: 3, n: 3, d: merge(lines.slice(1)) });
  assert.deepEqual(live, late);
});

test("phase, done and error lines are kept and unknown lines are ignored", () => {
  const state = emptyRun();
  for (const line of [run, { type: "phase", phase: "warmup" }, { type: "later" }, { type: "done", verdict: "VALID" }]) applyLine(state, line);
  assert.equal(state.phase.phase, "warmup");
  assert.equal(state.done.verdict, "VALID");
  applyLine(state, { type: "error", reason: "The server did not start." });
  assert.equal(state.error.reason, "The server did not start.");
});

test("newest is the last tick of any variant", () => {
  const state = emptyRun();
  assert.equal(newest(state), 0);
  applyLine(state, run);
  applyLine(state, snapshot(50, []));
  assert.equal(newest(state), 50);
});

test("indexAt finds the last value that is not later", () => {
  assert.equal(indexAt([10, 20, 30], 9), -1);
  assert.equal(indexAt([10, 20, 30], 20), 1);
  assert.equal(indexAt([10, 20, 30], 99), 2);
  assert.equal(indexAt([], 5), -1);
});
