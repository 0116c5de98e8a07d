import assert from "node:assert/strict";
import { test } from "node:test";
import { keep, kept, keptWords, keyOf } from "../../../static/lessons/python/keeping.js";
import { nextHint, passed, sentence, stoppedBy, trace, verdict } from "../../../static/lessons/python/words.js";

const failed = { words: "It halves", passed: false, hint: 2, trouble: { kind: "AssertionError", message: "half of 4 is not 4", line: 2, frames: [] } };
const right = { words: "It is a number", passed: true };

test("a check that found something says how many passed, the line and the first message", () => {
  assert.deepEqual(verdict({ trouble: null, tests: [right, failed] }), { well: false, said: "1 of 2 tests passed. Line 2: half of 4 is not 4" });
});

test("a check that found nothing says that the step is done", () => {
  assert.deepEqual(verdict({ trouble: null, tests: [right] }), { well: true, said: "1 of 1 test passed. This step is done." });
  assert.equal(verdict({ trouble: null, tests: [] }).well, false);
});

test("a program that cannot be started is named with its line and error", () => {
  const trouble = { kind: "SyntaxError", message: "expected ':'", line: 3, frames: [] };
  assert.equal(verdict({ trouble, tests: [] }).said, "The program could not be started. Line 3. SyntaxError: expected ':'");
});

test("an assertion speaks for itself, an exception with its name", () => {
  assert.equal(sentence({ kind: "AssertionError", message: "no" }), "no");
  assert.equal(sentence({ kind: "KeyError", message: "'a'" }), "KeyError: 'a'");
  assert.equal(sentence({ kind: "KeyboardInterrupt", message: "" }), "KeyboardInterrupt");
});

test("a trace names the reader's lines and where they stand", () => {
  const frames = [
    { file: "page.py", line: 9, within: "<module>", code: "view()" },
    { file: "page.py", line: 4, within: "view", code: "1 / 0" },
  ];
  assert.equal(trace({ frames }), "page.py, line 9\n    view()\npage.py, line 4, in view\n    1 / 0");
});

test("hints are offered one by one, up to the one that the test names", () => {
  assert.equal(nextHint(2, [], 3), 1);
  assert.equal(nextHint(2, [1], 3), 2);
  assert.equal(nextHint(2, [1, 2], 3), null);
  assert.equal(nextHint(undefined, [1, 2], 3), 3);
  assert.equal(nextHint(null, [], 0), null);
});

test("who stopped a program is said, and that nothing is lost", () => {
  assert.match(stoppedBy("limit", 15), /^Stopped after 15 seconds: the program did not end/);
  assert.match(stoppedBy("reader", 15), /kept as it is/);
  assert.equal(passed([right, failed]), "1 of 2 tests passed");
});

class Store {
  #items = new Map();
  getItem(key) { return this.#items.get(key) ?? null; }
  setItem(key, value) { this.#items.set(key, value); }
  removeItem(key) { this.#items.delete(key); }
}

test("what was written is kept under its exercise, until it is begun anew", () => {
  const store = new Store();
  assert.equal(kept("a/b.py/c.py", store), null);
  assert.equal(keep("a/b.py/c.py", { text: "x = 1\n", passed: true }, store), true);
  assert.deepEqual(kept("a/b.py/c.py", store), { text: "x = 1\n", passed: true });
  keep("a/b.py/c.py", null, store);
  assert.equal(kept("a/b.py/c.py", store), null);
});

test("a step has a key of its own, a program to try too", () => {
  const program = { lesson: "a", program: "b.py" };
  assert.equal(keyOf({ ...program, check: "c.py" }), "a/b.py/c.py");
  assert.equal(keyOf(program), "a/b.py/try");
});

test("a step that was begun on an earlier visit says so, one that was passed too", () => {
  assert.equal(keptWords(null), "");
  assert.equal(keptWords({ text: "x = 1\n", passed: false }), "Your program is kept here. ");
  assert.equal(keptWords({ text: "x = 1\n", passed: true }), "Passed. Your program is kept here. ");
});

test("a store that is full or broken is said, and breaks nothing", () => {
  const full = { setItem() { throw new Error("full"); }, getItem: () => "{" };
  assert.equal(keep("a", { text: "" }, full), false);
  assert.equal(kept("a", full), null);
});
