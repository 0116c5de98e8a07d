// Counted from the requests themselves: what the engine's own ticks have to agree with.
// What the requests are doing at the moment `at`.
export function occupancy(table, at) {
  const now = { inFlight: 0, queued: 0, running: 0, waiting: 0, busy: 0, answered: 0 };
  const lanes = new Set();
  for (let i = 0; i < table.count; i++) {
    const done = table.done[i];
    if (done != null && done <= at) {
      if (table.status[i] >= 200 && table.status[i] < 500) now.answered++;
      continue;
    }
    if (table.sent[i] > at) continue;
    now.inFlight++;
    const view = table.view[i];
    if (view == null || view > at) {
      now.queued++;
      continue;
    }
    const left = table.left[i];
    if (table.pool && (left == null || left > at)) lanes.add(table.lane[i]);
    const from = table.backend[i];
    const to = table.backend_end[i];
    if (from != null && from <= at && (to == null || to > at)) now.waiting++;
    else now.running++;
  }
  now.busy = table.pool ? lanes.size : now.inFlight - now.queued;
  return now;
}
