/** A tree as plain data with every `place` left out, so that a test can name what it is about. */
export function withoutPlaces(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree ?? null, (key: string, value: unknown) => (key === 'place' ? undefined : value)));
}
