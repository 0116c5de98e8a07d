import assert from "node:assert/strict";
import test from "node:test";
import { clamp, sentence, stateAt, stepForKey } from "../../../static/lessons/steps.js";

const ROWS = [
  { name: "first", values: ["–", "1", "1"], kinds: [null, null, null] },
  { name: "event loop", values: ["running", "waiting", "running"], kinds: ["running", "waiting", "running"] },
];

test("a step stays between the first and the last", () => {
  assert.deepEqual([-3, 0, 1, 2.4, 9, NaN].map((step) => clamp(step, 3)), [1, 1, 1, 2, 3, 1]);
});

test("keys go both ways, to the first and to the last", () => {
  const from2 = (key) => stepForKey(key, 2, 5);
  assert.deepEqual(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End"].map(from2), [3, 3, 1, 1, 1, 5]);
  assert.equal(from2("a"), null);
  assert.equal(stepForKey("ArrowRight", 5, 5), 5);
  assert.equal(stepForKey("ArrowLeft", 1, 5), 1);
});

test("going forward and back leads to where one was", () => {
  for (let step = 1; step < 9; step += 1) {
    assert.equal(stepForKey("ArrowLeft", stepForKey("ArrowRight", step, 9), 9), step);
  }
});

test("a value that differs from the step before has changed", () => {
  assert.deepEqual(stateAt(ROWS, 2).map((each) => each.changed), [true, true]);
  assert.deepEqual(stateAt(ROWS, 3).map((each) => [each.value, each.changed]), [["1", false], ["running", true]]);
});

test("at the first step what is already there has changed, what is empty or idle has not", () => {
  const idle = { name: "C", values: ["idle"], kinds: ["idle"] };
  assert.deepEqual(stateAt([...ROWS, idle], 1).map((each) => each.changed), [false, true, false]);
});

test("a screen reader hears the step, the action and what changed", () => {
  assert.equal(sentence(2, 3, " It waits ", stateAt(ROWS, 2)), "Step 2 of 3: It waits; first is 1; event loop is waiting");
  assert.equal(sentence(1, 3, "It starts", []), "Step 1 of 3: It starts");
});
