/**
 * The one candidate that a misspelt word must have meant; undefined when none is near or two are equally near.
 * Case, hyphens and underscores count for nothing, so that `group_by` finds `groupBy`.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const target = folded(word);
  const limit = tolerance(target.length);
  let best: string | undefined;
  let bestDistance = limit + 1;
  let tied = false;
  for (const candidate of new Set(candidates)) {
    const distance = editDistance(target, folded(candidate), limit);
    if (distance > bestDistance || distance > limit) continue;
    tied = distance === bestDistance;
    best = candidate;
    bestDistance = distance;
  }
  return tied ? undefined : best;
}

/** A ready hint for `nearest`, or undefined when there is none. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? undefined : `did you mean "${candidate}"?`;
}

function folded(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

/** How many slips still point to one word: a third of a short word's letters would turn it into another word. */
function tolerance(length: number): number {
  if (length < 3) return 0;
  return length < 5 ? 1 : 2;
}

/** Damerau-Levenshtein distance (optimal string alignment); anything over `limit` may come back as `limit + 1`. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = nextRow({ left, right, row, previous, beforePrevious });
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? limit + 1;
}

interface RowInput {
  readonly left: string;
  readonly right: string;
  readonly row: number;
  readonly previous: readonly number[];
  readonly beforePrevious: readonly number[];
}

function nextRow({ left, right, row, previous, beforePrevious }: RowInput): number[] {
  const current = [row];
  for (let column = 1; column <= right.length; column++) {
    const same = left[row - 1] === right[column - 1];
    let cost = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + (same ? 0 : 1));
    const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
    if (swapped) cost = Math.min(cost, at(beforePrevious, column - 2) + 1);
    current.push(cost);
  }
  return current;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
