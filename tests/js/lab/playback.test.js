import assert from "node:assert/strict";
import { test } from "node:test";
import { follow, replay, stepped } from "../../../static/lab/playback.js";

test("a live playhead glides between ticks and never passes the newest", () => {
  let playhead = 0;
  let longest = 0;
  for (let now = 0; now < 6000; now += 16) {
    const newest = Math.floor(now / 50) * 50;
    const next = follow(playhead, 16, newest);
    assert.ok(next >= playhead && next <= newest);
    if (now > 1500) longest = Math.max(longest, next - playhead);
    playhead = next;
  }
  assert.ok(6000 - playhead < 400, `ends ${6000 - playhead} ms behind`);
  assert.ok(longest < 32, `a step of ${longest} ms would be seen as a jump`);
});

test("a late joiner is at the end at once", () => {
  assert.equal(follow(0, 16, 5000), 4880);
});

test("a replay runs at its speed and stops at the end", () => {
  assert.equal(replay(0, 16, 7000), 16);
  assert.equal(replay(0, 16, 7000, 10), 160);
  assert.equal(replay(6990, 16, 7000), 7000);
});

test("with reduced motion the playhead moves in steps and still reaches the end", () => {
  assert.equal(stepped(1234, 7000), 1000);
  assert.equal(stepped(6999, 6999), 6999);
});
