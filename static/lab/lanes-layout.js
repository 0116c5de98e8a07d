// From requests to rectangles: which bar stands where at the moment `now`. Pure; lanes-paint.js only fills them in.

export const STATES = ["running", "waiting", "queued", "error"];

// The part of the run that is in sight: it fills from the left until it is full, then moves with the playhead.
export function timeWindow(now, span) {
  const from = Math.max(0, now - span);
  return { from, to: from + span };
}

// How much time the lanes show, in ms: a short run whole, a long one a few seconds around the playhead.
export function windowSpan(config, end) {
  const whole = Math.max(end, 1000);
  if (whole <= 10_000) return whole;
  return Math.min(whole, Math.max(4000, 8 * config.latency_ms));
}

// Where the bands of one panel stand, in CSS px. A pool has a lane a worker above its waiting line; a loop has one slim lane
// above the requests in its care. `rows` is what the request area has to hold. `even` true: lines of a long queue fall on whole
// device pixels, since they would beat against the pixels otherwise; `every` is how many rows share one line. `slots` are those of a backend that has so
// many: a band between lanes and requests.
export function bands({ height, workers, loop, rows, even = false, ratio = 1, slots = 0 }) {
  const top = 0;
  const gap = 10;
  let lanes = 0;
  let laneHeight = 0;
  if (workers > 0) {
    lanes = workers;
    const share = Math.min(0.5, 0.24 + 0.02 * workers);
    laneHeight = Math.max(2, Math.min(24, Math.floor((height * share) / workers)));
  } else if (loop) {
    lanes = 1;
    laneHeight = 16;
  }
  const slotsTop = lanes ? top + lanes * laneHeight + gap : top;
  const slotHeight = slots && Math.max(3, Math.min(12, Math.floor((height * 0.22) / slots)));
  const areaTop = slots ? slotsTop + slots * slotHeight + gap : slotsTop;
  const areaHeight = Math.max(0, height - areaTop);
  const pixels = Math.min(18, areaHeight / Math.max(1, rows)) * ratio;
  // Thinner than three pixels a line a row would be a plain colour: then every so-many-th row has one.
  const every = pixels >= 3 ? 1 : Math.ceil(3 / Math.max(0.01, pixels));
  const rowHeight = (even ? Math.floor(pixels * every) / every : pixels) / ratio;
  return { lanes, laneHeight, lanesTop: top, slots, slotsTop, slotHeight, areaTop, areaHeight, rowHeight, every };
}

// Rows that the request area offers: as many as are needed, in steps, so that the picture does not shrink at every request.
export function rowSteps(needed, expected = 0) {
  const want = Math.max(needed, expected, 1);
  const step = [8, 12, 16, 20, 25, 32, 40, 50, 64, 80, 100, 128, 160, 200, 250, 320, 400, 500].find((s) => s >= want);
  return step ?? want;
}

const SLACK = 1000; // ms: requests are in the order of sending within each snapshot, not strictly between two

export class Bars {
  constructor() {
    this.length = 0;
    this.values = new Float32Array(3 * 256); // x0, x1, row
    this.last = new Int32Array(64).fill(-1); // row -> index of its newest bar
  }
  clear() {
    this.length = 0;
    this.last.fill(-1);
  }
  // Bars of one row that stand closer than `least` px become one: below a pixel there is nothing to see between them.
  add(x0, x1, row, least) {
    if (row >= this.last.length) {
      const longer = new Int32Array(2 * row).fill(-1);
      longer.set(this.last);
      this.last = longer;
    }
    const values = this.values;
    const before = 3 * this.last[row];
    if (before >= 0 && x0 - values[before + 1] < least && x0 >= values[before]) {
      if (x1 > values[before + 1]) values[before + 1] = x1;
      return;
    }
    if (3 * this.length + 3 > this.values.length) {
      const wider = new Float32Array(this.values.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    const at = 3 * this.length;
    this.values[at] = x0;
    this.values[at + 1] = x1;
    this.values[at + 2] = row;
    this.last[row] = this.length++;
  }
}

const board = () => ({ running: new Bars(), waiting: new Bars(), queued: new Bars(), error: new Bars() });

// `lanes` holds what stands in the workers' (or the loop's) lanes, `area` what stands in the request rows.
export const createPicture = () => ({ lanes: board(), area: board() });

// The place in the order of sending before which all were done at `from`; the search goes on where it was.
export function firstSeen(requests, from) {
  const seen = from >= requests.seen?.from ? requests.seen : { from, place: 0 };
  const { ordered, done } = requests;
  while (seen.place < ordered.length && done[ordered[seen.place]] < from && done[ordered[seen.place]] != null) seen.place++;
  seen.from = from;
  requests.seen = seen;
  return seen.place;
}

// Fill `picture` with the bars of `requests` between `from` and `to` as known at `now`; x in px from the window's left edge.
// `loop` true: what runs is drawn in the loop's one lane too, since one loop does all of it; `held` true: its waiting as well,
// since a blocking call keeps the loop.
export function layOut(picture, requests, { from, to, now, width, loop = false, held = false }) {
  for (const part of [picture.lanes, picture.area]) for (const state of STATES) part[state].clear();
  const scale = width / (to - from);
  const least = 0.75;
  const seen = Math.min(to, now);
  const put = (bars, start, end, row) => {
    if (start == null || start > seen) return;
    const stop = Math.min(end ?? seen, seen);
    if (stop < from || stop < start) return;
    bars.add((Math.max(start, from) - from) * scale, (stop - from) * scale, row, least);
  };
  for (let at = firstSeen(requests, from); at < requests.ordered.length; at++) {
    const i = requests.ordered[at];
    const done = requests.done[i];
    const sent = requests.sent[i];
    if (done != null && done < from) continue;
    if (sent > seen + SLACK) break;
    if (sent > seen) continue;
    const view = requests.view[i];
    const row = requests.row[i];
    put(picture.area.queued, sent, view ?? done, row);
    if (view != null && view <= seen) {
      const home = requests.pool ? picture.lanes : picture.area;
      const at = requests.pool ? requests.lane[i] : row;
      const call = requests.backend[i];
      const back = requests.backend_end[i];
      const left = requests.left[i] ?? done;
      put(home.running, view, call ?? left, at);
      if (call != null) put(home.waiting, call, back ?? left, at);
      if (back != null) put(home.running, back, left, at);
      if (loop) {
        put(picture.lanes.running, view, call ?? left, 0);
        if (held && call != null) put(picture.lanes.waiting, call, back ?? left, 0);
        if (back != null) put(picture.lanes.running, back, left, 0);
      }
    }
    if (done != null && done <= seen && isError(requests.status[i])) {
      const lane = requests.pool && view != null;
      (lane ? picture.lanes : picture.area).error.add((done - from) * scale, (done - from) * scale, lane ? requests.lane[i] : row, least);
    }
  }
  return picture;
}

export const isError = (status) => status != null && (status < 200 || status >= 400);

// Spans in which the loop stood still, in px.
export function blockedSpans(blocked, { from, to, now, width }) {
  const scale = width / (to - from);
  const out = [];
  for (let i = 0; i < (blocked?.from.length ?? 0); i++) {
    const start = Math.max(blocked.from[i], from);
    const stop = Math.min(blocked.to[i], now, to);
    if (stop > start) out.push([(start - from) * scale, (stop - from) * scale]);
  }
  return out;
}
