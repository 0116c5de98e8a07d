import assert from "node:assert/strict";
import { test } from "node:test";
import { chartColumns, largest } from "../../../static/lab/chart-data.js";
import { createModel, endOf, knownTo, numbersAt, takeFrame, takeLines } from "../../../static/lab/run-model.js";
import { announcement, pictureLabel, stateLine } from "../../../static/lab/words.js";

const POOL = { name: "sync", label: "Sync view", concurrency: "threads", workers: 4 };
const LOOP = { name: "async", label: "Async view", concurrency: "loop", workers: null };
const run = { type: "run", config: { model: "closed", clients: 100 }, measured: { from_ms: 1000, to_ms: 7000 }, variants: [POOL, LOOP] };
const ticks = (t, more = {}) => ({ t: [t], in_flight: [100], queued: [96], running: [0], waiting: [4], throughput: [7.94], p50: [null], p99: [null], completed: [12], errors: [0], ...more });
const part = (t, more) => ({ ticks: ticks(t, more), events: { id: [], done: [] }, open: { id: [t], lane: [-1], sent: [t - 1], view: [null] }, blocked: { from: [], to: [] } });
const loopNumbers = { queued: [0], waiting: [100], throughput: [196] };
const snapshot = (t) => ({ type: "snapshot", variants: { sync: part(t), async: part(t, loopNumbers) } });
const model = takeLines(createModel(), [run, snapshot(50), snapshot(100)]);

test("numbers are those of the last tick, and there are none before the first", () => {
  assert.equal(numbersAt(model, "sync", 20), null);
  assert.equal(numbersAt(model, "sync", 99).throughput, 7.94);
  assert.equal(numbersAt(model, "sync", 99).busy, 4);
  assert.equal(numbersAt(model, "nobody", 99), null);
});

test("a pool is never busier than it has workers", () => {
  const crowded = takeLines(createModel(), [run, { type: "snapshot", variants: { sync: part(50, { running: [3], waiting: [4] }) } }]);
  assert.equal(numbersAt(crowded, "sync", 50).busy, 4);
});

test("the axis ends with the plan, what is known may end before", () => {
  assert.equal(endOf(model), 7000);
  assert.equal(knownTo(model), 100);
  assert.equal(endOf(createModel()), 1000);
});

test("a frame that leaves a gap adds no request", () => {
  const live = createModel();
  takeFrame(live, { o: 0, n: 1, d: run });
  assert.equal(takeFrame(live, { o: 5, n: 1, d: snapshot(50) }), "gap");
  assert.deepEqual(live.requests, {});
  assert.equal(takeFrame(live, { o: 1, n: 1, d: snapshot(50) }), "applied");
  assert.equal(live.requests.sync.count, 1);
});

test("the line above the lanes says what they show", () => {
  assert.equal(stateLine(POOL, numbersAt(model, "sync", 100)), "4 of 4 threads busy · 96 queued");
  assert.equal(stateLine(LOOP, numbersAt(model, "async", 100)), "100 in flight, all waiting on one loop");
  assert.equal(stateLine({ concurrency: "thread-per-request" }, { inFlight: 50 }), "50 in flight · a thread for each");
  assert.equal(stateLine({ concurrency: "blocked-loop" }, { inFlight: 20, queued: 19, busy: 1 }), "1 request holds the loop · 19 queued");
  assert.equal(stateLine({ concurrency: "processes", workers: 2 }, { busy: 2, queued: 8 }), "2 of 2 processes busy · 8 queued");
  assert.equal(stateLine({ concurrency: "executor", workers: 1 }, { busy: 0, queued: 0 }), "0 of 1 executor thread busy · 0 queued");
  assert.equal(stateLine({ concurrency: "loops", processes: 2 }, { inFlight: 9, queued: 1, waiting: 8 }), "9 in flight · 8 waiting on 2 loops");
  assert.equal(stateLine(POOL, null), "Not started");
});

test("the picture and the live region say rate and queue in words", () => {
  assert.equal(pictureLabel(POOL, numbersAt(model, "sync", 100)), "Sync view: 4 of 4 threads busy, 96 queued; 7.94 answers a second, 12 answered so far.");
  assert.equal(announcement(model, numbersAt, 100), "sync 7.94 per second, 96 queued; async 196 per second, 0 queued");
});

test("a chart gets one column a variant and metric, up to the moment shown", () => {
  assert.deepEqual(chartColumns(model, ["throughput", "in_flight"], 60), [[0.05], [7.94], [196], [100], [100]]);
  assert.equal(chartColumns(model, ["throughput"], 100)[0].length, 2);
  assert.deepEqual(chartColumns(model, ["throughput"], 10), [[], [], []]);
});

test("a variant that misses a tick has a hole there, not its neighbour's value", () => {
  const odd = takeLines(createModel(), [run, snapshot(50), { type: "snapshot", variants: { sync: part(100) } }, snapshot(150)]);
  assert.deepEqual(chartColumns(odd, ["throughput"], 200)[2], [196, null, 196]);
});

test("the largest value is over all variants and metrics", () => {
  assert.equal(largest(model, ["throughput"]), 196);
  assert.equal(largest(model, ["p99"]), 0);
});

test("variants that take turns each have their own part of the axis", () => {
  const turns = [{ type: "snapshot", variants: { sync: part(50) } }, { type: "snapshot", variants: { async: part(100, loopNumbers) } }];
  const apart = takeLines(createModel(), [run, ...turns]);
  assert.deepEqual(chartColumns(apart, ["throughput"], 200), [[0.05, 0.1], [7.94, null], [null, 196]]);
  assert.deepEqual(chartColumns(apart, ["throughput"], 60), [[0.05], [7.94], [null]]);
});
