const DECIMAL = /^([+-]?)([0-9]+)(?:\.([0-9]+))?$/;

/** Up to here a difference of two numbers is exact. */
const EXACT_DIGITS = 15;

/** Negative, zero or positive, exact however many digits there are; undefined unless both texts are plain decimal numbers. */
export function compareDecimals(left: string, right: string): number | undefined {
  const a = DECIMAL.exec(left);
  const b = DECIMAL.exec(right);
  if (a === null || b === null) return undefined;
  if (left.length <= EXACT_DIGITS && right.length <= EXACT_DIGITS) return Number(left) - Number(right);
  const places = Math.max(a[3]?.length ?? 0, b[3]?.length ?? 0);
  return sign(scaled(a, places) - scaled(b, places));
}

/** The number times ten to the power of `places`. */
function scaled([, minus, whole = '', fraction = '']: RegExpExecArray, places: number): bigint {
  const digits = BigInt(whole + fraction.padEnd(places, '0'));
  return minus === '-' ? -digits : digits;
}

function sign(difference: bigint): number {
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
}
