// What an exercise becomes when Python is asked for: an editor, its buttons, and what the check says.
import { askingButton, button, element } from "./buttons.js";
import "./editor.js";
import { keep, kept, keyOf } from "./keeping.js";
import { headingOf, stepsOf } from "./project-steps.js";
import { megabytes, python } from "./runner.js";
import { nextHint, sentence, stoppedBy, trace, verdict } from "./words.js";

const SECONDS = 15; // a program's time; `data-seconds` of the exercise changes it

/** The text of a file that the page shows. */
function fileOf(name, role) {
  return document.querySelector(`.exercise-file[data-name="${name}"][data-role="${role}"] pre code`)?.textContent ?? "";
}

export class Workbench {
  /** Opens the exercise whose button was pressed; of a project also the steps that were begun before. */
  static async open(asked) {
    const wanted = stepsOf(asked).filter((step) => step === asked || kept(keyOf(step.dataset)));
    for (const step of wanted) if (!step.workbench) new Workbench(step);
    asked.workbench.editor.view.focus();
    asked.workbench.startPython();
  }

  constructor(exercise) {
    const { program, check, files, ask, seconds } = exercise.dataset;
    Object.assign(this, { exercise, program, check, ask, files: files?.split(" ") ?? [] });
    exercise.workbench = this;
    this.key = keyOf(exercise.dataset);
    this.seconds = Number(seconds) || SECONDS;
    this.figure = exercise.querySelector("figure");
    this.start = this.figure.querySelector("code").textContent.trimEnd() + "\n";
    this.hints = [...exercise.querySelectorAll("details.hint")];
    this.state = kept(this.key) ?? { text: null, passed: false };
    this.build();
    if (this.state.passed) this.say("This step was done before.", "well");
  }

  build() {
    this.editor = document.createElement("python-editor");
    this.figure.querySelector("figcaption").textContent = this.program;
    this.figure.querySelector("pre").replaceWith(this.editor);
    this.exercise.querySelector(":scope > .exercise-start")?.replaceWith(this.figure);
    const label = `${this.program}, a Python editor. Tab indents; Escape, then Tab, leaves it. Control and Enter ${this.check ? "check" : "run"} it.`;
    this.editor.open({ text: this.state.text ?? this.before() ?? this.start, label, run: () => this.main() });
    this.editor.addEventListener("change", () => this.changed());
    this.go = this.check ? button("Check", () => this.main(), "button") : button("Run", () => this.main(), "button");
    this.halt = button("Stop", () => python().stop());
    this.halt.hidden = true;
    const more = this.ask ? [button(`Ask ${this.ask}`, () => this.askIt())] : [];
    if (this.check && !this.ask) more.push(button("Run", () => this.runIt()));
    const rest = [
      askingButton("Start over", {
        needless: () => this.state.text === null,
        ask: () => this.say("This throws away what you wrote in this step. Press again to do it."),
        run: () => this.startOver(),
      }),
    ];
    if (this.check) rest.push(button("Download the project", () => this.download()));
    this.status = element("p", { className: "exercise-status" });
    this.status.setAttribute("role", "status");
    this.tests = element("ol", { className: "exercise-tests" });
    this.output = element("div", { className: "exercise-output" });
    const keys = element("p", { className: "exercise-keys" }, "Tab indents; Esc, then Tab, leaves the editor. Ctrl-Enter ", this.check ? "checks." : "runs.");
    this.exercise.bar.replaceChildren(element("div", { className: "exercise-buttons" }, this.go, ...more, this.halt, ...rest), keys, this.status, this.tests, this.output);
    this.exercise.querySelector(".exercise-still")?.remove();
    this.exercise.classList.add("exercise-open");
  }

  /** The reader's own program of the step before, where that is done and this one is not begun. */
  before() {
    const all = stepsOf(this.exercise);
    const earlier = all[all.indexOf(this.exercise) - 1]?.workbench;
    return earlier?.state.passed ? earlier.editor.text : null;
  }

  say(text, kind = "") {
    this.status.textContent = text;
    this.status.dataset.kind = kind;
  }

  changed() {
    if (this.loading) return;
    clearTimeout(this.timer);
    const save = () => {
      if (!keep(this.key, this.state)) this.say("This browser keeps nothing between visits: download the project before you leave.", "bad");
    };
    this.state = { ...this.state, text: this.editor.text };
    this.timer = setTimeout(save, 300);
    addEventListener("pagehide", save, { once: true });
  }

  /** Puts a text into the editor that is not the reader's work on this step. */
  load(text) {
    this.loading = true;
    this.editor.text = text;
    this.loading = false;
  }

  startOver() {
    clearTimeout(this.timer);
    this.load(this.before() ?? this.start);
    this.state = { text: null, passed: false };
    keep(this.key, null);
    this.tests.replaceChildren();
    this.output.replaceChildren();
    this.say("As it was at the beginning. Undo (Ctrl-Z in the editor) brings yours back.");
  }

  allFiles() {
    const files = Object.fromEntries(this.files.map((name) => [name, fileOf(name, "beside")]));
    if (this.check) files[this.check] = fileOf(this.check, "check");
    return { ...files, [this.program]: this.editor.text };
  }

  async startPython() {
    const runner = python();
    const progress = ({ detail }) => this.say(detail.all ? `Loading Python: ${megabytes(detail.done)} of ${megabytes(detail.all)}.` : "Python is on this device already.");
    const starting = () => this.say("Python starts.");
    runner.addEventListener("progress", progress);
    runner.addEventListener("starting", starting);
    try {
      const { version } = await runner.start();
      this.say(`Python ${version} is ready.`);
      return true;
    } catch (error) {
      this.say(`Python could not be started (${error.message}). What you wrote is kept; try again.`, "bad");
      return false;
    } finally {
      runner.removeEventListener("progress", progress);
      runner.removeEventListener("starting", starting);
    }
  }

