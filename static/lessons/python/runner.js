// One Python for the page: started when first asked for, ended and started anew when a program does not end.
// `python.call("check", {files, program, argument}, {seconds, output})` gives the report of workbench/learner.py.

/** What the page says of the kit: where it lies, how large it is. Null on a page without one. */
export function kitOf(page = document) {
  const said = page.querySelector('meta[name="python-kit"]')?.content;
  return said ? JSON.parse(said) : null;
}

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Whether this device has the kit already. */
export async function isKept(kit) {
  try {
    const there = (await (await caches.open(kit.cache)).keys()).map((request) => new URL(request.url).pathname);
    return kit.files.every((file) => there.includes(kit.base + file.name));
  } catch {
    return false;
  }
}

async function keeper(kit) {
  if (!navigator.serviceWorker || !kit.keeper) return;
  try {
    const registration = await navigator.serviceWorker.register(kit.keeper, { scope: kit.scope });
    const coming = registration.installing ?? registration.waiting;
    if (!coming) return;
    await new Promise((resolve) => {
      coming.addEventListener("statechange", () => ["activated", "redundant"].includes(coming.state) && resolve());
      setTimeout(resolve, 3000); // Python runs without it as well; it is only not kept
    });
  } catch {
    // a browser that keeps nothing
  }
}

export class Runner extends EventTarget {
  #worker = null;
  #ready = null;
  #calls = new Map();
  #last = 0;

  constructor(kit) {
    super();
    this.kit = kit;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Resolves when Python is ready. Events meanwhile: `progress` {done, all} in bytes, `starting`. */
  start() {
    this.#ready ??= this.#started().catch((error) => {
      this.#ready = null;
      throw error;
    });
    return this.#ready;
  }

  async #started() {
    await keeper(this.kit);
    const worker = (this.#worker = new Worker(this.kit.worker, { type: "module" }));
    return new Promise((resolve, reject) => {
      worker.addEventListener("error", () => reject(new Error("the worker could not be loaded")));
      worker.addEventListener("message", ({ data }) => {
        if (worker !== this.#worker) return;
        if (data.type === "ready") resolve(data);
        else if (data.type === "failed" && data.id === undefined) reject(new Error(data.message));
        else this.#heard(data);
      });
      worker.postMessage({ verb: "start", kit: { ...this.kit } });
    });
  }

  #heard({ type, id, ...detail }) {
    const call = this.#calls.get(id);
    if (type === "progress" || type === "starting") this.#tell(type, detail);
    else if (type === "output") for (const each of this.#calls.values()) each.output?.(detail.text);
    else if (type === "begun") call?.begin();
    else if (type === "done") call?.resolve(detail.report);
    else if (type === "failed") call?.reject(new Error(detail.message));
  }

  /** Rejects with an error whose `stopped` is "limit" or "reader" where the program was ended. */
  async call(verb, what, { seconds = 15, output = null } = {}) {
    await this.start();
    const id = (this.#last += 1);
    let timer = null;
    try {
      return await new Promise((resolve, reject) => {
        const begin = () => (timer = setTimeout(() => this.stop("limit"), seconds * 1000));
        this.#calls.set(id, { resolve, reject, output, begin });
        this.#worker.postMessage({ id, verb, ...what });
      });
    } finally {
      clearTimeout(timer);
      this.#calls.delete(id);
    }
  }

  /** Ends the program that runs, and starts Python anew for the next one. */
  stop(by = "reader") {
    this.#worker?.terminate();
    this.#worker = this.#ready = null;
    for (const call of this.#calls.values()) call.reject(Object.assign(new Error("stopped"), { stopped: by }));
    this.#calls.clear();
    this.start().catch(() => {}); // a failure is met by the next call
  }
}

let shared = null;

/** The page's one Python. */
export function python() {
  return (shared ??= new Runner(kitOf()));
}
