import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, forNobody, slotsOf, takeLater, usualWait } from "../../../static/lab/lanes-faults.js";
import { addRequests, createRequests } from "../../../static/lab/requests.js";

const FIELDS = ["id", "lane", "sent", "view", "backend", "backend_end", "left", "done", "status", "fault"];
const columns = (rows) => Object.fromEntries(FIELDS.map((field) => [field, rows.map((row) => row[field] ?? null)]));
const row = (id, backend, backend_end, more = {}) => ({ id, lane: 0, sent: backend - 2, view: backend - 1, backend, backend_end, left: backend_end, done: backend_end, status: 200, ...more });
const table = (events, { pool = false, open = [] } = {}) => {
  const requests = createRequests({ pool });
  addRequests(requests, { events: columns(events), open: columns(open) });
  return requests;
};

test("a call that failed or was reset is known by its fault, once it has ended", () => {
  const requests = table([row(0, 10, 60, { status: 502, fault: "error" }), row(1, 10, 40, { status: 502, fault: "reset" }), row(2, 10, 60)]);
  assert.deepEqual([0, 1, 2].map((i) => faultOf(requests, i, {}, 100)?.kind), ["failed", "reset", undefined]);
  assert.equal(faultOf(requests, 0, {}, 30), null);
});

test("a call hangs where its client gave up before it ended, and the backend was told to hang", () => {
  const requests = table([row(0, 10, null, { left: null, done: 500, status: 499 })]);
  assert.deepEqual(faultOf(requests, 0, { hangs: true }, 600), { kind: "hang", from: 10, to: 500 });
  assert.equal(faultOf(requests, 0, { hangs: false }, 600), null);
});

test("of a call that is slower than usual the part beyond the usual is marked, and only where times vary", () => {
  const config = { latency_ms: 100, jitter_ms: 50, slow_start_s: 0, distribution: "constant" };
  const usual = usualWait(config, {});
  const requests = table([row(0, 10, 160), row(1, 10, 112)]);
  assert.deepEqual(faultOf(requests, 0, { usual }, 500), { kind: "late", from: 110, to: 160 });
  assert.equal(faultOf(requests, 1, { usual }, 500), null);
  assert.equal(usualWait({ ...config, jitter_ms: 0 }, {}), null);
  assert.equal(usualWait(config, { waits: 5 }), 500);
});

test("a backend's slots never hold two calls at once, and a call holds one for its own time", () => {
  const requests = table([row(0, 0, 100), row(1, 0, 101), row(2, 0, 200), row(3, 0, 201), row(4, 50, 300)]);
  const held = slotsOf(requests, 2, 100);
  assert.equal(held.length, 5);
  addRequests(requests, { events: columns([row(5, 250, 400)]), open: columns([]) });
  assert.equal(slotsOf(requests, 2, 100).length, 6, "a call that ends later takes its place after the others");
  for (const slot of [0, 1]) {
    const own = held.filter((each) => each.slot === slot);
    own.slice(1).forEach((each, i) => assert.ok(each.from >= own[i].to - 1));
  }
  assert.ok(held.every(({ from, to }) => to - from <= 100));
});

test("a view whose client has left holds its worker until it ends, and says so when it does", () => {
  const gone = row(0, 10, null, { lane: 1, left: null, done: 500, status: 499 });
  for (const pool of [true, false]) {
    const requests = table([gone], { pool });
    takeLater(requests, { events: columns([gone]) });
    assert.deepEqual(forNobody(requests, 900), [0]);
    assert.deepEqual(forNobody(requests, 400), []);
    takeLater(requests, { events: columns([]), later: { id: [0], backend_end: [950], left: [951] } });
    assert.deepEqual(forNobody(requests, 900), [0]);
    assert.deepEqual(forNobody(requests, 960), []);
  }
});

test("a row is not given away while a view goes on in it", () => {
  const gone = row(0, 10, null, { left: null, done: 500, status: 499 });
  const requests = table([gone, row(1, 502, 700)]);
  assert.deepEqual(requests.row, [0, 1]);
  takeLater(requests, { events: columns([gone]), later: { id: [0], backend_end: [950], left: [951] } });
  addRequests(requests, { events: columns([row(2, 1000, 1100)]), open: columns([]) });
  assert.equal(requests.row[2], 0);
});
