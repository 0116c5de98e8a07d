// A browser's navigation timing as the parts of one page load. All times are milliseconds.

const PARTS = [
  ["Redirects", "redirectStart", "redirectEnd", "network"],
  ["Finding the address", "domainLookupStart", "domainLookupEnd", "network"],
  ["Connecting", "connectStart", "connectEnd", "network"],
  ["Waiting for the first byte", "requestStart", "responseStart", "server"],
  ["Receiving the page", "responseStart", "responseEnd", "network"],
];

/**
 * The parts of a PerformanceNavigationTiming entry, or of anything with its stamps.
 * What is left before the request (queueing in the browser, its cache) is named too, so that the parts add up.
 * @returns {{ttfb: number, parts: {name: string, kind: string, from: number, ms: number}[]}}
 */
export function navigationParts(entry) {
  const parts = PARTS.map(([name, start, end, kind]) => ({
    name,
    kind,
    from: entry[start] || 0,
    ms: Math.max((entry[end] || 0) - (entry[start] || 0), 0),
  }));
  const ttfb = entry.responseStart || 0;
  const named = parts.slice(0, 4).reduce((sum, part) => sum + part.ms, 0);
  const rest = Math.max(ttfb - named, 0);
  parts.splice(3, 0, { name: "In the browser, before sending", kind: "browser", from: Math.max((entry.requestStart || 0) - rest, 0), ms: rest });
  return { ttfb, parts };
}

/** The share of the largest contentful paint that is time to first byte, 0..1; null while either is unknown. */
export function shareOfLcp(ttfb, lcp) {
  return lcp > 0 && ttfb > 0 ? Math.min(ttfb / lcp, 1) : null;
}

/** Milliseconds in words: one digit below ten, none above. */
export function inMs(value) {
  return `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} ms`;
}
