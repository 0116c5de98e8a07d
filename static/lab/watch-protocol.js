// Watching a run over a socket: what to send, when to come back. A state machine without a socket, a clock or a dice of its
// own: `now` (ms) and `random` (0..1) come in, a list of effects goes out. lab-run.js carries the effects out.
//
// Effects: {do: "connect"}, {do: "send", message}, {do: "close"}, {do: "reset"}, {do: "apply", frame},
// {do: "status", status}, {do: "wake", after} (call `wake` in that many ms), {do: "end"}.

const ACK_EVERY = 250; // ms; the hub expects one at least every 500 ms while frames arrive
const FIRST_WAIT = 300; // ms
const LONGEST_WAIT = 8000; // ms

export const createWatch = () => ({
  phase: "idle", // idle → connecting → greeting → watching, then waiting (to come back) or ended
  offset: -1,
  acked: -1,
  ackedAt: -Infinity,
  ackPending: false,
  attempt: 0,
  status: null,
  last: -1,
});

// Full jitter on the upper half: many pages cut off at once do not come back at once.
export function backoff(attempt, random) {
  const ceiling = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt);
  return Math.round(ceiling * (0.5 + 0.5 * random));
}

export function connect(watch) {
  watch.phase = "connecting";
  return [{ do: "connect" }];
}

export function opened(watch) {
  watch.phase = "greeting";
  return [{ do: "send", message: { type: "watch", offset: watch.offset } }];
}

export function received(watch, message, now) {
  if (watch.phase === "ended") return [];
  if (message.type === "hello") return greeted(watch, message);
  if (message.type === "status") {
    watch.status = message.status;
    return [{ do: "status", status: message }, ...ending(watch)];
  }
  if (typeof message.o === "number") return framed(watch, message, now);
  return []; // a message of a later protocol
}

function greeted(watch, hello) {
  watch.phase = "watching";
  watch.attempt = 0;
  watch.status = hello.status;
  watch.last = hello.last ?? -1;
  const effects = [];
  if (!hello.recovered && watch.offset >= 0) effects.push({ do: "reset" });
  if (!hello.recovered) watch.offset = -1;
  watch.acked = watch.offset;
  effects.push({ do: "status", status: hello });
  return [...effects, ...ending(watch)];
}

function framed(watch, frame, now) {
  if (watch.phase !== "watching") return [];
  const n = frame.n ?? 1;
  if (frame.o <= watch.offset) return acknowledged(watch, now);
  if (frame.o - n !== watch.offset) {
    // A hole. What is here stays; the hub fills in the rest after a new "watch".
    watch.phase = "waiting";
    return [{ do: "close" }, { do: "wake", after: 0 }];
  }
  watch.offset = frame.o;
  if (["done", "error"].includes(frame.d?.type)) watch.finished = true;
  return [{ do: "apply", frame }, ...acknowledged(watch, now), ...ending(watch)];
}

function acknowledged(watch, now) {
  const after = watch.ackedAt + ACK_EVERY - now;
  if (after <= 0) return ack(watch, now);
  if (watch.ackPending) return [];
  watch.ackPending = true;
  return [{ do: "wake", after }];
}

function ack(watch, now) {
  watch.ackPending = false;
  if (watch.acked === watch.offset) return [];
  watch.acked = watch.offset;
  watch.ackedAt = now;
  return [{ do: "send", message: { type: "ack", o: watch.offset } }];
}

// The time asked for by "wake" has come.
export function wake(watch, now) {
  if (watch.phase === "waiting") return connect(watch);
  if (watch.phase === "watching" && watch.ackPending) return ack(watch, now);
  return [];
}

export function closed(watch, random) {
  if (watch.phase === "ended" || watch.phase === "waiting") return [];
  watch.phase = "waiting";
  watch.ackPending = false;
  return [{ do: "wake", after: backoff(watch.attempt++, random) }];
}

// Over when the hub says so and everything it holds is here: nothing is left to wait for.
function ending(watch) {
  const over = watch.finished || (["done", "failed"].includes(watch.status) && watch.offset >= watch.last);
  if (!over) return [];
  // A run marked done by its status may still have its last line on the way.
  if (watch.status === "done" && !watch.finished && watch.last < 0) return [];
  watch.phase = "ended";
  return [{ do: "end" }, { do: "close" }];
}
