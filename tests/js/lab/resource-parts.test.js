import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf, rowsOf, serverMs, wordsOf } from "../../../static/lab/resource-parts.js";

const entry = (more = {}) => ({ startTime: 10, fetchStart: 10, connectStart: 10, connectEnd: 10, requestStart: 13, responseStart: 320, responseEnd: 322, serverTiming: [{ name: "wait", description: "the slow backend", duration: 300 }, { name: "view", description: "the view", duration: 301 }], ...more });

test("the parts of a request follow one another from its start to its end", () => {
  const { parts, start, end, ttfb } = partsOf(entry());
  assert.deepEqual(parts.map(({ part, from, to }) => [part, to - from]), [["stalled", 3], ["connect", 0], ["waiting", 307], ["download", 2]]);
  assert.deepEqual([start, end, ttfb], [10, 322, 310]);
  const fresh = partsOf(entry({ connectStart: 11, connectEnd: 12 }));
  assert.deepEqual(fresh.parts.map(({ part, to, from }) => [part, to - from]).slice(0, 2), [["stalled", 1], ["connect", 1]]);
});

test("the server's own figures stand beside the browser's", () => {
  assert.equal(serverMs(partsOf(entry()), "wait"), 300);
  assert.equal(serverMs(partsOf(entry({ serverTiming: [] })), "wait"), null);
  assert.deepEqual(rowsOf([partsOf(entry())]), [["1", "3 ms", "307 ms", "310 ms", "300 ms", "301 ms"]]);
});

test("the sentence tells of requests that stalled, and of those refused", () => {
  const stalled = partsOf(entry({ requestStart: 313, responseStart: 620, responseEnd: 622 }));
  const said = wordsOf("sync", [partsOf(entry()), stalled], 1, "too many.");
  assert.match(said, /^2 requests to the sync view: first bytes after 310 ms to 610 ms, all done in 612 ms\./);
  assert.match(said, /1 request stalled in the browser/);
  assert.match(said, /1 request refused: too many\./);
  assert.equal(wordsOf("async", [], 3, "too many."), "Not answered: too many.");
});
