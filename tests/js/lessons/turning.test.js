import assert from "node:assert/strict";
import test from "node:test";
import { turn } from "../../../static/lessons/turning.js";

const inside = (...selectors) => ({ closest: (wanted) => selectors.some((each) => wanted.split(", ").includes(each)) || null });
const page = inside();

test("brackets and arrows turn both ways", () => {
  assert.deepEqual(["[", "]", "ArrowLeft", "ArrowRight"].map((key) => turn({ key }, page)), ["prev", "next", "prev", "next"]);
  assert.equal(turn({ key: "x" }, page), null);
});

test("nothing turns while the reader types", () => {
  for (const field of ["input", "textarea", "select", "[contenteditable]"]) {
    assert.equal(turn({ key: "]" }, inside(field)), null);
  }
});

test("arrows belong to what plays or scrolls under the focus, brackets do not", () => {
  assert.equal(turn({ key: "ArrowRight" }, inside("step-player")), null);
  assert.equal(turn({ key: "ArrowRight" }, inside("[tabindex]:not(main)")), null);
  assert.equal(turn({ key: "]" }, inside("step-player")), "next");
});

test("a key that means something else to the browser is left to it", () => {
  for (const held of ["ctrlKey", "metaKey", "altKey", "shiftKey", "defaultPrevented"]) {
    assert.equal(turn({ key: "ArrowLeft", [held]: true }, page), null);
  }
});

test("an event without an element turns too", () => {
  assert.equal(turn({ key: "[" }, null), "prev");
  assert.equal(turn({ key: "[" }, {}), "prev");
});
