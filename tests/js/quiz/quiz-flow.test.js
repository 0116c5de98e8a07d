import assert from "node:assert/strict";
import { test } from "node:test";
import { holdsQuiz, troubleOf } from "../../../static/quiz/quiz-flow.js";

test("a refusal is recognised by the quiz in it, a page of trouble is not", () => {
  assert.ok(holdsQuiz('<quiz-flow><form id="quiz-card" class="quiz-card">'));
  assert.ok(!holdsQuiz("<!doctype html><h1>This form has expired</h1>"));
  assert.ok(!holdsQuiz(""));
});

test("each way of failing says what was kept", () => {
  for (const status of [0, 400, 403, 429, 500, 502, 503]) {
    const { title, words } = troubleOf(status);
    assert.ok(title);
    assert.match(words, /saved|still marked/);
  }
});

test("what cannot be sent again as it is offers the question anew", () => {
  assert.ok(troubleOf(403).link);
  assert.ok(!troubleOf(0).link);
  assert.ok(!troubleOf(500).link);
});

test("who answers too fast is told to wait, not that the site failed", () => {
  assert.match(troubleOf(429).words, /Wait a minute/);
});
