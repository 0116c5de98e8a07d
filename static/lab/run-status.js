// The line that says where a run stands: queued, starting, warm-up, measuring, draining, done, failed; and whether this page is
// still connected to it. `statusOf` is pure; `StatusBar` puts it on the page.
import { number, plural } from "./scales.js";

const PHASES = {
  starting: ["Starting", "Fresh servers are being started and probed until they answer."],
  warmup: ["Warming up", "Shown, but not counted."],
  measuring: ["Measuring", ""],
  draining: ["Draining", "No more requests are sent; the last answers are awaited."],
};

export function phaseOf({ phase, measured, now }) {
  if (phase === "starting" || phase === "draining") return phase;
  if (!measured || now === null) return phase ?? "starting";
  if (now < measured.from_ms) return "warmup";
  return now <= measured.to_ms ? "measuring" : "draining";
}

// {connection, status, position, reason, phase, measured, now (ms or null), mode, retryIn (ms)} -> {key, title, text}
export function statusOf(at) {
  if (at.status === "failed") return { key: "failed", title: "This run failed", text: at.reason ?? "" };
  if (at.connection === "offline") return { key: "reconnecting", title: "Offline", text: "This browser has no network. The run goes on, and the page catches up when it is back." };
  if (at.connection === "waiting") {
    const soon = at.retryIn > 1500 ? `Trying again in ${Math.ceil(at.retryIn / 1000)} s.` : "Trying again.";
    return { key: "reconnecting", title: "Reconnecting", text: `${soon} The run goes on without this page; what is missed comes after.` };
  }
  if (at.status === "done") {
    if (at.mode === "paused") return { key: "paused", title: "Paused", text: seconds(at) };
    if (at.mode === "replay" || at.mode === "rewind") return { key: "replay", title: "Replay", text: seconds(at) };
    return { key: "done", title: "Finished", text: "The whole run is shown." };
  }
  if (at.status === "gathering") return { key: "gathering", title: "Waiting for its start", text: "Bets are open." };
  if (at.status === "queued") {
    const before = at.position > 1 ? `${plural(at.position - 1, "run")} before it and the one that is running` : "Next after the run that is running";
    return { key: "queued", title: `Queued, number ${at.position ?? "–"}`, text: `${before}. One run at a time has the machine.` };
  }
  if (at.status !== "running") return { key: "connecting", title: "Connecting", text: "" };
  if (at.mode === "paused") return { key: "held", title: "Paused", text: `${seconds(at)} The run goes on, and nothing of it is lost.` };
  if (at.mode === "replay") return { key: "behind", title: "Behind the run", text: `${seconds(at)} It goes on meanwhile.` };
  const key = phaseOf(at);
  const [title, words] = PHASES[key];
  return { key, title, text: [at.now === null ? "" : seconds(at), words].filter(Boolean).join(" ") };
}

const seconds = ({ now, measured }) => `${(now / 1000).toFixed(1)} of ${number((measured?.to_ms ?? 0) / 1000)} s.`;

const part = (tag, className) => Object.assign(document.createElement(tag), { className });

export class StatusBar {
  constructor(root) {
    this.root = root;
    this.title = part("strong", "status-title");
    this.text = part("span", "status-text num");
    this.watchers = part("span", "status-watchers num");
    this.actions = part("span", "status-actions");
    const words = part("p", "status-words");
    words.append(part("span", "status-dot"), this.title, " ", this.text);
    this.track = part("div", "status-track");
    this.track.append(part("span", "track-warmup"), part("span", "track-done"));
    const aside = part("div", "status-aside");
    aside.append(this.watchers, this.actions);
    root.replaceChildren(words, aside, this.track);
  }

  say(at) {
    const { key, title, text } = statusOf(at);
    this.root.dataset.state = key;
    const set = (element, value) => element.textContent !== value && (element.textContent = value);
    set(this.title, title);
    set(this.text, text);
    set(this.watchers, at.watchers > 1 ? `${number(at.watchers)} watching` : "");
    const whole = Math.max(at.end ?? 0, at.measured?.to_ms ?? 0) || 1;
    this.track.style.setProperty("--warmup", ((at.measured?.from_ms ?? 0) / whole).toFixed(4));
    this.track.style.setProperty("--done", Math.min(1, (at.now ?? 0) / whole).toFixed(4));
    return key;
  }

  offer(...buttons) {
    const same = buttons.length === this.actions.children.length && buttons.every((button, i) => button === this.actions.children[i]);
    if (!same) this.actions.replaceChildren(...buttons);
  }
}
