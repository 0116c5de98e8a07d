// What is said of a report, in words. Pure: the tests run it without a browser.

export function passed(tests) {
  const right = tests.filter((test) => test.passed).length;
  return `${right} of ${tests.length} ${tests.length === 1 ? "test" : "tests"} passed`;
}

/** One sentence of a trouble: an assertion's own message, or the exception with its name. */
export function sentence({ kind, message }) {
  return kind === "AssertionError" ? message : [kind, message].filter(Boolean).join(": ");
}

/** The frames of the reader's files as Python would print them; empty where the sentence says it all. */
export function trace(trouble) {
  return trouble.frames
    .map(({ file, line, within, code }) => `${file}, line ${line}${within && within !== "<module>" ? `, in ${within}` : ""}\n    ${code}`)
    .join("\n");
}

/** Which hint to offer: the first that is still covered, up to the one that the test names; null where all are open. */
export function nextHint(named, opened, count) {
  const upTo = named ? Math.min(named, count) : count;
  for (let number = 1; number <= upTo; number += 1) if (!opened.includes(number)) return number;
  return null;
}

/** What a check says first: the sentence for the status line, and whether all is well. */
export function verdict(report) {
  if (report.trouble) {
    const line = report.trouble.line ? `Line ${report.trouble.line}. ` : "";
    return { well: false, said: `The program could not be started. ${line}${sentence(report.trouble)}` };
  }
  const failed = report.tests.find((test) => !test.passed);
  if (!report.tests.length) return { well: false, said: "The check has no test." };
  if (!failed) return { well: true, said: `${passed(report.tests)}. This step is done.` };
  const line = failed.trouble.line ? `Line ${failed.trouble.line}: ` : "";
  return { well: false, said: `${passed(report.tests)}. ${line}${sentence(failed.trouble)}` };
}

export function stoppedBy(who, seconds) {
  if (who === "reader") return "Stopped. Your program is kept as it is.";
  return `Stopped after ${seconds} seconds: the program did not end. A loop without an end, or a wait that nobody ends? Your program is kept; Python starts anew.`;
}
