import assert from "node:assert/strict";
import { test } from "node:test";
import { moved } from "../../../static/quiz/moving.js";

test("an item comes to the place that it is given, and the others keep their order", () => {
  assert.deepEqual(moved(["a", "b", "c", "d"], 3, 0), ["d", "a", "b", "c"]);
  assert.deepEqual(moved(["a", "b", "c", "d"], 0, 2), ["b", "c", "a", "d"]);
  assert.deepEqual(moved(["a", "b"], 1, 1), ["a", "b"]);
});

test("a place outside the list is its end or its beginning", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 99), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, -5), ["c", "a", "b"]);
});

test("the list itself is left as it was", () => {
  const list = ["a", "b", "c"];
  moved(list, 0, 2);
  assert.deepEqual(list, ["a", "b", "c"]);
});
