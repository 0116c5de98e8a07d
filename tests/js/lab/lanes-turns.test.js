import assert from "node:assert/strict";
import { test } from "node:test";
import { ownView, turnLine, turnsOf } from "../../../static/lab/lanes-turns.js";

const turn = (name, i) => ({ variants: [name], round: 0, start_ms: 3000 * i, from_ms: 3000 * i + 1000, to_ms: 3000 * (i + 1) });
const run = { measured: { from_ms: 1000, to_ms: 9000 }, turns: [turn("a", 0), turn("b", 1), turn("b", 2)] };
const [a, b] = [{ name: "a" }, { name: "b" }];

test("a run without turns is one turn of all its variants", () => {
  assert.deepEqual(turnsOf({ measured: { from_ms: 500, to_ms: 2000 } }, "a"), [{ start: 0, from: 500, to: Infinity }]);
  assert.equal(turnLine({ measured: { from_ms: 500, to_ms: 2000 } }, a, 100, false, {}), undefined);
});

test("the finished picture shows the one turn of a variant, and the whole run of one that had several", () => {
  assert.deepEqual(ownView(run, turnsOf(run, "a"), true), { from: 0, to: 3000 });
  assert.deepEqual(ownView(run, turnsOf(run, "a"), true, 2), { from: 1500, to: 3000 });
  assert.equal(ownView(run, turnsOf(run, "b"), true), null);
  assert.equal(ownView(run, turnsOf(run, "a"), false), null);
});

test("out of its turn a variant says when the next begins, and at the end what all of them gave", () => {
  assert.equal(turnLine(run, b, 1000, false, null), "Not its turn yet · the next begins at 3 s");
  assert.equal(turnLine(run, b, 4000, false, {}), undefined);
  assert.equal(turnLine(run, a, 4000, false, { completed: 12 }), "Its turn of 3 s: 12 answered");
  assert.equal(turnLine(run, b, 9000, true, { completed: 1234 }), "2 turns of 3 s: 1,234 answered");
});
