import assert from "node:assert/strict";
import { test } from "node:test";
import { phaseOf, statusOf } from "../../../static/lab/run-status.js";

const measured = { from_ms: 1000, to_ms: 7000 };
const running = { status: "running", connection: "watching", phase: "measuring", measured, now: 3200, mode: "live" };

test("the phase shown is that of the moment shown, not of the newest line", () => {
  assert.equal(phaseOf({ phase: "measuring", measured, now: 400 }), "warmup");
  assert.equal(phaseOf({ phase: "warmup", measured, now: 1200 }), "measuring");
  assert.equal(phaseOf({ phase: "draining", measured, now: 6900 }), "draining");
  assert.equal(phaseOf({ phase: null, measured: undefined, now: null }), "starting");
});

test("a running run says its phase and its seconds", () => {
  assert.deepEqual(statusOf(running), { key: "measuring", title: "Measuring", text: "3.2 of 7 s." });
  assert.equal(statusOf({ ...running, now: 500 }).key, "warmup");
});

test("a queued run says its number and why it waits", () => {
  const said = statusOf({ status: "queued", position: 3, connection: "watching", now: null });
  assert.equal(said.title, "Queued, number 3");
  assert.match(said.text, /^2 runs before it/);
  assert.match(statusOf({ status: "queued", position: 1, connection: "watching", now: null }).text, /^Next after/);
});

test("a lost connection is said, with what is kept and when it is tried again", () => {
  const said = statusOf({ ...running, connection: "waiting", retryIn: 4200 });
  assert.equal(said.key, "reconnecting");
  assert.match(said.text, /in 5 s/);
  assert.match(said.text, /goes on without this page/);
});

test("a failed run gives its reason, even when the connection is gone", () => {
  assert.deepEqual(statusOf({ status: "failed", reason: "The engine was killed.", connection: "waiting" }), { key: "failed", title: "This run failed", text: "The engine was killed." });
});

test("a finished run is finished, replaying or paused", () => {
  for (const [mode, key] of [["still", "done"], ["replay", "replay"], ["paused", "paused"]]) assert.equal(statusOf({ ...running, status: "done", mode }).key, key);
});

test("a live run that is held or watched from behind says that it goes on", () => {
  assert.equal(statusOf({ ...running, mode: "paused" }).key, "held");
  assert.match(statusOf({ ...running, mode: "paused" }).text, /goes on, and nothing of it is lost/);
  assert.equal(statusOf({ ...running, mode: "replay" }).key, "behind");
});
