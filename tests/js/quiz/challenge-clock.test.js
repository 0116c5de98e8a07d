import assert from "node:assert/strict";
import { test } from "node:test";
import { clockWords } from "../../../static/quiz/challenge-clock.js";

test("the clock says minutes and seconds, and hours once there are some", () => {
  assert.equal(clockWords(0), "0:00");
  assert.equal(clockWords(65), "1:05");
  assert.equal(clockWords(3723), "1:02:03");
});
