import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, closed, connect, createWatch, opened, received, wake } from "../../../static/lab/watch-protocol.js";

const hello = (more = {}) => ({ type: "hello", status: "running", recovered: true, from: -1, last: 0, watchers: 1, ...more });
const frame = (o, n = 1, d = { type: "snapshot" }) => ({ o, n, d });
const kinds = (effects) => effects.map((effect) => effect.do);
const watching = (more) => {
  const watch = createWatch();
  connect(watch);
  opened(watch);
  received(watch, hello(more), 0);
  return watch;
};

test("the first message asks for everything", () => {
  const watch = createWatch();
  assert.deepEqual(kinds(connect(watch)), ["connect"]);
  assert.deepEqual(opened(watch), [{ do: "send", message: { type: "watch", offset: -1 } }]);
});

test("frames in order are applied and acknowledged", () => {
  const watch = watching();
  assert.deepEqual(received(watch, frame(0), 0), [{ do: "apply", frame: frame(0) }, { do: "send", message: { type: "ack", o: 0 } }]);
  assert.equal(watch.offset, 0);
});

test("acknowledgements are gathered, and none is older than 500 ms", () => {
  const watch = watching();
  const sent = [];
  let due = null;
  for (let now = 0, o = 0; now <= 3000; now += 50, o++) {
    const effects = received(watch, frame(o), now);
    if (due !== null && now >= due) {
      effects.push(...wake(watch, now));
      due = null;
    }
    for (const effect of effects) {
      if (effect.do === "send") sent.push(now);
      if (effect.do === "wake") due = now + effect.after;
    }
  }
  const gaps = sent.slice(1).map((at, i) => at - sent[i]);
  assert.ok(Math.max(...gaps) <= 500, `longest gap ${Math.max(...gaps)}`);
  assert.ok(sent.length < 20, `${sent.length} acknowledgements in 3 s`);
});

test("the last frames are acknowledged even when no more arrive", () => {
  const watch = watching();
  received(watch, frame(0), 0);
  const effects = received(watch, frame(1), 10);
  assert.deepEqual(kinds(effects), ["apply", "wake"]);
  assert.deepEqual(wake(watch, 10 + effects[1].after), [{ do: "send", message: { type: "ack", o: 1 } }]);
});

test("a hole closes the socket and comes back with the last offset", () => {
  const watch = watching();
  received(watch, frame(0), 0);
  assert.deepEqual(kinds(received(watch, frame(3), 20)), ["close", "wake"]);
  assert.deepEqual(received(watch, frame(4), 21), [], "what still arrives on the old socket is not applied");
  assert.deepEqual(closed(watch, 0.5), [], "our own close is no new failure");
  assert.deepEqual(kinds(wake(watch, 30)), ["connect"]);
  assert.deepEqual(opened(watch)[0].message, { type: "watch", offset: 0 });
});

test("a merged catch-up fits when it begins where we stand", () => {
  const watch = watching();
  received(watch, frame(0), 0);
  assert.equal(received(watch, frame(23, 23), 10)[0].do, "apply");
  assert.equal(watch.offset, 23);
});

test("a frame that is known already is not applied again", () => {
  const watch = watching();
  received(watch, frame(0), 0);
  received(watch, frame(1), 300);
  assert.ok(!kinds(received(watch, frame(1), 600)).includes("apply"));
});

test("after a cut the run goes on where it stood", () => {
  const watch = watching();
  received(watch, frame(0), 0);
  received(watch, frame(1), 50);
  const [retry] = closed(watch, 0);
  assert.equal(retry.do, "wake");
  wake(watch, 5000);
  assert.deepEqual(opened(watch)[0].message, { type: "watch", offset: 1 });
  assert.ok(!kinds(received(watch, hello({ from: 1, last: 40 }), 5001)).includes("reset"));
  assert.equal(received(watch, frame(40, 39), 5002)[0].do, "apply");
});

test("what could not be recovered is dropped and begun anew", () => {
  const watch = watching();
  received(watch, frame(0), 0);
  closed(watch, 0);
  wake(watch, 1000);
  opened(watch);
  assert.deepEqual(kinds(received(watch, hello({ recovered: false }), 1001)), ["reset", "status"]);
  assert.equal(received(watch, frame(0), 1002)[0].do, "apply");
});

test("waits grow, are jittered and have a ceiling", () => {
  assert.equal(backoff(0, 0), 150);
  assert.equal(backoff(0, 1), 300);
  assert.equal(backoff(3, 1), 2400);
  assert.equal(backoff(30, 1), 8000);
  const watch = watching();
  const waits = [];
  for (let i = 0; i < 4; i++) {
    waits.push(closed(watch, 1)[0].after);
    wake(watch, 0);
  }
  assert.deepEqual(waits, [300, 600, 1200, 2400]);
  opened(watch);
  received(watch, hello(), 0);
  assert.equal(closed(watch, 1)[0].after, 300, "a greeting starts over");
});

test("the run's last line ends the watch and nothing comes back", () => {
  const watch = watching();
  received(watch, frame(0), 0);
  assert.deepEqual(kinds(received(watch, frame(1, 1, { type: "done" }), 300)), ["apply", "send", "end", "close"]);
  assert.deepEqual(closed(watch, 0), []);
  assert.deepEqual(wake(watch, 9000), []);
});

test("a stored run ends only when all of it is here", () => {
  const watch = watching({ status: "done", last: 30 });
  assert.ok(!kinds(received(watch, frame(20, 21), 0)).includes("end"));
  assert.ok(kinds(received(watch, frame(30, 10), 1)).includes("end"));
});

test("a run that failed without a line ends by its status", () => {
  const watch = watching();
  received(watch, frame(0), 0);
  const effects = received(watch, { type: "status", status: "failed", reason: "The engine was killed." }, 100);
  assert.deepEqual(kinds(effects), ["status", "end", "close"]);
});

test("messages of a later protocol are passed over", () => {
  assert.deepEqual(received(watching(), { type: "weather" }, 0), []);
});
