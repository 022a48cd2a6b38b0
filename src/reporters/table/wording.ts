/** `12,345`. */
export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 finding`, `2,000 findings`. */
export function countOf(count: number, noun: string): string {
  return `${groupDigits(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** An RFC 3339 time in UTC as people read it; the zone is said once for the report. */
export function readableTime(time: string): string {
  return time.replace('T', ' ').replace(/Z$/, '');
}
