import assert from "node:assert/strict";
import { test } from "node:test";
import { bands, blockedSpans, createPicture, layOut, rowSteps, timeWindow, windowSpan } from "../../../static/lab/lanes-layout.js";
import { addRequests, createRequests } from "../../../static/lab/requests.js";
import { occupancy } from "./occupancy.js";

const FIELDS = ["id", "lane", "sent", "view", "backend", "backend_end", "left", "done", "status"];
const columns = (rows) => Object.fromEntries(FIELDS.map((field) => [field, rows.map((row) => row[field] ?? null)]));
const finished = (id, sent, view, end, more = {}) => ({ id, lane: 0, sent, view, backend: view + 1, backend_end: end - 1, left: end, done: end, status: 200, ...more });
const table = (pool, events, open = []) => {
  const requests = createRequests({ pool });
  addRequests(requests, { events: columns(events), open: columns(open) });
  return requests;
};
const rects = (bars) => Array.from({ length: bars.length }, (_, i) => [...bars.values.slice(3 * i, 3 * i + 3)]);
const whole = { from: 0, to: 1000, now: 1000, width: 1000 };

test("requests that overlap stand in rows of their own, and a free row is used again", () => {
  const requests = table(false, [finished(0, 0, 5, 100), finished(1, 0, 6, 110), finished(2, 105, 107, 200)]);
  assert.deepEqual(requests.row, [0, 1, 0]);
  assert.equal(requests.rows, 2);
});

test("a request keeps its row while it grows", () => {
  const requests = createRequests({ pool: false });
  addRequests(requests, { events: columns([]), open: columns([{ id: 7, lane: -1, sent: 0 }, { id: 8, lane: -1, sent: 1 }]) });
  const before = [...requests.row];
  addRequests(requests, { events: columns([finished(8, 1, 5, 60)]), open: columns([{ id: 7, lane: 0, sent: 0, view: 5, backend: 6 }, { id: 9, lane: -1, sent: 70 }]) });
  assert.deepEqual(requests.row.slice(0, 2), before);
  assert.equal(requests.row[2], 1, "the row of 8 was free again at 60 ms");
});

test("in a pool a request leaves the waiting line when a worker takes it", () => {
  const requests = table(true, [finished(0, 0, 10, 100), finished(1, 20, 100, 200)]);
  assert.deepEqual(requests.row, [0, 0]);
});

test("a finished request is not reopened by an older line", () => {
  const requests = table(false, [finished(0, 0, 5, 100)]);
  addRequests(requests, { events: columns([]), open: columns([{ id: 0, lane: 0, sent: 0, view: 5 }]) });
  assert.equal(requests.done[0], 100);
  assert.equal(requests.count, 1);
});

test("occupancy counts each request once, by what it does", () => {
  const requests = table(true, [finished(0, 0, 10, 100), finished(1, 0, 100, 200, { lane: 1 }), finished(2, 0, 5, 20, { status: 500 })]);
  assert.deepEqual(occupancy(requests, 50), { inFlight: 2, queued: 1, running: 0, waiting: 1, busy: 1, answered: 0 });
  assert.deepEqual(occupancy(requests, 300), { inFlight: 0, queued: 0, running: 0, waiting: 0, busy: 0, answered: 2 });
});

test("a pool of four never shows more than four busy lanes", () => {
  const events = Array.from({ length: 40 }, (_, i) => finished(i, 0, 10 + 100 * Math.floor(i / 4), 110 + 100 * Math.floor(i / 4), { lane: i % 4 }));
  const requests = table(true, events);
  for (let at = 15; at < 1000; at += 40) assert.equal(occupancy(requests, at).busy, 4);
});

test("a request is queued, running, waiting and running again, without a hole", () => {
  const picture = layOut(createPicture(), table(false, [finished(0, 100, 200, 600, { backend: 250, backend_end: 500 })]), whole);
  assert.deepEqual(rects(picture.area.queued), [[100, 200, 0]]);
  assert.deepEqual(rects(picture.area.running), [[200, 250, 0], [500, 600, 0]]);
  assert.deepEqual(rects(picture.area.waiting), [[250, 500, 0]]);
});

