import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, neighbour, placeAt, requestAt, storyOf, storyWords } from "../../../static/lab/lanes-story.js";
import { addRequests, createRequests } from "../../../static/lab/requests.js";

// Two workers, three requests: the third waits until the first is done. The fourth is still queued.
function pool() {
  const table = createRequests({ pool: true });
  const events = { id: [0, 1, 2], lane: [0, 1, 0], sent: [0, 10, 20], view: [1, 11, 101], backend: [2, 12, 102], backend_end: [98, 108, 198], left: [99, 109, 199], first_byte: [100, 110, 200], done: [100, 110, 201], status: [200, 500, 200] };
  addRequests(table, { events, open: { id: [3], lane: [-1], sent: [150], view: [null], backend: [null], backend_end: [null] } });
  return table;
}

function loop() {
  const table = createRequests({ pool: false });
  const events = { id: [0, 1], lane: [0, 1], sent: [0, 5], view: [1, 6], backend: [2, 7], backend_end: [98, 108], left: [99, 109], first_byte: [100, 110], done: [100, 110], status: [200, 200] };
  addRequests(table, { events, open: {} });
  return table;
}

const band = { lanes: 2, laneHeight: 20, lanesTop: 0, areaTop: 50, rowHeight: 10 };
const window = { from: 0, to: 200 };

test("a place on the canvas is a lane or a row, and a moment", () => {
  const view = { gutter: 58, width: 400, band, window };
  assert.deepEqual(placeAt({ ...view, along: 258, across: 25 }), { part: "lanes", row: 1, at: 100 });
  assert.deepEqual(placeAt({ ...view, along: 58, across: 75 }), { part: "area", row: 2, at: 0 });
  assert.equal(placeAt({ ...view, along: 10, across: 25 }), null);
  assert.equal(placeAt({ ...view, along: 100, across: 45 }), null, "between the lanes and the rows is nothing");
});

test("a request of a pool has a bar in the queue and one in its worker's lane", () => {
  assert.deepEqual(barsOf(pool(), 2, 300), [{ part: "area", row: 0, from: 20, to: 101 }, { part: "lanes", row: 0, from: 101, to: 199 }]);
  assert.deepEqual(barsOf(pool(), 2, 60), [{ part: "area", row: 0, from: 20, to: 60 }]);
  assert.deepEqual(barsOf(pool(), 2, 10), []);
});

test("what stands at a place is found, and beside it nothing", () => {
  const table = pool();
  assert.equal(requestAt(table, { part: "lanes", row: 0, at: 50 }, 300), 0);
  assert.equal(requestAt(table, { part: "lanes", row: 0, at: 150 }, 300), 2);
  assert.equal(requestAt(table, { part: "lanes", row: 1, at: 150 }, 300), -1);
  assert.equal(requestAt(table, { part: "lanes", row: 1, at: 111 }, 300, 3), 1, "a little beside it");
  assert.equal(requestAt(table, { part: "lanes", row: 0, at: 150 }, 90), -1, "not yet known then");
});

test("the keyboard goes from request to request and from row to row", () => {
  const table = pool();
  assert.equal(neighbour(table, 0, "next", 300), 1);
  assert.equal(neighbour(table, 0, "previous", 300), -1);
  assert.equal(neighbour(table, 1, "next", 15), -1, "what is not sent yet is not there");
  assert.equal(neighbour(table, 0, "down", 300), 1);
  assert.equal(neighbour(table, 1, "up", 300), 0);
  assert.equal(neighbour(table, 1, "down", 300), 2, "below the last worker is the queue");
  assert.equal(neighbour(loop(), 0, "down", 300), 1);
  assert.equal(neighbour(loop(), 0, "up", 300), -1);
});

test("a story tells each part and its length, and what is not over yet", () => {
  const story = storyOf(pool(), 2, 300);
  assert.deepEqual(story.steps.map(({ what, lasted }) => [what, lasted]), [["queued", 81], ["view", 1], ["backend", 96], ["view again", 1], ["first byte", 1], ["rest of the answer", 1]]);
  assert.match(storyWords(story), /^Request 2: sent at 20 ms, worker 1, done after 181 ms, status 200\. queued 81 ms/);
  const early = storyOf(pool(), 2, 150);
  assert.deepEqual(early.steps.at(-1), { state: "waiting", what: "backend", at: 102, lasted: 48, open: true });
  assert.match(storyWords(early), /under way for 130 ms/);
  assert.ok(storyOf(pool(), 1, 300).failed);
  assert.match(storyWords(storyOf(pool(), 3, 300)), /queued 150 ms so far/);
});
