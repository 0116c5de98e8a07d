// What the lanes show, in words: for the line above them, for screen readers, for the table. Pure.
import { duration, number, plural } from "./scales.js";
import { hasPool, loopName, workerName, workerNames } from "./kinds.js";

// The one line above a variant's lanes.
export function stateLine(info, numbers) {
  if (!numbers) return "Not started";
  const { inFlight, queued, waiting, busy } = numbers;
  if (hasPool(info)) return `${busy} of ${plural(info.workers, workerName(info), workerNames(info))} busy · ${number(queued)} queued`;
  if (info.concurrency === "thread-per-request") return `${number(inFlight)} in flight · a thread for each`;
  if (info.concurrency === "blocked-loop" && queued > 0) {
    return `${busy === 1 ? "1 request holds" : `${number(busy)} requests hold`} the loop · ${number(queued)} queued`;
  }
  if (inFlight > 0 && waiting === inFlight) return `${number(inFlight)} in flight, all waiting on ${loopName(info)}`;
  return `${number(inFlight)} in flight · ${number(waiting)} waiting on ${loopName(info)}`;
}

// What the canvas shows, for those who do not see it.
export function pictureLabel(info, numbers) {
  if (!numbers) return `${info.label}: no request yet.`;
  const rate = `${number(numbers.throughput)} answers a second`;
  return `${info.label}: ${stateLine(info, numbers).replaceAll(" · ", ", ")}; ${rate}, ${number(numbers.completed)} answered so far.`;
}

// One sentence a variant for the live region, short enough to be listened to while a run goes on.
export function announcement(model, numbersAt, now) {
  const parts = (model.state.run?.variants ?? []).map((info) => {
    const numbers = numbersAt(model, info.name, now);
    return numbers && `${info.name} ${number(numbers.throughput)} per second, ${number(numbers.queued)} queued`;
  });
  return parts.filter(Boolean).join("; ");
}

// Rows of the table beside the picture: [what, value].
export const tableRows = (numbers) => [
  ["Answers a second", number(numbers?.throughput)],
  ["In flight", number(numbers?.inFlight)],
  ["Running", number(numbers?.running)],
  ["Waiting for I/O", number(numbers?.waiting)],
  ["Queued", number(numbers?.queued)],
  ["Response time, p50", duration(numbers?.p50)],
  ["Response time, p99", duration(numbers?.p99)],
  ["Answered", number(numbers?.completed)],
  ["Errors", number(numbers?.errors)],
  ["Threads of the server", number(numbers?.threads)],
];
