const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** As CloudTrail writes every eventTime, on a day that its month has in every year. Each record has one, so these are read by hand. */
const USUAL =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
const ZERO = 48;

/**
 * Milliseconds since 1970 of an RFC 3339 time with a zone (https://www.rfc-editor.org/rfc/rfc3339#section-5.6), fractions of them too;
 * undefined for anything else. A leap second is the first second of the next minute.
 */
export function parseTime(text: string): number | undefined {
  return USUAL.test(text) ? parseUsualTime(text) : parseAnyTime(text);
}

function parseUsualTime(text: string): number {
  const seconds = (twoDigits(text, 11) * 60 + twoDigits(text, 14)) * 60 + twoDigits(text, 17);
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  return (daysSince1970(year, twoDigits(text, 5), twoDigits(text, 8)) * 86_400 + seconds) * 1000;
}

function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * ZERO;
}

/** Counts from 1 March, so that a leap day ends its year; 153 days are five months from March or August on. */
function daysSince1970(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return fromMarch * 365 + Math.floor(fromMarch / 4) - Math.floor(fromMarch / 100) + Math.floor(fromMarch / 400) + dayOfYear - 719_468;
}

function parseAnyTime(text: string): number | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (hour > 23 || minute > 59 || second > 60 || part(9) > 23 || part(10) > 59) return undefined;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const offset = (part(9) * 60 + part(10)) * (match[8] === '-' ? -1 : 1);
  return midnight.getTime() + ((hour * 60 + minute - offset) * 60 + second + part(7)) * 1000;
}

/** RFC 3339 in UTC, with milliseconds only where there are some. */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
