import assert from "node:assert/strict";
import test from "node:test";
import { turn } from "../../../static/lessons/turning.js";

const inside = (...selectors) => ({ closest: (wanted) => selectors.some((each) => wanted.split(", ").includes(each)) || null });
const page = inside();
const pressed = (event, ...path) => turn({ ...event, composedPath: () => path });

test("brackets and arrows turn both ways", () => {
  assert.deepEqual(["[", "]", "ArrowLeft", "ArrowRight"].map((key) => pressed({ key }, page)), ["prev", "next", "prev", "next"]);
  assert.equal(pressed({ key: "x" }, page), null);
});

test("nothing turns while the reader types", () => {
  for (const field of ["input", "textarea", "select", "[contenteditable]"]) {
    assert.equal(pressed({ key: "]" }, inside(field)), null);
  }
});

test("nothing turns while the reader types within a shadow root, whose host the page sees as the target", () => {
  for (const key of ["[", "]", "ArrowLeft", "ArrowRight"]) {
    assert.equal(pressed({ key, target: page }, inside("[contenteditable]"), {}, page), null);
  }
});

test("arrows belong to what plays or scrolls under the focus, brackets do not", () => {
  assert.equal(pressed({ key: "ArrowRight" }, inside("step-player")), null);
  assert.equal(pressed({ key: "ArrowRight" }, inside("[tabindex]:not(main)")), null);
  assert.equal(pressed({ key: "]" }, inside("step-player")), "next");
});

test("a key that means something else to the browser is left to it", () => {
  for (const held of ["ctrlKey", "metaKey", "altKey", "shiftKey", "defaultPrevented"]) {
    assert.equal(pressed({ key: "ArrowLeft", [held]: true }, page), null);
  }
});

test("an event without an element turns too", () => {
  assert.equal(pressed({ key: "[" }), "prev");
  assert.equal(pressed({ key: "[" }, {}), "prev");
});