  async call(verb, argument, doing) {
    if (this.busy) return null;
    this.busy = true;
    this.go.setAttribute("aria-disabled", "true");
    this.editor.mark(null);
    this.tests.replaceChildren();
    this.output.replaceChildren();
    try {
      if (!(await this.startPython())) return null;
      this.halt.hidden = false;
      this.say(doing);
      let printed = null;
      const output = (text) => {
        printed ??= this.block("It printed", "");
        printed.textContent += text;
      };
      const what = { files: this.allFiles(), program: this.program, argument };
      return await python().call(verb, what, { seconds: this.seconds, output });
    } catch (error) {
      this.say(error.stopped ? stoppedBy(error.stopped, this.seconds) : `Python failed: ${error.message}`, "bad");
      return null;
    } finally {
      this.busy = false;
      this.halt.hidden = true;
      this.go.removeAttribute("aria-disabled");
    }
  }

  block(head, text) {
    const code = element("code", {}, text);
    const pre = element("pre", { className: "code code-output", tabIndex: 0 }, code);
    pre.setAttribute("role", "group");
    pre.setAttribute("aria-label", head);
    this.output.append(element("p", { className: "output-head", textContent: head }), pre);
    return code;
  }

  main() {
    return this.check ? this.checkIt() : this.runIt();
  }

  async checkIt() {
    const report = await this.call("check", this.check, "The check runs.");
    if (!report) return;
    const { well, said } = verdict(report);
    this.say(said, well ? "well" : "bad");
    this.tests.replaceChildren(...report.tests.map((test) => this.testLine(test)));
    const first = report.trouble ?? report.tests.find((test) => !test.passed)?.trouble;
    this.show(first);
    this.state = { text: this.editor.text, passed: well || this.state.passed };
    keep(this.key, this.state);
    if (well) {
      this.handOn();
      this.exercise.dispatchEvent(new CustomEvent("exercise-passed", { bubbles: true }));
    } else this.offerHint(report.tests.find((test) => !test.passed)?.hint);
  }

  /** The next step, where it is not begun, goes on with this program; a link leads there. */
  handOn() {
    const all = stepsOf(this.exercise);
    const next = all[all.indexOf(this.exercise) + 1];
    if (!next) return;
    if (!next.workbench) new Workbench(next);
    else if (next.workbench.state.text === null) next.workbench.load(this.editor.text);
    const heading = headingOf(next);
    if (!heading) return;
    const link = element("a", { href: `#${heading.id}`, textContent: heading.textContent.trim() });
    this.output.append(element("p", { className: "exercise-next" }, "Go on to ", link));
  }

  testLine(test) {
    const badge = element("span", { className: `badge ${test.passed ? "badge-ok" : "badge-bad"}`, textContent: test.passed ? "OK" : "X" });
    const line = element("li", {}, badge, ` ${test.words}`);
    if (!test.passed && test.trouble.line) line.append(" ", button(`line ${test.trouble.line}`, () => this.editor.goTo(test.trouble.line), "to-line"));
    return line;
  }

  show(found) {
    if (!found) return;
    if (found.line) this.editor.mark({ line: found.line, message: sentence(found) });
    if (found.frames.length > 1) this.block("Your lines, the innermost last", trace(found));
  }

  offerHint(named) {
    const opened = this.hints.flatMap((hint, index) => (hint.open ? [index + 1] : []));
    const number = nextHint(named, opened, this.hints.length);
    if (!number) return;
    const hint = this.hints[number - 1];
    const offer = button(`Show hint ${number}`, () => {
      hint.open = true;
      hint.querySelector("summary").focus();
      offer.remove();
    });
    this.output.append(element("p", {}, offer));
  }

  async runIt() {
    const report = await this.call("run", "", "It runs.");
    if (!report) return;
    if (report.trouble) this.say(`${report.trouble.line ? `Line ${report.trouble.line}. ` : ""}${sentence(report.trouble)}`, "bad");
    else this.say("It ran to its end.", "well");
    this.show(report.trouble);
  }

  async askIt() {
    const report = await this.call("ask", this.ask, `Asking ${this.ask}.`);
    if (!report) return;
    if (report.trouble) {
      this.say(`${report.trouble.line ? `Line ${report.trouble.line}. ` : ""}${sentence(report.trouble)}`, "bad");
      this.show(report.trouble);
      return;
    }
    const { status, headers, body } = report.answer;
    this.say(`${this.ask} answered ${status}.`, status < 400 ? "well" : "bad");
    this.block(`GET ${this.ask}`, [`HTTP ${status}`, ...headers.map(([name, value]) => `${name}: ${value}`), "", body].join("\n"));
  }

  async download() {
    const files = {};
    const checks = {};
    for (const { dataset } of stepsOf(this.exercise)) {
      for (const name of dataset.files?.split(" ") ?? []) files[name] = fileOf(name, "beside");
      checks[dataset.check] = fileOf(dataset.check, "check");
    }
    files[this.program] = this.editor.text;
    if (!(await this.startPython())) return;
    const bytes = await python().call("archive", { title: document.title, program: this.program, files, checks });
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
    element("a", { href: address, download: this.exercise.dataset.archive.split("/").pop() }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    this.say("The project is downloaded: your program, its checks as tests, and a manage.py.");
  }
}
