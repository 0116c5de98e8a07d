// What a variant's requests wait in, by its `concurrency`. Pure.
// A pool has `workers` lanes, of which each holds one request: threads, worker processes, or threads of an executor.
const WORKERS = {
  threads: ["thread", "threads"],
  processes: ["process", "processes"],
  executor: ["executor thread", "executor threads"],
};

export const hasPool = (info) => info.concurrency in WORKERS && info.workers > 0;
export const hasLoop = (info) => ["loop", "loops", "blocked-loop"].includes(info.concurrency);
export const workerName = (info) => WORKERS[info.concurrency]?.[0] ?? "worker";
export const workerNames = (info) => WORKERS[info.concurrency]?.[1] ?? "workers";

// What the loops of a variant are called: one, or several that share the requests.
export const loopName = (info) => (info.concurrency === "loops" ? `${info.processes ?? "several"} loops` : "one loop");
