// The clock of one page: moves the playhead and has the picture drawn. A frame is asked for only while something moves.
import { follow, replay, stepped, STEP } from "./playback.js";

const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const UNSEEN = 250; // ms between two updates of the numbers while nothing is in sight
const REWIND = 700; // ms in which a finished picture runs back to its start

// draw(now, {whole}) paints; newest() and end() are in ms of the run; seen() says whether any picture is in sight; going()
// whether the run still goes on: who catches up with it follows it again.
export class Player {
  constructor({ draw, newest, end, seen, finished, going = () => false }) {
    Object.assign(this, { draw, newest, end, seen, finished, going });
    this.speed = 1;
    this.mode = "still";
    this.playhead = 0;
    this.frame = 0;
    this.timer = 0;
  }

  // Follow a run that goes on; from where it stands when that is far ahead of the playhead.
  live() {
    this.start("live");
  }

  // From the start; a finished picture is run back first, so that it is seen where the replay begins.
  replay() {
    if (reduced.matches || this.playhead <= 0) {
      this.playhead = 0;
      this.start("replay");
    } else this.start("rewind");
  }

  pause() {
    this.stop();
    this.mode = "paused";
  }

  resume() {
    this.start("replay");
  }

  // The moment `at`, and there it stands.
  seek(at) {
    this.pause();
    this.playhead = Math.min(Math.max(0, at), this.end());
    this.draw(this.playhead, { whole: false });
  }

  // The finished picture, at once.
  whole() {
    this.stop();
    this.mode = "still";
    this.playhead = this.end();
    this.draw(this.playhead, { whole: true });
  }

  stop() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = this.timer = 0;
  }

  start(mode) {
    this.stop();
    this.mode = mode;
    this.last = performance.now();
    this.next();
  }

  next() {
    if (reduced.matches) this.timer = setTimeout(() => this.step(), STEP / 2);
    else if (!this.seen()) this.timer = setTimeout(() => this.step(), UNSEEN);
    else this.frame = requestAnimationFrame(() => this.step());
  }

  step() {
    const clock = performance.now();
    const passed = clock - this.last;
    this.last = clock;
    if (this.mode === "rewind") {
      this.playhead -= (Math.min(passed, 50) / REWIND) * this.end();
      if (this.playhead <= 0) {
        this.playhead = 0;
        this.mode = "replay";
      }
    } else if (this.mode === "live") this.playhead = follow(this.playhead, passed, this.newest());
    else this.playhead = replay(this.playhead, Math.min(passed, 1000), this.end(), this.speed);
    if (this.mode === "replay" && this.playhead >= this.end() && this.going()) this.mode = "live";
    if (this.mode === "replay" && this.playhead >= this.end()) {
      this.whole();
      this.finished?.();
      return;
    }
    this.draw(reduced.matches ? stepped(this.playhead, this.end()) : this.playhead, { whole: false });
    this.next();
  }
}