test("in a pool work stands in the worker's lane", () => {
  const picture = layOut(createPicture(), table(true, [finished(0, 0, 200, 600, { lane: 3, backend: 250, backend_end: 500 })]), whole);
  assert.deepEqual(rects(picture.lanes.waiting), [[250, 500, 3]]);
  assert.equal(picture.area.waiting.length, 0);
});

test("nothing is drawn beyond the playhead or outside the window", () => {
  const requests = table(false, [finished(0, 100, 200, 600, { backend: 250, backend_end: 500 }), finished(1, 0, 5, 20)]);
  const picture = layOut(createPicture(), requests, { from: 50, to: 1050, now: 300, width: 1000 });
  assert.deepEqual(rects(picture.area.waiting), [[200, 250, 0]]);
  assert.equal(picture.area.running.length, 1);
});

test("a request that is still open grows up to the playhead", () => {
  const picture = layOut(createPicture(), table(false, [], [{ id: 0, lane: -1, sent: 100 }]), { ...whole, now: 400 });
  assert.deepEqual(rects(picture.area.queued), [[100, 400, 0]]);
});

test("bars under a pixel apart become one, so that the work is bounded by pixels", () => {
  const events = Array.from({ length: 5000 }, (_, i) => finished(i, i * 0.2, i * 0.2, i * 0.2 + 0.19, { backend: null, backend_end: null }));
  const picture = layOut(createPicture(), table(false, events), { ...whole, width: 200 });
  assert.ok(picture.area.running.length <= 4, `${picture.area.running.length} bars`);
});

test("a failed request is crossed where it ended", () => {
  const picture = layOut(createPicture(), table(false, [{ id: 0, lane: -1, sent: 100, done: 300, status: 0 }]), whole);
  assert.deepEqual(rects(picture.area.error), [[300, 300, 0]]);
  assert.deepEqual(rects(picture.area.queued), [[100, 300, 0]]);
});

test("one loop does all the work that its requests show as running", () => {
  const picture = layOut(createPicture(), table(false, [finished(0, 0, 10, 100), finished(1, 0, 20, 120)]), { ...whole, loop: true });
  assert.ok(rects(picture.lanes.running).every(([, , row]) => row === 0));
  assert.equal(picture.lanes.running.length, 4);
});

test("the window fills from the left, then moves", () => {
  assert.deepEqual(timeWindow(500, 4000), { from: 0, to: 4000 });
  assert.deepEqual(timeWindow(9000, 4000), { from: 5000, to: 9000 });
});

test("a short run is shown whole, a long one by a few seconds", () => {
  assert.equal(windowSpan({ latency_ms: 500 }, 7000), 7000);
  assert.equal(windowSpan({ latency_ms: 500 }, 31_000), 4000);
  assert.equal(windowSpan({ latency_ms: 5000 }, 31_000), 31_000);
});

test("bands stay inside the height and leave the workers at least two pixels", () => {
  for (const workers of [0, 1, 4, 16, 64]) {
    const band = bands({ height: 300, workers, loop: workers === 0, rows: 500 });
    assert.ok(band.areaTop + band.rowHeight * 500 <= 300.001);
    assert.ok(workers === 0 || band.laneHeight >= 2);
  }
});

test("rows grow in steps", () => {
  assert.equal(rowSteps(3), 8);
  assert.equal(rowSteps(96), 100);
  assert.equal(rowSteps(3, 100), 100);
  assert.equal(rowSteps(600), 600);
});

test("blocked spans are clipped to what is in sight", () => {
  assert.deepEqual(blockedSpans({ from: [0, 500, 900], to: [100, 700, 990] }, { from: 50, to: 1050, now: 600, width: 1000 }), [[0, 50], [450, 550]]);
});
