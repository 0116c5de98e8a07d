// Tells the site the browser's time zone, by which a learner's day begins and ends.

/** The cookie to set, or "" where it is said already or the browser does not know. A zone is a name like Europe/Berlin. */
export function zoneCookie(cookies, zone) {
  if (!zone || !/^[A-Za-z0-9_+/-]{1,64}$/.test(zone)) return "";
  if (cookies.split("; ").some((each) => each.startsWith("zone="))) return "";
  return `zone=${zone}; path=/; max-age=31536000; samesite=lax`;
}

if (typeof document !== "undefined") {
  const cookie = zoneCookie(document.cookie, Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (cookie) document.cookie = cookie;
}
