// Where the playhead stands, in ms of the run. Pure: the caller brings the time that has passed.

const BEHIND = 120; // ms that a live picture stays behind the newest tick, so that it glides between two ticks
const JUMP = 1500; // ms behind from which catching up would take too long to watch

// One step of a live playhead: at the run's own pace, a little faster or slower to stay BEHIND the newest tick.
export function follow(playhead, passed, newest) {
  const target = newest - BEHIND;
  if (target - playhead > JUMP) return target;
  const rate = Math.min(2, Math.max(0, 1 + (target - playhead) / 400));
  return Math.max(playhead, Math.min(newest, playhead + passed * rate));
}

// One step of a replay at `speed`; it stops at the end.
export function replay(playhead, passed, end, speed = 1) {
  return Math.min(end, playhead + passed * speed);
}

// Reduced motion: the picture changes in steps of this many ms.
export const STEP = 500;
export const stepped = (playhead, end) => (playhead >= end ? end : Math.floor(playhead / STEP) * STEP);
