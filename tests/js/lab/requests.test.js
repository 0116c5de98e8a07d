import assert from "node:assert/strict";
import { test } from "node:test";
import { addRequests, createRequests } from "../../../static/lab/requests.js";
import { occupancy } from "./occupancy.js";

const open = (ids, t) => ({ ticks: { t: [t] }, events: { id: [] }, open: { id: ids, lane: ids.map(() => 0), sent: ids.map(() => 5), view: ids.map(() => 6) } });

test("a request that is neither finished nor open any more was cut off when its turn ended", () => {
  const table = createRequests({ pool: false });
  addRequests(table, open([1, 2], 50));
  addRequests(table, open([], 100));
  assert.deepEqual(table.done, [100, 100]);
  assert.equal(occupancy(table, 99).inFlight, 2);
  assert.equal(occupancy(table, 101).inFlight, 0);
  assert.equal(occupancy(table, 101).answered, 0);
});

test("a request that is finished ends when it was done, whatever is open later", () => {
  const table = createRequests({ pool: false });
  addRequests(table, open([1], 50));
  addRequests(table, { ticks: { t: [100] }, events: { id: [1], done: [80], status: [200], sent: [5] }, open: { id: [] } });
  assert.deepEqual(table.done, [80]);
  assert.equal(occupancy(table, 90).answered, 1);
});

test("a snapshot that says nothing of open requests cuts none off", () => {
  const table = createRequests({ pool: false });
  addRequests(table, open([1], 50));
  addRequests(table, { events: { id: [] } });
  assert.equal(table.done[0] ?? null, null);
});
