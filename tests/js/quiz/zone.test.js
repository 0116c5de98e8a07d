import assert from "node:assert/strict";
import { test } from "node:test";
import { zoneCookie } from "../../../static/quiz/zone.js";

test("the zone is said once", () => {
  assert.match(zoneCookie("", "Europe/Berlin"), /^zone=Europe\/Berlin; path=\/; /);
  assert.equal(zoneCookie("csrftoken=x; zone=UTC", "Europe/Berlin"), "");
  assert.notEqual(zoneCookie("timezone=UTC", "Europe/Berlin"), "");
});

test("what is no zone's name is not said", () => {
  for (const name of [undefined, "", "a; b=c", "x".repeat(65)]) assert.equal(zoneCookie("", name), "");
});
